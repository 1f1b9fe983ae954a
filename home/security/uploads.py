"""The forms by which files come in: each file is only itself, and a picture is kept without metadata."""

import unicodedata
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.forms.fields import FileField
from django.utils.translation import gettext
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from home.security.documents import check_document
from home.security.films import without_metadata
from home.security.plain_files import PACKED, PlainFile, plain_file
from home.security.storage import has_room


class PictureField(WagtailImageField):
    """Takes a picture in any format that it can draw, and gives back the file that is kept."""

    def to_python(self, data: Any) -> PlainFile | None:
        file = FileField.to_python(self, data)
        if file is None:
            return None
        if file.name.lower().endswith(".svgz"):
            raise ValidationError(PACKED, code="packed")
        if file.name.rpartition(".")[2].lower() not in self.allowed_image_extensions:
            raise ValidationError(self.error_messages["invalid_image_extension"], code="invalid_image_extension")
        self.check_image_file_size(file)
        plain = plain_file(file)
        check_room(plain.size)
        return plain


class ImageForm(BaseImageForm):
    """Redraws each picture as it comes in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if former := self.fields.get("file"):
            self.fields["file"] = PictureField(label=former.label, widget=former.widget, required=former.required)


class DocumentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            # A Mac sends å as two characters, of which a stored name would keep the a alone.
            file.name = unicodedata.normalize("NFC", file.name)
            extension = PurePosixPath(file.name).suffix.lower()[1:]
            check_document(file, extension)
            check_room(file.size)
            if extension == "mp4":
                return ContentFile(without_metadata(file.read()), name=file.name)
        return file


def check_room(size: int) -> None:
    if not has_room(size):
        raise ValidationError(
            gettext("The server has no room for the file, and nothing was kept. Tell the people who run the website."),
            code="disk_full",
        )

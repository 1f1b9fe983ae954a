"""The forms by which files come in: each file is only itself, and a picture is kept without metadata."""

from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.fields import FileField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from home.security.documents import check_document
from home.security.plain_files import PlainFile, plain_file


class PictureField(WagtailImageField):
    """Takes a picture in any format that it can draw, and gives back the file that is kept."""

    def to_python(self, data: Any) -> PlainFile | None:
        file = FileField.to_python(self, data)
        if file is None:
            return None
        if file.name.rpartition(".")[2].lower() not in self.allowed_image_extensions:
            raise ValidationError(self.error_messages["invalid_image_extension"], code="invalid_image_extension")
        self.check_image_file_size(file)
        return plain_file(file)


class ImageForm(BaseImageForm):
    """Draws each picture anew as it comes in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if former := self.fields.get("file"):
            self.fields["file"] = PictureField(label=former.label, widget=former.widget, required=former.required)


class DocumentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            check_document(file, PurePosixPath(file.name).suffix.lower()[1:])
        return file

from pathlib import PurePosixPath
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from home.bilingual.languages import LANGUAGES, DefaultLanguageSaveMixin, column
from home.reading.renditions import MakesRenditions
from home.security.plain_files import plain_file
from home.security.rendition_storage import FEW
from home.security.storage import private_storage


class PlainFieldFile(WagtailImageFieldFile):
    """Keeps no file as it came, wherever it came from: each is redrawn before it is stored."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        plain = plain_file(content)
        super().save(f"{PurePosixPath(name).stem}{PurePosixPath(plain.name or '').suffix}", plain, save)


class PlainImageField(WagtailImageField):
    attr_class = PlainFieldFile

    def deconstruct(self) -> Any:
        # To the database it is core's own field.
        name, _path, args, options = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, options


class ClinicImage(MakesRenditions, DefaultLanguageSaveMixin, AbstractImage):
    """A picture with a text equivalent in each language; its original is private, readers get renditions."""

    file = PlainImageField(
        _("file"), upload_to=get_upload_to, width_field="width", height_field="height", storage=private_storage
    )
    alt_text = models.CharField(
        _("text equivalent"),
        max_length=500,
        blank=True,
        help_text=_(
            "What a person who cannot see the picture needs to know, in one or two sentences. Leave empty for mere decoration."
        ),
    )

    # The title names the file for editors, so it has one language; what readers meet is the text equivalent.
    admin_form_fields = (
        *(field for field in Image.admin_form_fields if field != "description"),
        *(column("alt_text", code) for code in LANGUAGES),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def renditions_folder(self) -> str:
        """The folder in which its sizes lie: one that only some may see, where a part of the site says so."""
        return FEW if any(is_private(self) for is_private in hooks.get_hooks("private_pictures")) else "images"

    @cached_property
    def for_readers(self) -> dict[str, Any]:
        """The sizes for readers; none where a part of the site withholds the picture from them now."""
        sizes: dict[str, Any] = super().for_readers
        if any(size.file.name.startswith(f"{FEW}/") for size in sizes.values()):
            return {} if any(is_withheld(self) for is_withheld in hooks.get_hooks("withheld_pictures")) else sizes
        return sizes

    @property
    def default_alt_text(self) -> str:
        """The text equivalent in the active language, and nothing in any other."""
        return self.alt_text


class Rendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(ClinicImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"),
        ]

    def get_upload_to(self, filename: str) -> str:
        return f"{self.image.renditions_folder}/{filename}"


class ClinicDocument(AbstractDocument):
    """A file that editors upload; a view hands it out, to those who may have it."""

    file = models.FileField(_("file"), upload_to="documents", storage=private_storage)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        # Of a file that was refused there is no name to judge.
        if self.file:
            super().clean()

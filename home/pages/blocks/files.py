"""Blocks that hand out an uploaded file."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from home.pages.blocks.samples import sample_document
from home.reading.references import FetchedTogether

KINDS = {
    "docx": _("Word document"),
    "mp4": _("film"),
    "odt": _("text document"),
    "pptx": _("slides"),
    "txt": _("plain text"),
    "vtt": _("subtitles"),
    "webm": _("film"),
    "xlsx": _("Excel sheet"),
}


class DocumentBlock(FetchedTogether, DocumentChooserBlock):
    """One uploaded file, which everybody may open."""

    def __init__(self, *args: Any, endings: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.endings = endings

    def deconstruct(self) -> Any:
        # To the database it is core's own block.
        _path, args, kwargs = super().deconstruct()
        return ("wagtail.documents.blocks.DocumentChooserBlock", args, {k: v for k, v in kwargs.items() if k != "endings"})

    def clean(self, value: Any) -> Any:
        document = super().clean(value)
        if self.is_deferred_validation:
            return document
        if document and self.endings and document.file_extension.lower() not in self.endings:
            endings = " / ".join(f".{ending}" for ending in self.endings)
            raise ValidationError(gettext("Choose a file whose name ends in %(endings)s.") % {"endings": endings})
        if document and document.collection.get_view_restrictions().exists():
            raise ValidationError(
                gettext("Only people who log in can open this file. Choose another, or move it to a collection that is public.")
            )
        return document


class DownloadValue(blocks.StructValue):
    @property
    def kind(self) -> Any:
        """What the file is, in the reader's language."""
        ending = self["document"].file_extension.lower()
        return KINDS.get(ending, ending.upper())


class DownloadBlock(blocks.StructBlock):
    """A file to open or keep, with its kind and size told before the click."""

    document = DocumentBlock(label=_("file"))
    title = blocks.CharBlock(
        label=_("title"), max_length=120, help_text=_("What the reader gets, for example “Exercises for your neck”.")
    )
    description = blocks.CharBlock(label=_("description"), required=False, max_length=250)

    class Meta:
        icon = "download"
        label = _("File to download")
        group = _("Films and files")
        template = "blocks/download.html"
        value_class = DownloadValue
        description = _("A file with its name, kind and size. Give each language the file that is written in it.")

    def get_preview_value(self) -> Any:
        return self.normalize({"document": sample_document(), "title": _("Exercises for your neck"), "description": ""})

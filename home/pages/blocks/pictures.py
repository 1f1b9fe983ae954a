"""Blocks that show pictures and tables."""

from typing import Any

from django.forms import DecimalField
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

from home.pages.blocks.samples import SamplePicture
from home.pages.blocks.text import INLINE_FEATURES
from home.reading.references import FetchedTogether


class ImageBlock(FetchedTogether, ImageChooserBlock):
    """One picture."""

    def deconstruct(self) -> Any:
        # To the database it is core's own block.
        return ("wagtail.images.blocks.ImageChooserBlock", *super().deconstruct()[1:])


class PictureBlock(blocks.StructBlock):
    """A picture with its caption; the text equivalent belongs to the picture itself."""

    image = ImageBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        group = _("Pictures and tables")
        template = "blocks/image.html"
        description = _("A picture with its caption. Its text equivalent is written once, with the picture itself.")

    def get_preview_value(self) -> Any:
        return self.normalize({"image": SamplePicture(), "caption": _("The treatment room")})


class GalleryBlock(blocks.StructBlock):
    """Several pictures beside each other, each seen whole and with its own caption."""

    pictures = blocks.ListBlock(PictureBlock(), label=_("pictures"), min_num=2)

    class Meta:
        icon = "grid"
        label = _("Gallery")
        group = _("Pictures and tables")
        template = "blocks/gallery.html"
        description = _("Several pictures beside each other, each with its caption. Readers need click on nothing.")

    def get_preview_value(self) -> Any:
        captions = (_("The treatment room"), _("The waiting room"), _("The entrance"))
        return self.normalize({"pictures": [{"image": SamplePicture(), "caption": caption} for caption in captions]})


class TableBlock(TypedTableBlock):
    """A table of words and numbers."""

    def __init__(self, **kwargs: object) -> None:
        number = blocks.DecimalBlock(label=_("number"), required=False)
        # Written with the comma or the dot of the editor's language; what a browser takes for a number depends on its own.
        number.field = DecimalField(localize=True, required=False)
        columns = [
            ("text", blocks.CharBlock(label=_("text"), required=False)),
            ("rich_text", blocks.RichTextBlock(label=_("formatted text"), features=INLINE_FEATURES, required=False)),
            ("number", number),
        ]
        super().__init__(columns, **kwargs)

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Pictures and tables")
        template = "blocks/table.html"
        description = _("A table of words and numbers, with a heading for each column.")

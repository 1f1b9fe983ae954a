"""Blocks that stand out from the running text."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.pages.blocks.text import INLINE_FEATURES
from home.reading.references import FetchedTogether


class CalloutKind(models.TextChoices):
    """What a call-out asks of the reader."""

    TIP = "tip", _("Tip")
    CAUTION = "caution", _("Caution")
    DOCTOR = "doctor", _("See a doctor")


class CalloutBlock(blocks.StructBlock):
    """A box with a tip, a caution, or the signs on which to see a doctor."""

    kind = blocks.ChoiceBlock(label=_("kind"), choices=CalloutKind.choices, default=CalloutKind.TIP)
    title = blocks.CharBlock(label=_("title"), max_length=120)
    text = blocks.RichTextBlock(label=_("text"), features=[*INLINE_FEATURES, "ul"])

    class Meta:
        icon = "warning"
        label = _("Call-out")
        group = _("Emphasis")
        template = "blocks/callout.html"
        description = _("A box with a tip, a caution, or the signs on which to see a doctor.")
        preview_value = {"kind": "tip", "title": _("Good to know"), "text": _("Eat a little before your treatment.")}


class QuotationBlock(blocks.StructBlock):
    """Somebody's own words, in the language they were said in."""

    text = blocks.TextBlock(label=_("text"))
    source = blocks.CharBlock(label=_("source"), required=False, max_length=150)
    language = blocks.ChoiceBlock(
        label=_("language"),
        choices=[("da", _("Danish")), ("en", _("English"))],
        required=False,
        help_text=_("Only when the quotation is not in the language of the page."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = _("Emphasis")
        template = "blocks/quotation.html"
        description = _("Somebody’s own words, with their source.")
        preview_value = {"text": _("I could sleep through the night again."), "source": _("A patient")}


class PageBlock(FetchedTogether, blocks.PageChooserBlock):
    """One page."""

    def deconstruct(self) -> Any:
        # To the database it is core's own block.
        return ("wagtail.blocks.PageChooserBlock", *super().deconstruct()[1:])


class CallToActionBlock(blocks.StructBlock):
    """A button that leads to a page, or to booking."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    text = blocks.TextBlock(label=_("text"), required=False)
    label = blocks.CharBlock(label=_("text on the button"), max_length=40)
    page = PageBlock(label=_("page"), required=False, help_text=_("Leave empty to lead to the clinic’s booking link."))

    class Meta:
        icon = "pick"
        label = _("Call to action")
        group = _("Emphasis")
        template = "blocks/call_to_action.html"
        description = _("A button that leads to a page, or to booking.")
        preview_value: dict[str, Any] = {"title": _("Book an appointment"), "text": "", "label": _("Book"), "page": None}

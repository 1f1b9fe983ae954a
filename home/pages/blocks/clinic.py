"""Blocks that show the clinic's own facts, read from its settings."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.pages.blocks.emphasis import PageBlock
from home.reading.references import FetchedTogether


class CaseStoryBlock(FetchedTogether, blocks.PageChooserBlock):
    """A case story's own summary; it vanishes with the story."""

    class Meta:
        icon = "user"
        label = _("Case story")
        group = _("The clinic")
        template = "blocks/case_story.html"
        description = _("Shows a case story’s own summary and leads to it; nothing is shown while the story is not public.")


class OpeningHoursBlock(blocks.StaticBlock):
    """The opening hours, as the settings have them."""

    class Meta:
        icon = "time"
        label = _("Opening hours")
        group = _("The clinic")
        admin_text = _("Shows the opening hours of the clinic’s settings.")
        template = "blocks/opening_hours.html"
        preview_value = None
        description = _("The opening hours and the coming holidays, from the clinic’s settings.")


class PriceListBlock(blocks.StaticBlock):
    """The prices, as the settings have them."""

    class Meta:
        icon = "tag"
        label = _("Price list")
        group = _("The clinic")
        admin_text = _("Shows the prices of the clinic’s settings.")
        template = "blocks/price_list.html"
        preview_value = None
        description = _("The prices and the note on subsidies, from the clinic’s settings.")


class PractitionerBlock(blocks.StructBlock):
    """The person whom patients meet, as the settings have them."""

    title = blocks.CharBlock(
        label=_("title"), required=False, max_length=120, help_text=_("For example “I am the one you will meet”.")
    )
    page = PageBlock(label=_("page"), required=False, help_text=_("Where readers find more about the practitioner."))

    class Meta:
        icon = "user"
        label = _("Practitioner")
        group = _("The clinic")
        template = "blocks/practitioner.html"
        description = _("Portrait, training, association and languages of the practitioner in the clinic’s settings.")
        preview_value: dict[str, Any] = {"title": _("I am the one you will meet"), "page": None}


class PracticalFactsBlock(blocks.StructBlock):
    """Answers to what people ask before they come, as the settings have them."""

    about = blocks.ChoiceBlock(
        label=_("about"), choices=[("visit", _("The visit")), ("way", _("The way to the clinic"))], default="visit"
    )

    class Meta:
        icon = "list-ul"
        label = _("Practical matters")
        group = _("The clinic")
        template = "blocks/practical_facts.html"
        description = _("Payment, cancelling, children and more, or parking, bus and steps, from the clinic’s settings.")
        preview_value = {"about": "visit"}

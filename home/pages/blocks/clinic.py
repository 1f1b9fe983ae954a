"""Blocks that show the clinic's own facts, read from its settings."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

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

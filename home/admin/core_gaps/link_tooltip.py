"""Wagtail 8.0.1: the buttons beside a link in formatted text, “Edit” and “Remove”, are written into its script in English."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext


def link_tooltip_script() -> SafeString:
    """Bring a script that writes the buttons' words in the editor's language."""
    return format_html(
        '<script src="{}" data-edit="{}" data-remove="{}"></script>',
        static("home/js/core_gaps/link_tooltip.js"),
        gettext("Edit"),
        gettext("Remove"),
    )

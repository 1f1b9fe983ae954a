"""What the admin shows of a page's two language versions."""

from typing import Any

from django import template

from home.bilingual.languages import LANGUAGES, active_language, column, language_name, other_language
from home.bilingual.outlook import outlook
from home.bilingual.publication import State
from home.models import BasePage

register = template.Library()


@register.inclusion_tag("wagtailadmin/desk/other_title.html")
def other_title(page: BasePage) -> dict[str, Any]:
    """Show the title in the language that the admin does not speak, where it is another one."""
    language = other_language(active_language())
    title = getattr(page, column("draft_title", language))
    return {"title": title if title != page.get_admin_display_title() else "", "language": language}


@register.inclusion_tag("wagtailadmin/desk/language_state.html")
def language_state(page: BasePage, language: str) -> dict[str, Any]:
    """Show how far one language version of a page is, from a list that was made `with_states`."""
    state = State(getattr(page, column("state", language)))
    return {
        "language": language,
        "name": language_name(language),
        "state": state.value,
        "label": state.label,
        "is_behind": getattr(page, column("behind", language)),
    }


@register.inclusion_tag("wagtailadmin/desk/language_states.html")
def language_states(page: BasePage) -> dict[str, Any]:
    """Show how far both language versions of a page are."""
    return {"page": page, "languages": LANGUAGES}


@register.inclusion_tag("wagtailadmin/desk/publish_outlook.html")
def publish_outlook(page: BasePage | None) -> dict[str, Any]:
    """Say what readers would see of a draft once it is published; nothing is known of a page that was never saved."""
    outlooks = outlook(page) if page and page.pk else []
    return {"outlooks": outlooks, "stopped": any(version.stops for version in outlooks)}

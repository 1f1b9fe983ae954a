"""What the admin shows of a page's two language versions."""

from typing import Any

from django import template
from django.utils.translation import gettext

from home.admin.publish_forecast import forecast
from home.bilingual.languages import LANGUAGES, active_language, column, language_name, other_language
from home.bilingual.visibility import State
from home.pages.base import BasePage

register = template.Library()


@register.inclusion_tag("wagtailadmin/home/other_title.html")
def other_title(page: BasePage) -> dict[str, Any]:
    """Show the title in the language that the admin does not speak, where it is another one. The root has only one."""
    language = other_language(active_language())
    title = "" if page.is_root() else getattr(page, column("draft_title", language))
    return {"title": title if title != page.get_admin_display_title() else "", "language": language}


@register.inclusion_tag("wagtailadmin/home/language_state.html")
def language_state(page: BasePage, language: str) -> dict[str, Any]:
    """Show how far one language version of a page is, from a list that was made `with_states`."""
    state = State(getattr(page, column("state", language)))
    return {
        "language": language,
        "name": language_name(language),
        "state": state.value,
        "label": state.label,
        "behind": _behind(page, language, state),
    }


def _behind(page: BasePage, language: str, state: State) -> str:
    """Say whether a version is only copied, or behind."""
    copied = (gettext("not translated"), gettext("not translated in the draft"), gettext("not translated for readers"))
    behind = (gettext("behind"), gettext("behind in the draft"), gettext("behind for readers"))
    return _where(page, "copied", language, state, copied) or _where(page, "behind", language, state, behind)


def _where(page: BasePage, name: str, language: str, state: State, words: tuple[str, str, str]) -> str:
    """Choose the words for a draft and what readers see; where the two differ, those that say which of the two it is."""
    draft, live = getattr(page, column(name, language)), getattr(page, column(f"live_{name}", language))
    everywhere, in_draft, for_readers = words
    if state != State.LIVE:
        return everywhere if draft else ""
    if draft and live:
        return everywhere
    return in_draft if draft else for_readers if live else ""


@register.inclusion_tag("wagtailadmin/home/language_states.html")
def language_states(page: BasePage) -> dict[str, Any]:
    """Show how far both language versions of a page are."""
    return {"page": page, "languages": LANGUAGES}


@register.inclusion_tag("wagtailadmin/home/publish_forecast.html")
def publish_forecast(page: BasePage | None) -> dict[str, Any]:
    """Say what readers would see of a draft once it is published; nothing is known of a page that was never saved."""
    forecasts = forecast(page) if page and page.pk else []
    return {"forecasts": forecasts, "stopped": any(version.stops for version in forecasts)}

"""What the admin shows of a page's two language versions."""

from typing import Any

from django import template
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext

from home.admin.publish_forecast import forecast
from home.bilingual.declarations import LanguageSummary
from home.bilingual.languages import LANGUAGES, active_language, column, language_name, other_language
from home.bilingual.roles import languages_of
from home.bilingual.visibility import State
from home.pages.base import BasePage

register = template.Library()


@register.filter
def row_name(row: Model) -> str:
    """Name a row of a form; empty where its model has no words of its own for it."""
    has_words = row.pk and type(row).__str__ is not Model.__str__
    return str(row) if has_words else ""


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
        "count": "" if state == State.MISSING else count_of(page, language),
        "behind": _behind(page, language, state),
    }


@register.inclusion_tag("wagtailadmin/home/language_progress.html", takes_context=True)
def language_progress(context: Any, page: BasePage, language: str) -> dict[str, Any]:
    """Show as a bar how much of a page's draft is done in one language, where something is left, and lead there."""
    is_writer = language in languages_of(context["request"].user)
    return {
        "url": reverse("translate", args=[page.pk, language]) if is_writer else "",
        "done": getattr(page, column("done", language)),
        "passages": page.passages,
        "words": count_of(page, language),
    }


def count_of(page: BasePage | LanguageSummary, language: str) -> str:
    """Say how many passages of a draft are done in a language, where some are not."""
    done = getattr(page, column("done", language))
    if done in (None, page.passages):
        return ""
    return gettext("%(done)s of %(passages)s") % {"done": done, "passages": page.passages}


def _behind(page: BasePage, language: str, state: State) -> str:
    """Say whether a version is a machine's draft in part, only copied, or behind."""
    if getattr(page, column("machine", language)):
        return gettext("draft by machine")
    copied = (gettext("not translated"), gettext("not translated in the draft"), gettext("not translated for readers"))
    behind = (gettext("out of date"), gettext("out of date in the draft"), gettext("out of date for readers"))
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
    if not page or not page.pk:
        return {}
    forecasts = forecast(page)
    summary = LanguageSummary.objects.filter(page=page.pk).first()
    counts = [count_of(summary, language) if summary else "" for language in LANGUAGES]
    return {
        "forecasts": [*zip(forecasts, counts, strict=True)],
        "stopped": any(version.stops and not version.url for version in forecasts),
    }

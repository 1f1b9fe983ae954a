"""The state of each language version of a page, as an editor is told it."""

from typing import TYPE_CHECKING, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.bilingual.languages import LANGUAGES, column

if TYPE_CHECKING:
    from home.models import BasePage


class State(models.TextChoices):
    """What there is of a language version."""

    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Draft")
    LIVE = "live", _("Live")


class LanguageState(NamedTuple):
    """The state of one language version; behind says whether the other language's text has gone ahead of it."""

    state: State
    behind: bool


def language_states(page: "BasePage") -> dict[str, LanguageState]:
    """Return the states by language, as the latest draft has them.

    Costs no query where the page was loaded with `select_related("language_summary")`.
    """
    summary = getattr(page, "language_summary", None)
    missing, behind = (summary.missing, summary.behind) if summary else ([], [])
    states = {}
    for language in LANGUAGES:
        is_live = page.live and getattr(page, column("shown", language))
        state = State("live" if is_live else "missing" if language in missing else "draft")
        states[language] = LanguageState(state, language in behind)
    return states

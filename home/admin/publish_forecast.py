"""What readers would see of a draft once an editor chooses “Publish”, in words."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext, ngettext

from home.bilingual.languages import LANGUAGES, column, language_name
from home.bilingual.passages import machine_counts
from home.bilingual.visibility import ancestor_errors, missing_fields
from home.pages.base import BasePage


@dataclass(frozen=True)
class Forecast:
    """Whether readers would find the page in a language, and why not; `stops` where publishing would be refused."""

    language: Any
    public: bool
    reason: str = ""
    stops: bool = False
    # Where what a machine wrote is confirmed.
    url: str = ""


def forecast(page: BasePage) -> list[Forecast]:
    """Judge a draft language by language; costs two queries, and those of a rule of the page's type."""
    above = ancestor_errors(page, page.get_parent())
    machine = machine_counts(page, list(LANGUAGES))
    return [_judge(page, language, machine.get(language, 0), column("shown", language) in above) for language in LANGUAGES]


def _judge(page: BasePage, language: str, by_machine: int, hidden_above: bool) -> Forecast:
    name = capfirst(language_name(language))
    missing = [str(capfirst(page._meta.get_field(field).verbose_name)) for field in missing_fields(page, language)]
    if not getattr(page, column("shown", language)):
        reason = gettext("the text is missing") if missing else gettext("the language is switched off")
        return Forecast(name, False, reason)
    if missing:
        reason = gettext("%(fields)s: not written yet") % {"fields": get_text_list(missing, gettext("and"))}
        return Forecast(name, False, reason, stops=True)
    if by_machine:
        reason = ngettext("%(count)s passage is a draft by machine", "%(count)s passages are a draft by machine", by_machine)
        url = reverse("translate", args=[page.pk, language])
        return Forecast(name, False, reason % {"count": by_machine}, stops=True, url=url)
    if withheld := page.withheld_reason(language):
        return Forecast(name, False, str(withheld), stops=True)
    if hidden_above:
        return Forecast(name, False, gettext("the page above is not published in this language"), stops=True)
    return Forecast(name, True)

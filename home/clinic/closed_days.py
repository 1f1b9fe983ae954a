"""The clinic is closed on a day: the exception from its hours and, if wanted, the notice to readers, with a way back."""

import datetime
from typing import Any

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from home.bilingual.languages import LANGUAGES, column
from home.clinic.models import ClinicSettings
from home.clinic.open_now import hours_of_exceptions
from home.clinic.opening_hours import OpeningException

NOTICE = [*(column("notice", language) for language in LANGUAGES), "notice_from", "notice_until"]
# What the session keeps of an act, as JSON.
ClosedDay = dict[str, Any]


@transaction.atomic
def close_on(day: datetime.date, reasons: dict[str, str], *, tells: bool, today: datetime.date) -> ClosedDay:
    """Close the clinic on a day, for a reason by language, and return what `open_again` needs.

    Raises ValidationError where it is closed on that day already.
    """
    clinic = _locked()
    exceptions = OpeningException.objects.filter(settings=clinic)
    if hours_of_exceptions(day, exceptions) == []:
        message = gettext("The clinic is already closed on %(date)s.") % {"date": date_format(day, "DATE_FORMAT")}
        raise ValidationError(message)
    # Of two exceptions for one day the one with hours would count.
    same_day = exceptions.filter(Q(last_day=None) | Q(last_day=F("first_day")), first_day=day)
    replaced = serializers.serialize("json", same_day)
    same_day.delete()
    columns = {column("reason", language): capfirst(reason) for language, reason in reasons.items()}
    closed = OpeningException.objects.create(settings=clinic, first_day=day, sort_order=exceptions.count(), **columns)
    before = after = _notice(clinic)
    if tells:
        for language in LANGUAGES:
            setattr(clinic, column("notice", language), sentence(day, reasons[language], language))
        clinic.notice_from, clinic.notice_until = min(today, day), day
        _save_notice(clinic)
        after = _notice(clinic)
    return {"day": day.isoformat(), "closed": closed.pk, "replaced": replaced, "before": before, "after": after}


@transaction.atomic
def open_again(act: ClosedDay) -> None:
    """Take back what `close_on` did; a notice that somebody has changed since stays."""
    clinic = _locked()
    closed = OpeningException.objects.filter(pk=act["closed"])
    if closed.exists():
        closed.delete()
        for row in serializers.deserialize("json", act["replaced"]):
            row.save()
    if act["before"] != act["after"] == _notice(clinic):
        for name, value in act["before"].items():
            setattr(clinic, name, clinic._meta.get_field(name).to_python(value))
        _save_notice(clinic)


def sentence(day: datetime.date, reason: str, language: str) -> str:
    """Write the notice in a language; it names the day, since “today” would soon be wrong."""
    with translation.override(language):
        words = gettext("The clinic is closed on %(weekday)s %(day)s.") % {
            "weekday": date_format(day, "l"),
            "day": date_format(day, "MONTH_DAY_FORMAT"),
        }
        because = gettext("Reason: %(reason)s.") % {"reason": reason.rstrip(".")}
        return f"{words} {because}" if reason else words


def has_notice(clinic: ClinicSettings, today: datetime.date) -> bool:
    """Tell whether readers see a notice, or will."""
    has_ended = clinic.notice_until and clinic.notice_until < today
    return not has_ended and any(getattr(clinic, column("notice", language)) for language in LANGUAGES)


def _locked() -> ClinicSettings:
    clinic = ClinicSettings.objects.select_for_update(of=("self",)).get(pk=ClinicSettings.load().pk)
    clinic.keep_former()
    return clinic


def _notice(clinic: ClinicSettings) -> dict[str, str | None]:
    values = {name: getattr(clinic, name) for name in NOTICE}
    return {name: value.isoformat() if isinstance(value, datetime.date) else value for name, value in values.items()}


def _save_notice(clinic: ClinicSettings) -> None:
    clinic.save(update_fields=["notice", "notice_from", "notice_until"])

"""Dates with times as editors type them: the two nights when the clock changes are explained in plain words."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateTimeInput


class ClockTimeField(forms.DateTimeField):
    """Says which hour does not exist, or comes twice, and offers another; Django's own sentence is a technician's."""

    def to_python(self, value: Any) -> datetime | None:
        try:
            return super().to_python(value)
        except ValidationError as error:
            moment = (getattr(error, "params", None) or {}).get("datetime")
            if getattr(error, "code", "") != "ambiguous_timezone" or not isinstance(moment, datetime):
                raise
            raise _explained(moment) from error


def _explained(moment: datetime) -> ValidationError:
    local = moment.replace(tzinfo=timezone.get_current_timezone())
    exists = local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) == moment
    sentence = (
        gettext(
            "On %(date)s the clock is put back an hour, so %(time)s comes twice. Choose another time, for example %(later)s."
        )
        if exists
        else gettext(
            "On %(date)s the clock is put forward, so %(time)s does not exist. Choose another time, for example %(later)s."
        )
    )
    params = {
        "date": date_format(moment),
        "time": time_format(moment),
        "later": time_format(moment + timedelta(hours=1)),
    }
    return ValidationError(sentence, code="clock_changes", params=params)


def explain_clock_changes() -> None:
    """Let every form of the admin use it."""
    register_form_field_override(models.DateTimeField, override={"form_class": ClockTimeField, "widget": AdminDateTimeInput})

"""What a person does most, each one click from the dashboard."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from wagtail import hooks

from home.admin.today.clinic_address import clinic_address
from home.bilingual.roles import writes_everything
from home.clinic.models import ClinicSettings


@dataclass(frozen=True)
class QuickAct:
    """Something a person does often, and where."""

    label: Any
    url: str
    icon: str


def quick_acts(user: Any) -> list[QuickAct]:
    """List what a person may do, from every app, by way of the hook `register_quick_acts`."""
    return [act for register in hooks.get_hooks("register_quick_acts") for act in register(user)]


def clinic_acts(user: Any) -> Iterator[QuickAct]:
    """List what changes from one day to the next in the clinic's facts."""
    if not user.has_perm("home.change_clinicsettings"):
        return
    if writes_everything(user):
        yield QuickAct(gettext("Closed today"), reverse("closed_day"), "date")
        yield QuickAct(gettext("Message on the site"), reverse("message"), "info-circle")
        yield QuickAct(gettext("Change a price"), reverse("prices"), "tag")
    else:
        clinic = ClinicSettings.load()
        yield QuickAct(gettext("Message on the site"), clinic_address(clinic, "notice"), "info-circle")
        yield QuickAct(gettext("Change a price"), clinic_address(clinic, "prices"), "tag")

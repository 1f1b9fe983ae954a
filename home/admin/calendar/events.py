"""What is planned, gathered from every app."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.models import Revision
from wagtail.permissions import policy_registry

from home.admin.today.clinic_address import clinic_address
from home.admin.today.items import start_of
from home.bilingual.languages import LANGUAGES, column
from home.clinic.models import ClinicSettings
from home.clinic.opening_hours import OpeningException
from home.pages.base import BasePage


@dataclass(frozen=True)
class Event:
    """Something that happens on a day or at an hour, and where it is changed."""

    day: date
    label: str
    url: str
    hour: time | None = None
    # The last day, where it is another one.
    until: date | None = None

    def lasts_on(self, day: date) -> bool:
        return self.day <= day <= (self.until or self.day)


def events(user: Any, first: date, last: date) -> list[Event]:
    """List what a person may know of, from one day to another, by way of the hook `register_calendar_events`."""
    found = [event for register in hooks.get_hooks("register_calendar_events") for event in register(user, first, last)]
    return sorted(found, key=lambda event: (event.day, event.hour or time.min, event.label))


def weeks(month: date) -> list[list[date]]:
    """Return the weeks of a month, from Monday on, with the days of other months that fill them."""
    return calendar.Calendar().monthdatescalendar(month.year, month.month)


def publications(user: Any, first: date, last: date) -> Iterator[Event]:
    """Name the pages that are published, or taken from their readers, at a time that is set."""
    policy = policy_registry.get_by_type(BasePage)
    pages = policy.instances_user_has_permission_for(user, "change").order_by()
    begin, end = start_of(first), start_of(last + timedelta(days=1))
    planned = Revision.page_revisions.filter(approved_go_live_at__gte=begin, approved_go_live_at__lt=end)
    for revision in planned.filter(object_id__in=pages.annotate(key=Cast("pk", CharField())).values("key")):
        yield _page_event(revision.approved_go_live_at, gettext("Is published: %s") % revision.object_str, revision.object_id)
    for page in BasePage.objects.filter(pk__in=pages.values("pk"), live=True, expire_at__gte=begin, expire_at__lt=end):
        yield _page_event(page.expire_at, gettext("Taken from readers: %s") % page.get_admin_display_title(), page.pk)


def clinic(user: Any, first: date, last: date) -> Iterator[Event]:
    """Name the days on which the clinic is closed or open at other hours, and the last day of the notice."""
    if not user.has_perm("home.change_clinicsettings"):
        return
    facts = ClinicSettings.load()
    ongoing = Q(first_day__lte=last) & (Q(last_day__gte=first) | Q(last_day=None, first_day__gte=first))
    for row in OpeningException.objects.filter(ongoing):
        label = gettext("Open at other hours") if row.opens else gettext("Closed")
        label = f"{label}: {row.reason}" if row.reason else label
        yield Event(row.first_day, label, clinic_address(facts, "exceptions"), until=row.last_day)
    is_written = any(getattr(facts, column("notice", language)) for language in LANGUAGES)
    if is_written and facts.notice_until and first <= facts.notice_until <= last:
        yield Event(facts.notice_until, gettext("Last day of the notice"), clinic_address(facts, "notice"))


def _page_event(moment: datetime, label: str, pk: Any) -> Event:
    local = timezone.localtime(moment)
    return Event(local.date(), label, reverse("wagtailadmin_pages:edit", args=[pk]), local.time())


EVENTS = (publications, clinic)

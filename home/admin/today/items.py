"""What waits for a person, gathered from every app; an item is gone when its cause is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Max, Min, QuerySet, Window
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext
from wagtail import hooks

# How many of the things themselves an item names; the rest is a click further.
NAMED = 3


@dataclass(frozen=True)
class Thing:
    """One of the things that wait, and where it is done."""

    title: Any
    url: str
    note: Any = ""


@dataclass(frozen=True)
class TodayItem:
    """Something that waits for a person: how much of it, since when or until when, and where it is done."""

    label: Any
    url: str
    # What the order goes by: when the newest of it came.
    newest: datetime
    when: Any = ""
    things: Sequence[Thing] = ()
    icon: str = "info-circle"


def today_items(user: Any) -> list[TodayItem]:
    """List what waits for a person, the newest first, from every app, by way of the hook `register_today_items`."""
    items = [item for register in hooks.get_hooks("register_today_items") for item in register(user)]
    return sorted(items, key=lambda item: item.newest, reverse=True)


@dataclass(frozen=True)
class Found:
    """A few rows of a query, how many there are, and when the first and the last of them came."""

    rows: list[Any]
    total: int
    first: Any
    newest: Any


def find(rows: QuerySet, moment: str, *, soonest_first: bool = False) -> Found | None:
    """Read a few rows by a column that holds a moment, and count them all, in one query; None where there are none."""
    counted = rows.annotate(total=Window(Count("pk")), first=Window(Min(moment)), newest=Window(Max(moment)))
    order = moment if soonest_first else f"-{moment}"
    found = list(counted.order_by(order, "-pk")[:NAMED])
    return Found(found, found[0].total, found[0].first, found[0].newest) if found else None


def since(moment: datetime) -> str:
    """Say since when something waits."""
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return gettext("since %(time)s today") % {"time": time_format(local, "TIME_FORMAT")}
    return gettext("since %(date)s") % {"date": date_format(local, "DATE_FORMAT")}


def start_of(day: date) -> datetime:
    """Return the moment at which a day begins."""
    return datetime.combine(day, time.min, timezone.get_current_timezone())

"""Opening hours as a reader wants them: days with the same hours together, and the days without any named as closed."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.dates import WEEKDAYS

Hours = tuple[tuple[datetime.time, datetime.time], ...]


class WeekdayHours(Protocol):
    """When the clinic opens and closes on a weekday, counted from Monday as 0; there may be several of a day."""

    weekday: int
    opens: datetime.time
    closes: datetime.time


class ExceptionalHours(Protocol):
    """Days with other hours, or with none; without a last day it is a single day."""

    first_day: datetime.date
    last_day: datetime.date | None
    opens: datetime.time | None
    closes: datetime.time | None


@dataclass(frozen=True)
class OpenDays:
    """One weekday, or several in a row, on which the clinic keeps the same hours."""

    first: int
    last: int
    hours: Hours

    @property
    def first_name(self) -> str:
        return str(WEEKDAYS[self.first])

    @property
    def last_name(self) -> str:
        """The name of the last day, or nothing for a single day."""
        return str(WEEKDAYS[self.last]) if self.last != self.first else ""


def group_week(rows: Iterable[WeekdayHours]) -> list[OpenDays]:
    """List the whole week from Monday, with neighbouring days of equal hours as one; empty where no hours are known."""
    by_day: defaultdict[int, list[tuple[datetime.time, datetime.time]]] = defaultdict(list)
    for row in rows:
        by_day[row.weekday].append((row.opens, row.closes))
    if not by_day:
        return []
    week: list[OpenDays] = []
    for day in WEEKDAYS:
        hours = tuple(sorted(by_day[day]))
        if week and week[-1].hours == hours:
            week[-1] = OpenDays(week[-1].first, day, hours)
        else:
            week.append(OpenDays(day, day, hours))
    return week

"""Whether the clinic is open at a moment, in the words of the active language, and for how long those words are true."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext

from home.clinic.opening import ExceptionalHours, WeekdayHours

# Beyond this a date without its year would mislead, so the clinic is then simply closed.
HORIZON_IN_DAYS = 300


@dataclass(frozen=True)
class OpenNow:
    """What a reader is told at a moment: open until a time, or closed and when it opens."""

    now: datetime.datetime
    is_open: bool
    next_change: datetime.datetime | None

    def __str__(self) -> str:
        if self.next_change is None:
            return gettext("Closed now")
        change = local(self.next_change)
        when = {"time": time_format(change, "TIME_FORMAT")}
        if self.is_open:
            return gettext("Open now until %(time)s") % when
        if self.days_ahead == 0:
            return gettext("Closed now, opens today at %(time)s") % when
        if self.days_ahead == 1:
            return gettext("Closed now, opens tomorrow at %(time)s") % when
        if self.days_ahead < 7:
            return gettext("Closed now, opens %(weekday)s at %(time)s") % {**when, "weekday": date_format(change, "l")}
        return gettext("Closed now, opens on %(date)s at %(time)s") % {**when, "date": date_format(change, "MONTH_DAY_FORMAT")}

    @property
    def days_ahead(self) -> int:
        """How many midnights lie between now and the next change."""
        return (local(self.next_change or self.now).date() - local(self.now).date()).days

    @property
    def true_until(self) -> datetime.datetime:
        """The moment at which other words are needed, for a cache that keeps the page."""
        if self.next_change is None:
            return instant(local(self.now).date() + datetime.timedelta(days=1), datetime.time.min)
        if self.days_ahead == 0:
            return self.next_change
        # The words change as the day draws near: from a date to a weekday, to “tomorrow”, to “today”.
        nearer = next(days for days in (6, 1, 0) if days < self.days_ahead)
        return instant(local(self.next_change).date() - datetime.timedelta(days=nearer), datetime.time.min)


def open_now(hours: Iterable[WeekdayHours], exceptions: Iterable[ExceptionalHours], now: datetime.datetime) -> OpenNow | None:
    """Say whether the clinic is open at an aware moment; None where no opening hours are known."""
    week, exceptions = list(hours), list(exceptions)
    if not week:
        return None
    for distance in range(HORIZON_IN_DAYS):
        day = local(now).date() + datetime.timedelta(days=distance)
        for opens, closes in open_periods(day, week, exceptions):
            if now < opens:
                return OpenNow(now, is_open=False, next_change=opens)
            if now < closes:
                return OpenNow(now, is_open=True, next_change=closes)
    return OpenNow(now, is_open=False, next_change=None)


def open_periods(
    day: datetime.date, week: list[WeekdayHours], exceptions: list[ExceptionalHours]
) -> list[tuple[datetime.datetime, datetime.datetime]]:
    """List when the clinic opens and closes on a day, in order, with hours that touch as one."""
    rows = hours_of_exceptions(day, exceptions)
    if rows is None:
        rows = [(row.opens, row.closes) for row in week if row.weekday == day.weekday()]
    periods: list[tuple[datetime.datetime, datetime.datetime]] = []
    for opens, closes in sorted((instant(day, opens), instant(day, closes)) for opens, closes in rows):
        if periods and opens <= periods[-1][1]:
            periods[-1] = (periods[-1][0], max(closes, periods[-1][1]))
        elif opens < closes:
            periods.append((opens, closes))
    return periods


def hours_of_exceptions(
    day: datetime.date, exceptions: list[ExceptionalHours]
) -> list[tuple[datetime.time, datetime.time]] | None:
    """List the hours that stand in for the weekday's, none where the clinic is closed; None where no exception covers the day.

    Of several exceptions the one for the fewest days counts, so that one open day can stand in a long holiday.
    """
    covering = [
        (last_day - exception.first_day, exception)
        for exception in exceptions
        if exception.first_day <= day <= (last_day := exception.last_day or exception.first_day)
    ]
    if not covering:
        return None
    shortest = min(length for length, _ in covering)
    closest = [exception for length, exception in covering if length == shortest]
    return [(exception.opens, exception.closes) for exception in closest if exception.opens and exception.closes]


def instant(day: datetime.date, time: datetime.time) -> datetime.datetime:
    """Place a time of the clinic's clock in UTC, in which moments on both sides of a change of the clock compare rightly."""
    return datetime.datetime.combine(day, time, timezone.get_default_timezone()).astimezone(datetime.UTC)


def local(moment: datetime.datetime) -> datetime.datetime:
    """Read a moment off the clinic's clock, whatever time zone an editor works in."""
    return timezone.localtime(moment, timezone.get_default_timezone())

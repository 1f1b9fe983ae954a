"""The line that says whether the clinic is open, against a clock that is watched minute by minute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone, translation
from hypothesis import example, given
from hypothesis import strategies as st

from home.clinic.open_now import OpenNow, open_now
from home.models import ClinicSettings, HomePage, OpeningException, OpeningHours

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MINUTE = timedelta(minutes=1)
WEEK = [
    *(OpeningHours(weekday=day, opens=time(9), closes=time(16)) for day in range(3)),
    OpeningHours(weekday=3, opens=time(9), closes=time(12)),
    OpeningHours(weekday=3, opens=time(13), closes=time(17, 30)),
]
CHRISTMAS = OpeningException(first_day=date(2026, 12, 23), last_day=date(2027, 1, 2))


def at(text: str) -> datetime:
    """A moment on the clinic's clock, from `2026-11-23 09:00`."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("now", "danish", "english"),
    [
        ("2026-11-23 09:00", "Åbent nu til kl. 16.00", "Open now until 16:00"),
        ("2026-11-23 08:59", "Lukket nu, åbner i dag kl. 9.00", "Closed now, opens today at 9:00"),
        ("2026-11-23 16:00", "Lukket nu, åbner i morgen kl. 9.00", "Closed now, opens tomorrow at 9:00"),
        ("2026-11-26 12:30", "Lukket nu, åbner i dag kl. 13.00", "Closed now, opens today at 13:00"),
        ("2026-11-26 13:00", "Åbent nu til kl. 17.30", "Open now until 17:30"),
        ("2026-11-27 12:00", "Lukket nu, åbner mandag kl. 9.00", "Closed now, opens Monday at 9:00"),
        ("2026-11-29 23:59", "Lukket nu, åbner i morgen kl. 9.00", "Closed now, opens tomorrow at 9:00"),
        ("2026-12-23 10:00", "Lukket nu, åbner den 4. januar kl. 9.00", "Closed now, opens on 4 January at 9:00"),
        ("2026-12-29 10:00", "Lukket nu, åbner mandag kl. 9.00", "Closed now, opens Monday at 9:00"),
    ],
)
def test_the_line_says_when_the_clinic_opens_or_closes(now: str, danish: str, english: str) -> None:
    statement = open_now(WEEK, [CHRISTMAS], at(now))
    assert str(statement) == danish
    with translation.override("en"):
        assert str(statement) == english


def test_nothing_is_said_where_no_hours_are_known() -> None:
    assert open_now([], [CHRISTMAS], at("2026-11-23 09:00")) is None


def test_a_clinic_that_is_closed_for_a_year_promises_no_day() -> None:
    leave = OpeningException(first_day=date(2026, 1, 1), last_day=date(2027, 12, 31))
    assert str(open_now(WEEK, [leave], at("2026-11-23 09:00"))) == "Lukket nu"


def test_one_open_day_within_a_holiday_is_open_and_one_closed_day_among_long_days_is_closed() -> None:
    duty = OpeningException(first_day=date(2026, 12, 29), opens=time(10), closes=time(12))
    assert str(open_now(WEEK, [CHRISTMAS, duty], at("2026-12-29 11:00"))) == "Åbent nu til kl. 12.00"
    summer = OpeningException(first_day=date(2026, 7, 1), last_day=date(2026, 7, 31), opens=time(8), closes=time(20))
    outing = OpeningException(first_day=date(2026, 7, 15))
    assert str(open_now(WEEK, [outing, summer], at("2026-07-14 19:59"))) == "Åbent nu til kl. 20.00"
    assert str(open_now(WEEK, [outing, summer], at("2026-07-15 10:00"))) == "Lukket nu, åbner i morgen kl. 8.00"


@pytest.mark.parametrize(("saturday", "hours"), [("2026-03-28 22:00", 34), ("2026-10-24 22:00", 36)])
def test_the_clock_is_changed_between_closing_and_opening(saturday: str, hours: int) -> None:
    statement = open_now(WEEK, [], at(saturday))
    assert statement.next_change - at(saturday).astimezone(UTC) == timedelta(hours=hours)
    assert str(statement).endswith("åbner mandag kl. 9.00")


# Near both changes of the clock, and a new year.
days = st.sampled_from([date(2026, 3, 27), date(2026, 10, 23), date(2026, 12, 30)]).flatmap(
    lambda first: st.integers(0, 4).map(lambda later: first + timedelta(days=later))
)
# Few different times, so that hours touch, overlap and end where others begin.
spans = st.tuples(*2 * [st.sampled_from([time(0), time(1, 30), time(2, 30), time(9), time(12), time(23, 59)])]).filter(
    lambda span: span[0] < span[1]
)
weeks = st.lists(
    st.builds(lambda day, span: OpeningHours(weekday=day, opens=span[0], closes=span[1]), st.integers(0, 6), spans), min_size=1
)
exceptions = st.lists(
    st.builds(
        lambda day, length, span: OpeningException(
            first_day=day, last_day=day + timedelta(days=length) if length else None, opens=span[0], closes=span[1]
        ),
        days,
        st.integers(0, 3),
        spans | st.just((None, None)),
    ),
    max_size=3,
)
moments = st.builds(
    lambda day, minutes: datetime.combine(day, time(), COPENHAGEN).astimezone(UTC) + minutes * MINUTE,
    days,
    st.integers(0, 1440),
)


def is_open(week: list[OpeningHours], exceptions: list[OpeningException], moment: datetime) -> bool:
    """What a person at the door sees, who reads the rows with a finger."""
    day = moment.astimezone(COPENHAGEN).date()
    rows, fewest = [row for row in week if row.weekday == day.weekday()], 1000
    for number_of_days in range(4, 0, -1):
        standing_in = []
        for exception in exceptions:
            last = exception.last_day or exception.first_day
            if (last - exception.first_day).days + 1 == number_of_days and exception.first_day <= day <= last:
                standing_in.append(exception)
        if standing_in and number_of_days < fewest:
            rows, fewest = [row for row in standing_in if row.opens], number_of_days
    return any(
        datetime.combine(day, row.opens, COPENHAGEN).timestamp()
        <= moment.timestamp()
        < datetime.combine(day, row.closes, COPENHAGEN).timestamp()
        for row in rows
    )


@given(weeks, exceptions, moments)
@example([OpeningHours(weekday=0, opens=time(9), closes=time(12))], [], at("2026-03-29 01:59"))
def test_the_line_is_right_and_stays_right_for_exactly_as_long_as_it_says(
    week: list[OpeningHours], exceptions: list[OpeningException], now: datetime
) -> None:
    def say(moment: datetime) -> OpenNow:
        statement = open_now(week, exceptions, moment)
        assert statement is not None
        return statement

    statement = say(now)
    assert statement.is_open == is_open(week, exceptions, now)
    assert statement.true_until > now
    last_minute = min(statement.true_until - MINUTE, now + timedelta(days=2))
    minute = now
    while statement.next_change and minute < min(statement.next_change, now + timedelta(days=2)):
        assert is_open(week, exceptions, minute) == statement.is_open
        minute += MINUTE
    if statement.next_change:
        assert is_open(week, exceptions, statement.next_change) != statement.is_open
    assert str(say(last_minute)) == str(statement)
    if statement.next_change:
        assert str(say(statement.true_until)) != str(statement)


def test_readers_see_the_line_with_the_hours(home_page: HomePage, client: Client) -> None:
    assert "open-now" not in client.get("/").content.decode()
    settings = ClinicSettings.load()
    today = timezone.localdate()
    OpeningHours.objects.create(settings=settings, weekday=0, opens=time(9), closes=time(16))
    exception = OpeningException.objects.create(settings=settings, first_day=today, opens=time(0), closes=time(23, 59, 59))
    assert "Åbent nu til kl.\u00a023.59" in client.get("/").content.decode()
    assert "Open now until 23:59" in client.get("/en/").content.decode()
    exception.opens = exception.closes = None
    exception.save()
    assert "Lukket nu, åbner" in client.get("/").content.decode()

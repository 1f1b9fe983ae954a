"""What is planned, by month and in a calendar program."""

from datetime import date, datetime, time, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from articles.models import Consent
from home.admin.calendar.views import feed_address
from home.models import ClinicSettings, HomePage, OpeningException, User
from home.operations.masking import masked
from tests.home.admin import person
from tests.support import factories
from tests.support.queries import at_most


@pytest.fixture
def admin(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def next_month() -> date:
    return (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)


def events_on(client: Client, day: date) -> list[str]:
    """Return what the list of a month says of one day."""
    html = BeautifulSoup(client.get(reverse("calendar"), {"month": f"{day:%Y-%m}"}).content, "html.parser")
    found = [item for item in html.select(".calendar__list li") if f" {day.day}. " in f" {item.strong.text}"]
    return [link.text for item in found for link in item.select("a")]


def plan(home_page: HomePage) -> date:
    """Plan one of each on the tenth of the next month; returns that day."""
    day = next_month().replace(day=10)
    page = factories.info_page(home_page, live=False)
    page.go_live_at = datetime.combine(day, time(8, 30), timezone.get_current_timezone())
    page.save_revision().publish()
    index = factories.article_index(home_page)
    factories.article(index, "Om iskias", next_review=day)
    factories.case_story(factories.case_story_index(home_page))
    Consent.objects.update(until=day)
    clinic = ClinicSettings.load()
    clinic.notice_da, clinic.notice_until = "Ferie", day
    clinic.save()
    OpeningException.objects.create(settings=clinic, first_day=day - timedelta(days=1), last_day=day, reason_da="Kursus")
    return day


def test_a_month_names_what_is_planned(admin: Client, home_page: HomePage) -> None:
    day = plan(home_page)
    assert sorted(events_on(admin, day)) == [
        "8.30 Udgives: Om os",
        "Et samtykke ophører",
        "Faglig gennemlæsning: Om iskias",
        "Lukket: Kursus",
        "Sidste dag for meddelelsen",
    ]
    assert events_on(admin, day - timedelta(days=1)) == ["Lukket: Kursus"]


def test_each_role_sees_what_it_may_know(home_page: HomePage) -> None:
    day = plan(home_page)
    receptionist = person("rie", "Receptionist")
    assert sorted(events_on(receptionist, day)) == ["Lukket: Kursus", "Sidste dag for meddelelsen"]


@pytest.mark.parametrize("month", ["", "2026-13", "0001-01", "9999-12", "x"])
def test_a_month_that_cannot_be_shows_this_one(admin: Client, month: str) -> None:
    response = admin.get(reverse("calendar"), {"month": month})
    assert response.context["month"] == timezone.localdate().replace(day=1)


def test_a_calendar_program_gets_the_same_at_a_private_address(client: Client, editor: User, home_page: HomePage) -> None:
    day = plan(home_page)
    response = client.get(feed_address(editor))
    found = {str(event["summary"]): event for event in Calendar.from_ical(response.content).events}
    assert "Et samtykke ophører" in found
    assert found["Lukket: Kursus"].end == day + timedelta(days=1)
    assert timezone.localtime(found["Udgives: Om os"].start).hour == 8
    assert "Sarah" not in response.content.decode()
    assert {"no-store", "private"} <= {part.strip() for part in response.headers["Cache-Control"].split(",")}
    assert not response.cookies
    assert masked(feed_address(editor)) == "/_calendar/[…].ics"


def test_the_address_ends_with_the_password_and_the_login(client: Client, editor: User) -> None:
    address = feed_address(editor)
    assert client.get(reverse("calendar_feed", args=[editor.pk, "0" * 32])).status_code == 404
    editor.is_active = False
    editor.save()
    assert client.get(address).status_code == 404
    editor.is_active = True
    editor.set_password("another-password-for-a-test")
    editor.save()
    assert client.get(address).status_code == 404


def test_a_full_month_costs_what_an_empty_one_costs(admin: Client, home_page: HomePage) -> None:
    admin.get(reverse("calendar"))
    with at_most(30) as empty:
        admin.get(reverse("calendar"))
    clinic = ClinicSettings.load()
    for number in range(20):
        OpeningException.objects.create(settings=clinic, first_day=timezone.localdate() + timedelta(days=number))
    with at_most(30) as full:
        admin.get(reverse("calendar"))
    assert len(full) == len(empty)

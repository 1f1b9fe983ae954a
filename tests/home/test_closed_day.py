"""“Closed today”: what the receptionist says, what readers read, and how it is taken back."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import ClinicSettings, HomePage, OpeningException
from tests.home.admin import person

TODAY = {"day": "today", "reason": "illness", "tells": "on"}


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def receptionist(home_page: HomePage) -> Client:
    return person("rie", "Receptionist")


def say(client: Client, **values: str) -> str:
    """Send the form, and return what the screen says then."""
    sent = {name: value for name, value in {**TODAY, **values}.items() if value}
    return BeautifulSoup(client.post(reverse("closed_day"), sent, follow=True).content, "html.parser").select_one("main").text


def read(client: Client, address: str = "/") -> str:
    return client.get(address).content.decode()


def test_the_form_is_right_as_it_opens_and_readers_are_told_in_both_languages(receptionist: Client, client: Client) -> None:
    screen = BeautifulSoup(receptionist.get(reverse("closed_day")).content, "html.parser")
    chosen = {field["name"]: field.get("value") for field in screen.select(".closed-day input[checked]")}
    assert chosen == {"day": "today", "reason": "illness", "tells": None}
    assert "Læserne kan se det nu." in say(receptionist)
    [closed] = OpeningException.objects.all()
    assert (closed.first_day, closed.last_day, closed.opens, closed.closes) == (today(), None, None, None)
    assert (closed.reason, closed.reason_da, closed.reason_en) == ("Sygdom", "Sygdom", "Illness")
    clinic = ClinicSettings.load()
    assert (clinic.notice_from, clinic.notice_until) == (today(), today())
    assert "Klinikken har lukket " in read(client)
    assert "Årsag: sygdom." in read(client)
    assert "Reason: illness." in read(client, "/en/")


def stored() -> list[Any]:
    """Return all facts; what there was meanwhile is kept as a version."""
    facts = [{**row, "latest_revision_id": None} for row in ClinicSettings.objects.values()]
    return [facts, list(OpeningException.objects.order_by("pk").values())]


def test_undone_all_is_as_it_was(receptionist: Client) -> None:
    clinic = ClinicSettings.load()
    clinic.notice_da, clinic.notice_en, clinic.notice_until = "Vi har ferie.", "On holiday.", today() + timedelta(days=40)
    clinic.exceptions = [
        OpeningException(first_day=today(), opens=time(10), closes=time(12), reason_da="Kort dag", reason_en="Short day"),
        OpeningException(
            first_day=today() - timedelta(days=9), last_day=today() + timedelta(days=9), opens=time(8), closes=time(9)
        ),
    ]
    clinic.save()
    before = stored()
    say(receptionist)
    assert ClinicSettings.load().notice_da.startswith("Klinikken har lukket")
    assert [row.opens for row in OpeningException.objects.filter(first_day=today(), last_day=None)] == [None]
    answer = receptionist.post(reverse("closed_day_done"), follow=True)
    assert "Fortrudt." in answer.content.decode()
    assert stored() == before


def test_a_notice_that_somebody_has_changed_since_stays_when_it_is_undone(receptionist: Client) -> None:
    say(receptionist)
    ClinicSettings.objects.update(notice="Nyt.", notice_da="Nyt.", notice_en="News.")
    receptionist.post(reverse("closed_day_done"))
    assert ClinicSettings.load().notice_da == "Nyt."
    assert not OpeningException.objects.exists()


def test_without_the_tick_the_notice_stays_and_one_that_stands_there_is_shown_first(receptionist: Client) -> None:
    clinic = ClinicSettings.load()
    clinic.notice_da, clinic.notice_en = "Vi har ferie.", "On holiday."
    clinic.save()
    screen = BeautifulSoup(receptionist.get(reverse("closed_day")).content, "html.parser")
    assert "»Vi har ferie.«" in screen.text
    assert not screen.select_one("[name=tells]").has_attr("checked")
    say(receptionist, tells="")
    assert ClinicSettings.load().notice_da == "Vi har ferie."


@pytest.mark.parametrize(
    ("values", "days"), [({"day": "tomorrow"}, 1), ({"day": "another", "date": "+40"}, 40), ({"date": "+40"}, 0)]
)
def test_any_day_from_today_can_be_chosen(receptionist: Client, values: dict[str, str], days: int) -> None:
    day = (today() + timedelta(days=40)).isoformat()
    say(receptionist, **{name: value.replace("+40", day) for name, value in values.items()})
    [closed] = OpeningException.objects.all()
    assert closed.first_day == today() + timedelta(days=days)
    assert ClinicSettings.load().notice_until == closed.first_day


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"day": "another"}, "Vælg den dag, klinikken er lukket."),
        ({"day": "another", "date": "2020-01-01"}, "Den dag er gået."),
        ({"day": "another", "date": "32.13.2026"}, "Datoen kan ikke læses"),
        ({"reason_da": "Flytning"}, "Skriv også årsagen på engelsk"),
        ({"reason_en": "Moving"}, "Skriv også årsagen på dansk"),
        ({"day": ""}, "Feltet skal udfyldes"),
        ({"reason_da": "x" * 101, "reason_en": "Moving"}, "må højst have 100 tegn (den har 101)."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(receptionist: Client, values: dict[str, str], sentence: str) -> None:
    sent = {**TODAY, **values}
    screen = BeautifulSoup(receptionist.post(reverse("closed_day"), sent).content, "html.parser")
    assert sentence in " ".join(screen.select_one("main").text.split())
    for name in ("date", "reason_da", "reason_en"):
        assert (screen.select_one(f"[name={name}]").get("value") or "") == values.get(name, "")
    assert not OpeningException.objects.exists()


def test_own_words_are_told_as_they_are(receptionist: Client, client: Client) -> None:
    say(receptionist, reason_da="Vi flytter.", reason_en="We are moving.")
    assert OpeningException.objects.get().reason_en == "We are moving."
    assert "Årsag: Vi flytter.<" in read(client)


def test_without_a_reason_none_is_told(receptionist: Client, client: Client) -> None:
    say(receptionist, reason="none")
    assert OpeningException.objects.get().reason_da == ""
    assert "Årsag:" not in read(client)


def test_a_day_on_which_the_clinic_is_closed_already_is_not_closed_twice(receptionist: Client) -> None:
    clinic = ClinicSettings.load()
    clinic.exceptions = [OpeningException(first_day=today() - timedelta(days=2), last_day=today() + timedelta(days=2))]
    clinic.save()
    assert "Klinikken er allerede lukket den" in say(receptionist)
    assert OpeningException.objects.count() == 1


def test_saying_it_twice_is_saying_it_once_and_can_still_be_undone(receptionist: Client) -> None:
    say(receptionist)
    assert "Læserne kan se det nu." in say(receptionist, tells="")
    assert OpeningException.objects.count() == 1
    receptionist.post(reverse("closed_day_done"))
    assert not OpeningException.objects.exists()
    assert not ClinicSettings.load().notice_da


@pytest.mark.parametrize("group", ["Oversætter til engelsk / Translator (English)", "Samtykkeansvarlig / Consent keeper"])
def test_who_does_not_keep_the_clinics_facts_closes_nothing(home_page: HomePage, group: str) -> None:
    stranger = person("ann", group)
    for name in ("closed_day", "closed_day_done"):
        for answer in (stranger.get(reverse(name)), stranger.post(reverse(name), TODAY)):
            assert answer.status_code in (302, 403)
    assert not OpeningException.objects.exists()


def test_there_is_nothing_to_undo_before_anything_was_done(receptionist: Client) -> None:
    assert receptionist.get(reverse("closed_day_done"))["Location"] == reverse("closed_day")
    answer: Any = receptionist.post(reverse("closed_day_done"))
    assert answer["Location"] == reverse("wagtailadmin_home")

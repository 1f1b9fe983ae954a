"""What readers ask first, the front page answers first: the price, today's hours, the way, and whom one meets."""

import datetime
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from home.models import ClinicSettings, Example, HomePage, OpeningHours, Practitioner, Price
from home.reading.page_cache.recording import recording
from tests.support import factories
from tests.support.machine_data import read

MIDDAY = datetime.datetime(2026, 11, 30, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def clinic(home_page: HomePage, monkeypatch: pytest.MonkeyPatch) -> ClinicSettings:
    """A clinic that is open at midday, a Monday."""
    monkeypatch.setattr(timezone, "now", lambda: MIDDAY)
    prices = factories.info_page(home_page, "Priser", "Prices")
    settings = ClinicSettings.load()
    facts = {
        "name_da": "Klinikken",
        "street": "Vestergade 5",
        "postcode": "9000",
        "city": "Aalborg",
        "latitude": "57.0488",
        "longitude": "9.9217",
        "telephone": "+45 12 34 56 78",
        "booking_link": "https://book.example",
        "referral_da": "Ingen henvisning.",
        "referral_en": "No referral.",
        "parking_da": "Gården ved siden af.",
        "prices_page_id": prices.pk,
        "practitioner": Practitioner.objects.create(
            name="Inger Holm",
            training_da="Lyon 1999\nAalborg 2004",
            association_da="Foreningen",
            spoken_languages_da="dansk og fransk",
            biography_da="<p>Jeg lytter.</p>",
        ),
    }
    for name, value in facts.items():
        setattr(settings, name, value)
    settings.save()
    for sort_order, (name, amount) in enumerate([("Første besøg", 700), ("Opfølgning", 550)]):
        Price.objects.create(settings=settings, sort_order=sort_order, name_da=name, name_en="", minutes=75, amount=amount)
    OpeningHours.objects.create(settings=settings, weekday=0, opens=datetime.time(9), closes=datetime.time(16, 30))
    return settings


def shown(client: Client, address: str, part: str) -> Any:
    return BeautifulSoup(client.get(address).content, "html.parser").select_one(part)


def words(element: Any) -> str:
    return " ".join(element.get_text(" ").split())


def add_blocks(page: HomePage, *blocks: tuple[str, dict[str, Any]]) -> None:
    page.body_da = [{"type": name, "value": value, "id": str(uuid4())} for name, value in blocks]
    page.save()


def test_the_front_page_answers_what_the_settings_know(clinic: ClinicSettings, client: Client) -> None:
    answers = shown(client, "/", ".answers")
    for fact in ("Første besøg", "75 minutter · 700 kr.", "9.00–16.30", "Åbent nu til kl. 16.30", "Vestergade 5", "Ingen henv"):
        assert fact in words(answers)
    assert "Opfølgning" not in words(answers)
    assert answers.select_one('a[href="/priser/"]')
    assert answers.select_one('a[href^="https://www.openstreetmap.org/"]')
    # What has no words in English is not half said.
    assert "700" not in words(shown(client, "/en/", ".answers"))


def test_todays_hours_are_kept_by_no_cache_beyond_midnight(clinic: ClinicSettings) -> None:
    with recording() as record:
        assert clinic.hours_today == [(datetime.time(9), datetime.time(16, 30))]
    assert record.until == MIDDAY.replace(hour=0) + datetime.timedelta(days=1)


def test_readers_see_whom_they_meet_and_what_is_only_an_example(
    clinic: ClinicSettings, home_page: HomePage, client: Client
) -> None:
    add_blocks(home_page, ("practitioner", {"title": "Det er mig", "page": None}))
    face = words(shown(client, "/", ".face"))
    for fact in ("Det er mig", "Inger Holm", "Lyon 1999 Aalborg 2004", "Foreningen", "dansk og fransk", "Jeg lytter."):
        assert fact in face
    assert read(client, "/").node("MedicalBusiness")["employee"]["memberOf"]["name"] == "Foreningen"
    Example.objects.mark(clinic.practitioner, ["name", "association"])
    assert "(eksempel)" in words(shown(client, "/", ".face"))
    Practitioner.objects.update(name="Inger Juhl")
    assert "(eksempel)" not in words(shown(client, "/", ".face"))
    assert "memberOf" not in read(client, "/").node("MedicalBusiness")["employee"]


def test_practical_matters_stand_where_they_are_known(clinic: ClinicSettings, home_page: HomePage, client: Client) -> None:
    add_blocks(home_page, ("practical_facts", {"about": "way"}))
    assert words(shown(client, "/", ".practical")) == "Parkering Gården ved siden af."
    add_blocks(home_page, ("practical_facts", {"about": "visit"}))
    assert words(shown(client, "/", ".practical")) == "Henvisning Ingen henvisning."
    for asked, answer in (("henvisning", "Ingen henv"), ("parkering", "Gården ved siden af."), ("behandler", "Inger Holm")):
        assert answer in words(shown(client, f"/soeg/?q={asked}", ".facts"))


def test_calling_and_booking_are_at_hand_on_every_page_but_the_form(
    clinic: ClinicSettings, home_page: HomePage, client: Client
) -> None:
    factories.contact_page(home_page)
    for address in ("/", "/en/contact/", "/findes-ikke/"):
        assert [a["href"] for a in shown(client, address, ".call-bar").select("a")] == [
            "tel:+4512345678",
            "https://book.example",
        ]
    assert shown(client, "/kontakt/skriv/", ".call-bar") is None

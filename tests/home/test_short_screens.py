"""The message on the site and the prices, as a receptionist changes them from her telephone."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import ClinicSettings, HomePage, Price
from tests.home.admin import person


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def receptionist(home_page: HomePage) -> Client:
    return person("rie", "Receptionist")


def send(client: Client, name: str, **values: str) -> str:
    """Send a screen's form, and return the words of what follows."""
    main = BeautifulSoup(client.post(reverse(name), values, follow=True).content, "html.parser")
    return " ".join(" ".join(part.text for part in main.select(".messages, main")).split())


def test_a_message_is_said_in_both_languages_and_taken_away(receptionist: Client, client: Client) -> None:
    words = {"notice_da": "Telefonen er\r\nude af drift.", "notice_en": "The telephone is out of order."}
    assert "Læserne kan se meddelelsen nu." in send(receptionist, "message", **words, notice_from=today().isoformat())
    assert "Telefonen er ude af drift." in client.get("/").content.decode()
    assert words["notice_en"] in client.get("/en/").content.decode()
    screen = BeautifulSoup(receptionist.get(reverse("message")).content, "html.parser")
    assert screen.select_one("[name=notice_en]").text.strip() == words["notice_en"]
    assert "Meddelelsen er fjernet." in send(receptionist, "message", remove="1")
    assert words["notice_en"] not in client.get("/en/").content.decode()
    assert ClinicSettings.load().notice_from is None


def test_a_message_in_one_language_or_for_another_day_says_so(receptionist: Client) -> None:
    tomorrow = (today() + timedelta(days=1)).isoformat()
    answer = send(receptionist, "message", notice_da="Vi flytter.", notice_from=tomorrow, notice_until=tomorrow)
    assert "Læserne kan se meddelelsen fra" in answer
    assert "Ikke skrevet på engelsk: Meddelelse." in answer


def test_a_message_that_cannot_be_is_refused_and_what_has_ended_does_not_stand_in_the_way(receptionist: Client) -> None:
    past, day = (today() - timedelta(days=2)).isoformat(), today().isoformat()
    for values, sentence in (
        ({}, "Skriv meddelelsen"),
        ({"notice_da": "x" * 201}, "højst"),
        ({"notice_en": "Moving.", "notice_until": past}, "Den dag er gået"),
        ({"notice_en": "Moving.", "notice_from": "2999-01-01", "notice_until": day}, "Meddelelsen slutter, før"),
    ):
        assert sentence in send(receptionist, "message", **values), values
    assert not ClinicSettings.load().notice_en
    ClinicSettings.objects.update(notice="Gammel", notice_da="Gammel", notice_en="Old", notice_until=past)
    assert "Gammel" not in receptionist.get(reverse("message")).content.decode()


def test_one_price_is_changed_and_the_texts_that_name_it_are_a_click_away(receptionist: Client, client: Client) -> None:
    clinic = ClinicSettings.load()
    clinic.prices = [
        Price(name_da="akupunktur", name_en="Acupuncture", minutes=60, amount=650),
        Price(name_da="", name_en="Massage", amount=400),
    ]
    clinic.save()
    first, second = Price.objects.order_by("amount").values_list("pk", flat=True)[::-1]
    screen = BeautifulSoup(receptionist.get(reverse("prices")).content, "html.parser")
    labels = [label.text.strip().rstrip("*") for label in screen.select(".closed-day label")]
    assert labels == ["Akupunktur, 60 minutter (kr.)", "Massage (kr.)"]
    assert "heltal" in send(receptionist, "prices", **{f"price-{first}": "mange", f"price-{second}": "400"})
    answer = receptionist.post(reverse("prices"), {f"price-{first}": "700", f"price-{second}": "400"}, follow=True)
    found = BeautifulSoup(answer.content, "html.parser").select_one(".messages a[href*=replace]")
    assert "old=650+kr&new=700+kr" in found["href"]
    assert sorted(Price.objects.values_list("amount", flat=True)) == [400, 700]
    assert "Ingen pris er ændret." in send(receptionist, "prices", **{f"price-{first}": "700", f"price-{second}": "400"})


def test_who_does_not_keep_the_clinics_facts_changes_nothing(home_page: HomePage) -> None:
    stranger = person("tea", "Oversætter til engelsk / Translator (English)")
    for name in ("message", "prices"):
        assert {stranger.get(reverse(name)).status_code, stranger.post(reverse(name), {}).status_code} <= {302, 403}

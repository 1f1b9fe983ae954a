"""What is edited beside pages has a history: each version is listed, compared and brought back, both languages in it."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from articles.models import Topic
from home.clinic.models import Price
from home.models import ClinicSettings, User
from tests.home.admin import value_of
from tests.support.queries import at_most


def logged_in(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def screen(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def edit(client: Client, address: str, **changed: Any) -> None:
    form = screen(client, address).select_one("main form:has([name=csrfmiddlewaretoken])")
    fields = form.select("input[name]:not([type=checkbox]), input[name][checked], textarea[name], select[name]")
    sent = {}
    for field in fields:
        chosen = field.select_one("option[selected]") if field.name == "select" else None
        sent[field["name"]] = chosen["value"] if chosen else value_of(field)
    response = client.post(address, {**sent, **changed})
    assert response.status_code == 302, BeautifulSoup(response.content, "html.parser").select(".error-message")


def bring_back_oldest(client: Client, history: str) -> None:
    """Choose the oldest version in a history, and save it again."""
    oldest = screen(client, history).select("main a[href*='/revert/']")[-1]["href"]
    edit(client, oldest)


def test_a_topic_is_brought_back_in_both_languages_whoever_reads_which(editor: User) -> None:
    client = logged_in(editor)
    topic = Topic.objects.create(name_da="Ryg", name_en="Back", slug_da="ryg", slug_en="back")
    address = reverse(Topic.snippet_viewset.get_url_name("edit"), args=[topic.pk])
    edit(client, address, name_da="Lænd", name_en="Low back")
    history = reverse(Topic.snippet_viewset.get_url_name("history"), args=[topic.pk])
    client.cookies["django_language"] = "en"
    with at_most(40):
        assert len(screen(client, history).select("main tbody tr")) == 2
    bring_back_oldest(client, history)
    topic.refresh_from_db()
    assert (topic.name_da, topic.name_en) == ("Ryg", "Back")


def test_the_clinics_facts_and_their_rows_are_brought_back(editor: User) -> None:
    client = logged_in(editor)
    clinic = ClinicSettings.load()
    names = {"name": "Klinikken", "name_da": "Klinikken", "name_en": "The clinic"}
    ClinicSettings.objects.filter(pk=clinic.pk).update(city="Aalborg", **names)
    price = Price.objects.create(settings=clinic, name_da="Behandling", name_en="Treatment", amount=500)
    prices = reverse("prices")
    edit(client, prices, **{f"price-{price.pk}": "575"})
    settings = reverse("wagtailsettings:edit", args=["home", "clinicsettings", clinic.pk])
    edit(client, settings, city="Aarhus")
    history = screen(client, settings).select_one("a[href*='/history/']")["href"]
    bring_back_oldest(client, history)
    clinic = ClinicSettings.load()
    assert (clinic.city, clinic.name_en) == ("Aalborg", "The clinic")
    assert [(row.amount, row.name_en) for row in clinic.prices.all()] == [(500, "Treatment")]

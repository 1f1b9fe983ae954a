import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from home.editing.half_written import half_written
from home.models import ClinicSettings, ContactField, HomePage, Practitioner, Price, User
from tests.home.admin import value_of
from tests.support import factories


@pytest.fixture
def desk(editor: User, client: Client) -> Client:
    client.force_login(editor)
    return client


def save(desk: Client, address: str, **values: str) -> str:
    """Send a form back as it came, with some values changed, and return the words of the screen that follows."""
    screen = BeautifulSoup(desk.get(address).content, "html.parser")
    form = screen.select_one(f"[name={next(iter(values))}]").find_parent("form")
    data = {}
    for field in form.select("input[name]:not([type=checkbox]), input[name][checked], textarea[name], select[name]"):
        chosen = field.select_one("option[selected]") if field.name == "select" else None
        data[field["name"]] = chosen["value"] if chosen else value_of(field)
    return " ".join(BeautifulSoup(desk.post(address, {**data, **values}, follow=True).content, "html.parser").text.split())


def test_a_notice_in_danish_only_is_said_at_saving_and_on_the_dashboard(home_page: HomePage, desk: Client) -> None:
    clinic = ClinicSettings.load()
    address = reverse("wagtailsettings:edit", args=["home", "clinicsettings", clinic.pk])
    assert "Ikke skrevet på engelsk: Meddelelse" in save(desk, address, notice_da="Lukket i dag.")
    assert "Ikke skrevet på engelsk: Meddelelse" in desk.get(reverse("wagtailadmin_home")).content.decode()
    assert "Ikke skrevet" not in save(desk, address, notice_en="Closed today.")


def test_a_snippet_in_one_language_is_said_at_saving(home_page: HomePage, desk: Client) -> None:
    person = Practitioner.objects.create(name="Inger")
    address = reverse("wagtailsnippets_home_practitioner:edit", args=[person.pk])
    assert "Ikke skrevet på dansk: Kvalifikationer" in save(desk, address, credentials_en="Acupuncturist")


def test_a_field_of_the_form_in_danish_only_is_said(home_page: HomePage, desk: Client) -> None:
    page = factories.contact_page(home_page)
    page.form_fields.add(ContactField(clean_name="more", field_type="singleline", label_da="Mere", label_en="", sort_order=9))
    page.save()
    assert half_written(page) == ["Ikke skrevet på engelsk: Felt i formularen 6."]
    assert "Et felt i formularen er ikke skrevet" in desk.get(reverse("readiness")).content.decode()
    assert "Mere" not in desk.get("/en/contact/write/").content.decode()


def test_a_price_without_a_name_is_not_shown(home_page: HomePage) -> None:
    clinic = ClinicSettings.load()
    clinic.prices.add(Price(name_da="Behandling", name_en="", amount=500))
    assert [price.amount for price in clinic.named_prices] == [500]

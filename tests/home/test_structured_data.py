"""What programs are told of the site: only what is public, and no example ever as a fact."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from home.models import ClinicSettings, ContactPage, Example, HomePage, OpeningException, OpeningHours, Practitioner
from home.operations.loader import load
from tests.home.test_pages import PAGES
from tests.support import factories
from tests.support.machine_data import parse, read
from tests.support.queries import at_most

FACTS = {
    "name_da": "Akupunktur Nord",
    "name_en": "Acupuncture North",
    "street": "Vestergade 5",
    "postcode": "9000",
    "city": "Aalborg",
    "latitude": "57.048800",
    "longitude": "9.921700",
    "telephone": "+45 12 34 56 78",
    "email": "inger@klinik.example",
}
# What the front page asks for anyway: the site, its place, itself, the clinic, the conditions, an article and a
# story.
CEILING = 7


def tomorrow() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=1)


@pytest.fixture
def clinic(home_page: HomePage) -> ClinicSettings:
    """A clinic of which every fact is known."""
    settings = ClinicSettings.load()
    for name, value in FACTS.items():
        setattr(settings, name, value)
    settings.practitioner = Practitioner.objects.create(name="Inger Holm", credentials_da="RAB", credentials_en="Registered")
    settings.save()
    OpeningHours.objects.create(settings=settings, weekday=3, opens=datetime.time(9), closes=datetime.time(16, 30))
    OpeningException.objects.create(settings=settings, first_day=tomorrow(), reason_da="Ferie", reason_en="Holiday")
    OpeningException.objects.create(
        settings=settings, first_day=tomorrow(), last_day=tomorrow(), opens=datetime.time(10), closes=datetime.time(12)
    )
    OpeningException.objects.create(settings=settings, first_day=datetime.date(2020, 12, 24))
    return ClinicSettings.objects.get()


def business(client: Client, address: str = "/") -> dict[str, Any]:
    return read(client, address).node("MedicalBusiness")


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_business_is_told_with_its_facts(clinic: ClinicSettings, client: Client, language: str) -> None:
    address = {"da": "/", "en": "/en/"}[language]
    client.get(address)
    with at_most(CEILING):
        told = business(client, address)
    assert told["@id"] == "http://testserver/#clinic"
    assert told["name"] == FACTS[f"name_{language}"]
    assert told["url"] == f"http://testserver{address}"
    assert told["telephone"] == "+45 12 34 56 78"
    assert told["email"] == "inger@klinik.example"
    assert told["knowsLanguage"] == told["contactPoint"]["availableLanguage"] == ["da", "en"]
    assert {"streetAddress": "Vestergade 5", "postalCode": "9000", "addressLocality": "Aalborg"}.items() <= told[
        "address"
    ].items()
    assert (told["geo"]["latitude"], told["geo"]["longitude"]) == (57.0488, 9.9217)
    assert told["employee"]["name"] == "Inger Holm"
    assert told["employee"]["hasCredential"]["name"] == {"da": "RAB", "en": "Registered"}[language]


def test_hours_and_coming_exceptions_are_told(clinic: ClinicSettings, client: Client) -> None:
    told = business(client)
    [hours] = told["openingHoursSpecification"]
    assert (hours["dayOfWeek"], hours["opens"], hours["closes"]) == ("Thursday", "09:00", "16:30")
    day = tomorrow().isoformat()
    assert [
        (row["validFrom"], row["validThrough"], row["opens"], row["closes"]) for row in told["specialOpeningHoursSpecification"]
    ] == [(day, day, "00:00", "00:00"), (day, day, "10:00", "12:00")]


@pytest.mark.parametrize(
    ("field", "told_as", "change"),
    [
        ("telephone", "telephone", {"telephone": "+45 98 76 54 32"}),
        ("telephone", "contactPoint", {"telephone": "+45 98 76 54 32"}),
        ("email", "email", {"email": "post@klinik.example"}),
        ("latitude", "geo", {"latitude": "57.050000"}),
        ("longitude", "geo", {"longitude": "9.900000"}),
    ],
)
def test_an_example_is_not_told_until_it_is_replaced(
    clinic: ClinicSettings, client: Client, field: str, told_as: str, change: dict[str, str]
) -> None:
    Example.objects.mark(clinic, [field])
    assert told_as not in business(client)
    assert told_as not in business(client, "/en/")
    ClinicSettings.objects.update(**change)
    assert told_as in business(client)


@pytest.mark.parametrize("field", ["street", "postcode", "city"])
def test_without_a_real_address_there_is_no_business(clinic: ClinicSettings, client: Client, field: str) -> None:
    Example.objects.mark(clinic, [field])
    data = read(client, "/")
    assert data.nodes("MedicalBusiness") == []
    assert set(data.node("Organization")) == {"@type", "@id", "name", "url", "logo", "knowsLanguage"}
    ClinicSettings.objects.update(**{field: "9100" if field == "postcode" else "Nyt"})
    assert business(client)["address"]


@pytest.mark.parametrize("field", ["opening_hours", "exceptions"])
def test_hours_that_are_examples_are_not_told(clinic: ClinicSettings, client: Client, field: str) -> None:
    told_as = {"opening_hours": "openingHoursSpecification", "exceptions": "specialOpeningHoursSpecification"}[field]
    assert told_as in business(client)
    Example.objects.mark(clinic, [field])
    assert told_as not in business(client)
    row = getattr(clinic, field).last()
    row.pk = None
    row.save()
    assert told_as in business(client)


def test_a_person_with_an_example_for_a_name_is_nobody(clinic: ClinicSettings, client: Client) -> None:
    person = Practitioner.objects.get()
    Example.objects.mark(person, ["name", "credentials"])
    assert "employee" not in business(client)
    person.name = "Inger Holm Jensen"
    person.save()
    assert "hasCredential" not in business(client)["employee"]
    person.credentials_en = "Registered, really"
    person.save()
    assert business(client)["employee"]["hasCredential"]["name"] == "RAB"


def test_even_the_name_may_be_an_example(clinic: ClinicSettings, client: Client) -> None:
    Example.objects.mark(clinic, ["name"])
    data = read(client, "/")
    assert [node["@type"] for node in data.graph] == ["WebPage", "WebSite"]
    assert "#clinic" not in str(data.graph)


def test_the_contact_page_tells_the_business_and_others_only_its_name(clinic: ClinicSettings, client: Client) -> None:
    texts = {"title_da": "Kontakt", "title_en": "Contact", "lead_da": "Ring.", "lead_en": "Call."}
    bodies = {"body_da": factories.paragraph("Ring."), "body_en": factories.paragraph("Call.")}
    HomePage.objects.get().add_child(instance=ContactPage(**texts, **bodies))
    factories.info_page(HomePage.objects.get())
    contact = read(client, "/kontakt/")
    assert contact.node("ContactPage")["mainEntity"]["@id"] == contact.node("MedicalBusiness")["@id"]
    assert read(client, "/om-os/").nodes("MedicalBusiness") == []
    assert read(client, "/om-os/").node("Organization")["name"] == "Akupunktur Nord"


def test_the_shipped_examples_are_on_the_pages_but_never_told(client: Client, db: None) -> None:
    load()
    shown, told = "", ""
    for language, address in [
        (language, address)
        for name in ("contact", "sciatica")
        for language, address in zip(("da", "en"), PAGES[name], strict=True)
    ]:
        html = client.get(address).content.decode()
        data = parse(html)
        # A telephone number is not broken at the end of a line.
        html = html.replace("\xa0", " ")
        shown, told = shown + html, told + str(data.graph)
        assert data.nodes("MedicalBusiness") == data.nodes("Person") == []
        assert data.graph[0]["@id"] == data.links["canonical"]
        assert data.graph[0]["inLanguage"] == data.node("WebSite")["inLanguage"] == language
    for example in ("Eksempelgade", "+45 00 00 00 00", "eksempel@example.org", "example.org/booking", "N.N."):
        assert example in shown
        assert example not in told


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_way_down_to_a_page_is_told_as_readers_see_it(home_page: HomePage, client: Client, language: str) -> None:
    parent = factories.info_page(home_page)
    factories.info_page(parent, "Uddannelse", "Training")
    address, names = {
        "da": ("/om-os/uddannelse/", ["Forside", "Om os", "Uddannelse"]),
        "en": ("/en/about-us/training/", ["Home", "About us", "Training"]),
    }[language]
    items = read(client, address).node("BreadcrumbList")["itemListElement"]
    assert [item["name"] for item in items] == names
    assert [item["position"] for item in items] == [1, 2, 3]
    assert all(client.get(item["item"]).status_code == 200 for item in items)
    assert read(client, {"da": "/", "en": "/en/"}[language]).nodes("BreadcrumbList") == []


def test_the_languages_name_each_other_as_work_and_translation(home_page: HomePage, client: Client) -> None:
    factories.info_page(home_page)
    danish, english = read(client, "/om-os/").node("WebPage"), read(client, "/en/about-us/").node("WebPage")
    assert danish["workTranslation"] == {"@type": "WebPage", "@id": english["@id"], "inLanguage": "en"}
    assert english["translationOfWork"] == {"@type": "WebPage", "@id": danish["@id"], "inLanguage": "da"}
    assert "translationOfWork" not in danish
    assert "workTranslation" not in english

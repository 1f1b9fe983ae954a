"""What the ready-made roles may do with snippets, settings and people."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from articles.models import Topic
from home.models import ClinicSettings, HomePage, Price
from tests.home.admin import person

EDITOR = "Redaktør / Editor"


TRANSLATOR = "Oversætter til engelsk / Translator (English)"


RECEPTIONIST = "Receptionist"


@pytest.fixture
def translator(db: None) -> Client:
    """A person who writes English."""
    return person("ann", TRANSLATOR)


def allow(group: str, *codenames: str) -> None:
    """Let a group do more than it comes with."""
    Group.objects.get(name=group).permissions.add(*Permission.objects.filter(codename__in=codenames))


def test_in_a_snippet_too_only_ones_own_language_changes(translator: Client) -> None:
    topic = Topic.objects.create(name_da="Iskias", name_en="Sciatic", slug_da="iskias", slug_en="sciatica")
    address = reverse("wagtailsnippets_articles_topic:edit", args=[topic.pk])
    data = {"name_da": "Forfalsket", "slug_da": "forfalsket", "name_en": "Sciatica", "slug_en": "sciatica"}
    assert translator.post(address, data).status_code == 302
    topic.refresh_from_db()
    assert topic.name_en == "Sciatic"
    allow(TRANSLATOR, "change_topic")
    translator.post(address, data)
    topic.refresh_from_db()
    assert (topic.name_da, topic.slug_da, topic.name_en) == ("Iskias", "iskias", "Sciatica")


def test_in_the_clinics_prices_only_ones_own_language_changes(translator: Client) -> None:
    allow(TRANSLATOR, "change_clinicsettings")
    clinic = ClinicSettings.load()
    clinic.notice_da, clinic.telephone = "Lukket i dag.", "12 34 56 78"
    clinic.prices = [Price(name_da="Første gang", amount=600), Price(name_da="Derefter", amount=500)]
    clinic.save()
    first, second = clinic.prices.all()
    rows = {"prices-TOTAL_FORMS": "3", "prices-INITIAL_FORMS": "2"}
    for number, (key, name) in enumerate(((first.pk, "First visit"), (second.pk, "Next visits"), ("", "Forged"))):
        row = {"id": key, "name_da": "Forfalsket", "name_en": name, "amount": "1", "ORDER": str(3 - number)}
        rows |= {f"prices-{number}-{field}": value for field, value in row.items()}
    rows["prices-1-DELETE"] = "on"
    exceptions = {"exceptions-TOTAL_FORMS": "0", "exceptions-INITIAL_FORMS": "0"}
    data = {"notice_da": "Forfalsket", "notice_en": "Closed today.", "telephone": "00", **rows, **exceptions}
    address = reverse("wagtailsettings:edit", args=["home", "clinicsettings", clinic.pk])
    assert translator.post(address, data).status_code == 302
    clinic = ClinicSettings.objects.get()
    assert (clinic.notice_da, clinic.notice_en, clinic.telephone) == ("Lukket i dag.", "Closed today.", "12 34 56 78")
    prices = [(price.name_da, price.name_en, price.amount) for price in clinic.prices.all()]
    assert prices == [("Første gang", "First visit", 600), ("Derefter", None, 500)]


def test_the_receptionist_keeps_the_clinics_facts_and_sees_no_pages(home_page: HomePage) -> None:
    receptionist = person("rie", RECEPTIONIST)
    clinic = ClinicSettings.load()
    screen = receptionist.get(reverse("wagtailsettings:edit", args=["home", "clinicsettings", clinic.pk]))
    fields = {field["name"] for field in BeautifulSoup(screen.content, "html.parser").select("main [name]")}
    assert {"telephone", "notice_da", "notice_en", "opening_hours-TOTAL_FORMS"} <= fields
    assert receptionist.get(reverse("wagtailadmin_pages:edit", args=[home_page.pk])).status_code == 302
    assert receptionist.get(reverse("wagtailadmin_explore", args=[home_page.pk])).status_code in (302, 404)


def test_an_editor_reaches_everything_but_the_people(home_page: HomePage) -> None:
    editor = person("inger", EDITOR)
    names = [
        "wagtailadmin_explore_root",
        "wagtailimages:index",
        "wagtaildocs:add_multiple",
        "wagtailredirects:add",
        "wagtailsnippets_home_practitioner:add",
        "wagtailsnippets_articles_topic:add",
        "examples",
    ]
    assert {name: editor.get(reverse(name)).status_code for name in names} == dict.fromkeys(names, 200)
    assert editor.get(reverse("wagtailusers_users:add")).status_code == 302

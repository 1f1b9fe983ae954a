"""The admin's search finds what is written, live or draft, in either language, wherever it stands, for who may see it."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from home.models import BasePage, ClinicSettings, DraftWords, HomePage, InfoPage, Price, User
from tests.home.admin import person
from tests.support import factories
from tests.support.queries import at_most

PAGES, ELSEWHERE, IMAGES = "wagtailadmin_pages:search", "search_elsewhere", "wagtailimages:index"
CEILING_OF_PAGES = 24
CEILING_ELSEWHERE = 30
BODY = [
    {
        "type": "paragraph",
        "value": "<p>Mange får <b>rygsmerter</b>&nbsp;af ST-36.</p>",
        "id": "0d7a6a43-57de-4a8c-8d4e-0e6f6a8f2a10",
    }
]


@pytest.fixture
def page(home_page: HomePage) -> InfoPage:
    """A live page with an unpublished draft."""
    page = factories.info_page(home_page, "Om os", "About us", lead_da="Ring i morgen.", lead_en="Call tomorrow.")
    page.save_revision().publish()
    page.body_da, page.lead_en = BODY, "Treatments are given by hand."
    page.save_revision()
    return page


@pytest.fixture
def admin(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def found(client: Client, words: str, where: str = PAGES, **query: str) -> list[str]:
    """Search, and return what the list shows."""
    screen = BeautifulSoup(client.get(reverse(where), {"q": words, **query}).content, "html.parser")
    return [" ".join(name.text.split()) for name in screen.select("main td.title .title-wrapper")]


def test_words_are_found_however_they_are_inflected_in_drafts_and_in_what_is_live(page: InfoPage, admin: Client) -> None:
    for words in ("Om os", "about", "rygsmerten", "RYGSMERTER", "ST36", "st-36", "treated hand", "i morgen", "ringe", "tomor"):
        assert found(admin, words) == ["Om os"], words
    for words in ("smertefri", "treated rygsmerter", "strong", "':* & (", "published:no ring"):
        assert found(admin, words) == [], words


def test_the_list_can_be_narrowed_and_sorted(page: InfoPage, admin: Client) -> None:
    factories.info_page(page, "Ring her", "Call here")
    assert found(admin, "ring", ordering="title") == ["Om os", "Ring her"]
    assert len(found(admin, "ring", content_type="home.infopage")) == 2
    assert found(admin, "ring", content_type="home.homepage") == []
    assert "(2)" in admin.get(reverse(PAGES), {"q": "ring"}).content.decode()


def test_a_draft_from_before_is_read_by_the_timer(page: InfoPage, admin: Client) -> None:
    DraftWords.objects.all().delete()
    assert found(admin, "rygsmerter") == []
    call_command("scheduledwork", verbosity=0)
    assert len(found(admin, "rygsmerter")) == 1


def test_a_person_finds_the_pages_that_she_may_open(page: InfoPage, admin: Client) -> None:
    Group.objects.get(name="Receptionist").page_permissions.all().delete()
    assert found(person("rie", "Receptionist"), "rygsmerter") == []


def test_prices_practitioners_and_settings_are_found_with_the_place_marked(home_page: HomePage, admin: Client) -> None:
    clinic = ClinicSettings.load()
    clinic.telephone, clinic.notice_en = "98 12 34 56", "We are skiing."
    clinic.prices = [Price(name_da="Lang & kopning", name_en="Long cupping", amount=650)]
    clinic.save()
    for words in ("98 12", "skis", "kopninger", "cuppings 98"):
        assert len(found(admin, words, ELSEWHERE)) == 1, words
    answer = admin.get(reverse(ELSEWHERE), {"q": "kopning"}).content.decode()
    assert "&amp; <mark>kopning</mark>" in answer
    assert found(person("tea", "Oversætter til engelsk / Translator (English)"), "98 12", ELSEWHERE) in (
        [],
        found(admin, "98 12", ELSEWHERE),
    )


def test_pictures_are_found_by_their_text_equivalents(home_page: HomePage, admin: Client) -> None:
    picture = factories.picture("IMG_0042")
    picture.alt_text_da, picture.alt_text_en = "Nåle i et knæ", "Needles in a knee"
    picture.save()
    for words in ("nålen", "knees", "IMG"):
        assert picture.title in admin.get(reverse(IMAGES), {"q": words}).content.decode(), words
    assert picture.title not in admin.get(reverse(IMAGES), {"q": "skulder"}).content.decode()


def test_a_search_makes_few_queries_however_many_pages_it_finds(page: InfoPage, admin: Client) -> None:
    factories.clones(page, last=BasePage.objects.count() + 40)
    admin.get(reverse(PAGES))
    with at_most(CEILING_OF_PAGES):
        assert len(found(admin, "ring")) == 20
    with at_most(CEILING_ELSEWHERE):
        found(admin, "ring", ELSEWHERE)

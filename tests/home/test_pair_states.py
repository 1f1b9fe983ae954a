"""The state of each pair, in words, and how much of a language is done."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from home.bilingual.freshness import declare, summarise_uncounted
from home.models import BasePage, HomePage, InfoPage, LanguageSummary
from tests.home.admin import person
from tests.support import factories


@pytest.fixture
def editor_client(db: None) -> Client:
    return person("moderator", "Redaktør / Editor")


@pytest.fixture
def page(home_page: HomePage) -> InfoPage:
    page = factories.info_page(home_page, seo_title_da="Om klinikken")
    page.save_revision().publish()
    declare(page)
    return page


def change(page: InfoPage, **values: object) -> None:
    draft = InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision()


def states(client: Client, page: InfoPage) -> dict[str, str]:
    """Return what stands at each column."""
    html = BeautifulSoup(client.get(reverse("behind", args=[page.pk])).content, "html.parser")
    return {mark["data-field"]: mark.text for mark in html.select("[data-home-behind-target=mark]")}


def test_each_pair_says_its_state(page: InfoPage, editor_client: Client) -> None:
    change(page, lead_da="En ny indledning.", search_description_da="en klinik", search_description_en="en klinik")
    assert states(editor_client, page) == {
        "title_en": "Opdateret",
        "lead_en": "Dansk er ændret siden",
        "seo_title_en": "Ikke skrevet",
        "search_description_en": "Kopieret, ikke oversat",
        "body_en": "Opdateret",
    }


def test_a_block_of_one_language_says_what_is_missing_at_its_own_place(page: InfoPage, editor_client: Client) -> None:
    other = factories.paragraph("Et nyt afsnit.", "0d7a6a43-57de-4a8c-8d4e-0e6f6a8f2a10")
    change(page, body_da=[*factories.paragraph("Teksten om Om os."), *other])
    assert states(editor_client, page)["body_da"] == "Ikke skrevet på engelsk"


def test_a_title_that_is_borrowed_is_not_written(home_page: HomePage, editor_client: Client) -> None:
    page = factories.info_page(home_page, da="", en="About us", shown_da=False, lead_da="", body_da=[])
    page.save_revision()
    assert states(editor_client, page)["title_da"] == "Ikke skrevet"


def test_a_copy_is_never_done(page: InfoPage) -> None:
    change(page, lead_da="en ny indledning", lead_en="en ny indledning")
    summary = LanguageSummary.objects.get(page=page.pk)
    assert (summary.passages, summary.done_da, summary.done_en) == (4, 4, 2)


@pytest.mark.parametrize("address", ["readiness", "wagtailadmin_explore", "wagtailadmin_pages:edit"])
def test_what_is_done_is_counted_where_pages_are_listed_and_written(
    page: InfoPage, home_page: HomePage, editor_client: Client, address: str
) -> None:
    arguments = {"readiness": [], "wagtailadmin_explore": [home_page.pk]}.get(address, [page.pk])
    assert "3 af 4" in editor_client.get(reverse(address, args=arguments)).content.decode()


def test_pages_that_an_earlier_version_saved_are_counted_by_the_timer(page: InfoPage) -> None:
    LanguageSummary.objects.update(passages=None, done_da=None, done_en=None)
    assert BasePage.objects.with_states().get(pk=page.pk).passages is None
    summarise_uncounted()
    assert BasePage.objects.with_states().get(pk=page.pk).done_en == 3

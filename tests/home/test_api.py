"""What other programs may read: public versions only, in the language of the address."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from articles.models import Consent
from home.models import HomePage
from tests.support import factories
from tests.support.queries import at_most

PAGES = {"da": "/api/v2/pages/", "en": "/en/api/v2/pages/"}


@pytest.fixture(autouse=True)
def _switched_on(settings: Any) -> None:
    settings.PUBLIC_API = True


def listed(client: Client, language: str, query: str = "") -> dict[str, Any]:
    return {item["title"]: item for item in client.get(f"{PAGES[language]}{query}").json()["items"]}


def test_it_is_off_until_somebody_switches_it_on(client: Client, home_page: HomePage, settings: Any) -> None:
    assert client.get(PAGES["da"]).status_code == 200
    settings.PUBLIC_API = False
    for path in (PAGES["da"], PAGES["en"], f"{PAGES['da']}{home_page.pk}/", f"{PAGES['da']}find/?id={home_page.pk}"):
        assert client.get(path).status_code == 404


def test_each_language_lists_what_is_public_in_it(client: Client, home_page: HomePage) -> None:
    both = factories.info_page(home_page, da="Om os", en="About us", body_da=factories.paragraph("Dansk."))
    danish = factories.info_page(home_page, da="Priser", en="Prices", shown_en=False)
    factories.info_page(danish, da="Under", en="Below")
    draft = factories.info_page(home_page, da="Kladde", en="Draft", live=False)
    assert "Priser" in listed(client, "da")
    assert listed(client, "en").keys().isdisjoint({"Prices", "Priser", "Below", "Draft"})
    assert listed(client, "da")["Om os"]["meta"]["alternate_url"].endswith(f"/en/{both.slug_en}/")
    assert listed(client, "en")["About us"]["meta"]["html_url"].endswith(f"/en/{both.slug_en}/")
    assert listed(client, "da")["Priser"]["meta"]["alternate_url"] is None
    for page, language in ((danish, "en"), (draft, "da")):
        assert client.get(f"{PAGES[language]}{page.pk}/").status_code == 404
    shown = client.get(f"{PAGES['da']}{both.pk}/").json()
    assert (shown["lead"], shown["body"][0]["value"]) == (both.lead_da, "<p>Dansk.</p>")


def test_a_story_is_there_as_long_as_its_consent_is_valid(client: Client, home_page: HomePage) -> None:
    story = factories.case_story(factories.case_story_index(home_page))
    assert client.get(f"{PAGES['da']}{story.pk}/").json()["summary"] == story.summary_da
    Consent.objects.all().delete()
    assert client.get(f"{PAGES['da']}{story.pk}/").status_code == 404


def test_nobody_asks_it_about_words_that_are_not_public(client: Client, home_page: HomePage) -> None:
    for query in (
        "?search=x",
        "?locale=en",
        "?translation_of=1",
        "?title_en=x",
        "?order=draft_title",
        "?fields=draft_title_da",
    ):
        assert client.get(f"{PAGES['da']}{query}").status_code == 400


def test_values_of_the_wrong_kind_are_refused_in_words(client: Client, home_page: HomePage) -> None:
    for query in ("?first_published_at=2020", f"?offset={'9' * 23}", "find/?id=a", "find/?html_path=%00"):
        with transaction.atomic():
            assert client.get(f"{PAGES['da']}{query}").status_code in (400, 404), query
            # What the database refuses ends its transaction.
            transaction.set_rollback(True)


def test_it_only_reads_keeps_nothing_and_asks_little(client: Client, home_page: HomePage) -> None:
    for number in range(5):
        factories.info_page(home_page, da=f"Side {number}", en=f"Page {number}")
    with at_most(8):
        answer = client.get(f"{PAGES['en']}?type=home.InfoPage&fields=*")
    assert len(answer.json()["items"]) == 5
    assert not answer.cookies
    assert client.post(PAGES["en"], {"title": "x"}).status_code == 405

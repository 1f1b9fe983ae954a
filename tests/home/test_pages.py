"""Every page of the real content, as readers of both languages get it."""

import gzip
import re
from unittest.mock import Mock

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from psycopg.errors import SerializationFailure

from home.models import BasePage
from home.reading.views import _again_if_outrun
from tests.support.addresses import PAGES
from tests.support.queries import at_most

# What each page asks for: the site, its place in the tree, itself, the clinic, the pages and the pictures that its text names,
# and what it lists (the front page the conditions, an article and a story; an article the conditions on its topics, and a
# condition the articles and stories on its own; a list its topics and the entries), with pictures.
CEILINGS = {
    "home": 11,
    "treatment": 6,
    "first visit": 6,
    "articles": 7,
    "sciatica": 10,
    "case stories": 6,
    "Sarah": 8,
    "where it hurts": 6,
    "low back": 9,
    "about": 5,
    "contact": 7,
    "privacy": 5,
    "accessibility": 5,
}


@pytest.fixture
def content(shipped: None, db: None) -> None:
    """The real content."""


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page_answers_in_its_language_below_its_own_ceiling(client: Client, content: None, language: str) -> None:
    assert BasePage.objects.public_in(language).count() == len(PAGES)
    for name, addresses in PAGES.items():
        address = addresses[("da", "en").index(language)]
        client.get(address)
        with at_most(CEILINGS[name]):
            response = client.get(address)
        html = response.content.decode()
        assert response.status_code == 200, address
        assert f'<html lang="{language}"' in html
        assert len(re.findall("<h1", html)) == 1, address
        assert response["Content-Language"] == language
        assert "Set-Cookie" not in response
        assert "Vary" not in response or "Cookie" not in response["Vary"]


def test_a_page_travels_compressed_to_whoever_can_read_that(client: Client, content: None) -> None:
    address = PAGES["sciatica"][0]
    compressed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert compressed["Content-Encoding"] == "gzip"
    assert compressed["Vary"] == "Accept-Encoding"
    assert gzip.decompress(compressed.content) == client.get(address).content


def test_the_language_link_leads_to_the_same_page_and_back(client: Client, content: None) -> None:
    for danish, english in PAGES.values():
        assert f'href="{english}"' in client.get(danish).content.decode()
        assert f'href="{danish}"' in client.get(english).content.decode()


def test_the_menu_holds_what_is_public_in_the_language(client: Client, content: None) -> None:
    about = BasePage.objects.get(slug_en="about").specific
    assert "/en/about/" in client.get("/en/").content.decode()
    about.shown_en = False
    about.save_revision().publish()
    assert "/en/about/" not in client.get("/en/").content.decode()
    html = client.get("/om-klinikken/").content.decode()
    assert 'href="/en/"' in html
    assert "English (front page)" in html


def test_a_link_in_the_text_vanishes_with_its_page(client: Client, content: None) -> None:
    link = '<a href="/en/first-visit/">'
    assert link in client.get("/en/").content.decode()
    first_visit = BasePage.objects.get(slug_en="first-visit").specific
    first_visit.shown_en = False
    first_visit.save_revision().publish()
    assert link not in client.get("/en/").content.decode()
    assert '<a href="/foerste-besoeg/">' in client.get("/").content.decode()


def test_what_is_not_there_says_so_in_the_language_of_its_address(client: Client, content: None) -> None:
    for address, language in (("/findes-ikke/", "da"), ("/en/not-here/", "en")):
        response = client.get(address)
        assert response.status_code == 404
        assert f'<html lang="{language}"' in response.content.decode()


def test_an_odd_address_is_no_error(client: Client, content: None) -> None:
    for address in ("/%00/", "/en/%00", "/?q=%00", f"/{'a' * 10_000}/"):
        assert client.get(address).status_code in (200, 404), address[:20]


def test_a_reader_whom_another_has_outrun_is_answered_once_more() -> None:
    request = RequestFactory().get("/")
    asked = []

    def answer() -> HttpResponse:
        asked.append(hasattr(request, "neighbours"))
        if len(asked) == 1:
            request.neighbours = "of the first snapshot"
            raise OperationalError from SerializationFailure
        return HttpResponse("the page")

    assert _again_if_outrun(request, answer).content == b"the page"
    assert asked == [False, False]
    with pytest.raises(OperationalError):
        _again_if_outrun(request, Mock(side_effect=OperationalError("the server is gone")))

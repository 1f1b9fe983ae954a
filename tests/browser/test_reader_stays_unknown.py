"""What a visit costs and leaves behind: few bytes, nothing from another host, nothing stored."""

import gzip

import pytest
from playwright.sync_api import Page, Response

from tests.addresses import EVERY_PAGE, PAGES
from tests.served import Site

pytestmark = pytest.mark.browser

WEIGHT = 45_000  # bytes of an article without its pictures
SCRIPTS = 5_000  # bytes, of these
STORED = """async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def test_no_page_asks_another_host_or_stores_anything(site: Site, reader: Page) -> None:
    answers: list[Response] = []
    reader.on("response", answers.append)
    for address in (address for pair in EVERY_PAGE.values() for address in pair):
        reader.goto(address, wait_until="networkidle")
    assert {answer.url.split("/")[2] for answer in answers} == {site.url.split("/")[2]}
    assert [answer.url for answer in answers if "set-cookie" in answer.headers] == []
    assert reader.context.cookies() == []
    assert set(reader.evaluate(STORED).values()) == {0}


@pytest.mark.parametrize("address", PAGES["sciatica"])
def test_an_article_without_its_pictures_is_light(reader: Page, address: str) -> None:
    answers: list[Response] = []
    reader.on("response", answers.append)
    reader.goto(address, wait_until="networkidle")
    # The development server compresses pages only, so every body is weighed as gzip makes it; production's is smaller.
    weights = {answer.url: len(gzip.compress(answer.body(), 6)) for answer in answers if "/media/" not in answer.url}
    scripts = {answer.url for answer in answers if answer.request.resource_type == "script"}
    # Structured data is no JavaScript.
    inline = sum(map(len, reader.locator("script:not([src], [type='application/ld+json'])").all_text_contents()))
    assert sum(weights.values()) <= WEIGHT, weights
    assert sum(weights[url] for url in scripts) + inline <= SCRIPTS

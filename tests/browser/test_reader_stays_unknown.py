"""What a visit costs and leaves behind: few bytes, nothing from another host, nothing stored."""

import gzip

import pytest
from playwright.sync_api import Page, Request

from tests.support.addresses import PAGE_TYPES, PAGES
from tests.support.served import Site

pytestmark = pytest.mark.browser

WEIGHT = 60_000  # bytes of an article without its pictures, with its typeface
SCRIPTS = 5_000  # bytes, of these
# What the scripts of a page ask for by themselves, they have asked for by then.
IDLE = "new Promise((resolve) => requestIdleCallback(resolve))"
STORED = """async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def requests_of(page: Page) -> list[Request]:
    """List what a page asks for from now on, as it does so."""
    requests: list[Request] = []

    def note(request: Request) -> None:
        requests.append(request)

    page.on("request", note)
    return requests


@pytest.mark.expects(*(f"404 GET {address}" for address in PAGE_TYPES["not found"]))
def test_no_page_asks_another_host_or_stores_anything(site: Site, reader: Page) -> None:
    requests = requests_of(reader)
    for address in (address for pair in PAGE_TYPES.values() for address in pair):
        reader.goto(address)
        reader.evaluate(IDLE)
    assert {request.url.split("/")[2] for request in requests} == {site.url.split("/")[2]}
    assert [request.url for request in requests if (answer := request.response()) and "set-cookie" in answer.headers] == []
    assert reader.context.cookies() == []
    assert set(reader.evaluate(STORED).values()) == {0}


@pytest.mark.parametrize("address", PAGES["sciatica"])
def test_an_article_without_its_pictures_is_light(reader: Page, address: str) -> None:
    requests = requests_of(reader)
    reader.goto(address)
    reader.evaluate(IDLE)
    # The development server compresses pages only, so every body is weighed as gzip makes it.
    weights = {
        request.url: len(gzip.compress(answer.body(), 6))
        for request in requests
        if "/media/" not in request.url and (answer := request.response())
    }
    scripts = [request.url for request in requests if request.resource_type == "script"]
    # Structured data is no JavaScript.
    inline = sum(map(len, reader.locator("script:not([src], [type='application/ld+json'])").all_text_contents()))
    fonts = [request.url for request in requests if request.resource_type == "font"]
    assert len(fonts) == 2, "the headings and the lead have the site's own typeface"
    assert sum(weights.values()) <= WEIGHT, weights
    assert sum(weights[url] for url in scripts) + inline <= SCRIPTS

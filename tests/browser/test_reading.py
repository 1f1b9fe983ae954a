"""What JavaScript adds for readers, and that nothing is missing without it."""

import gzip
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from tests.browser.test_reader_stays_unknown import IDLE
from tests.home.test_pages import PAGES
from tests.support.served import Site

pytestmark = pytest.mark.browser

DANISH, ENGLISH = PAGES["sciatica"]
# Chromium on Linux has no sheet for sharing, so a phone's is stood in for.
SHARE = "navigator.share = async (shared) => { window.shared = shared; };"


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """A page of a browser with the settings that a test chooses."""
    contexts: list[BrowserContext] = []

    def open_page(**settings: Any) -> Page:
        contexts.append(browser.new_context(base_url=site.url, viewport={"width": 390, "height": 800}, **settings))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        assert context.cookies() == []
        assert context.storage_state()["origins"] == []
        context.close()


@pytest.mark.parametrize(
    ("locale", "address", "other", "words"),
    [("en-GB", DANISH, ENGLISH, "This page is also in English."), ("da-DK", ENGLISH, DANISH, "Siden findes også på dansk.")],
)
def test_a_reader_of_the_other_language_is_told_once_that_the_page_is_in_it(
    visit: Callable[..., Page], locale: str, address: str, other: str, words: str
) -> None:
    page = visit(locale=locale)
    page.goto(address)
    line = page.locator(".suggestion")
    expect(line).to_be_visible()
    expect(line).to_contain_text(words)
    assert line.get_attribute("lang") == locale[:2]
    assert line.locator("a").get_attribute("href") == other
    top = page.locator("main").bounding_box()["y"]
    # Skip link, then the line, then the page.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(line.locator("a")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(line).to_be_hidden()
    assert page.locator("main").bounding_box()["y"] == top
    expect(page.locator("main")).to_be_focused()
    page.reload()
    page.locator(".suggestion a").click()
    page.wait_for_url(f"**{other}")
    expect(page.locator(".suggestion")).to_be_hidden()
    # Whoever reads on in a language is not asked on every page.
    page.locator(".word-mark").click()
    page.locator(".language-link").click()
    expect(page.locator("html")).to_have_attribute("lang", "da" if address == DANISH else "en")
    expect(page.locator(".suggestion")).to_be_hidden()


@pytest.mark.parametrize(("locale", "address"), [("da-DK", DANISH), ("en-US", ENGLISH), ("de-DE", DANISH)])
def test_other_readers_see_no_line(visit: Callable[..., Page], locale: str, address: str) -> None:
    page = visit(locale=locale)
    page.goto(address)
    page.evaluate(IDLE)
    expect(page.locator(".suggestion")).to_be_hidden()


def test_the_link_is_copied_and_the_reader_is_told(visit: Callable[..., Page], site: Site) -> None:
    page = visit(locale="da-DK", permissions=["clipboard-read", "clipboard-write"])
    page.goto(DANISH)
    status = page.get_by_role("status")
    expect(status).to_have_text("")
    page.get_by_role("button", name="Kopier linket").click()
    expect(status).to_have_text("Linket er kopieret.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}{DANISH}"
    expect(page.locator(".share__native")).to_be_hidden()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')); }")
    page.get_by_role("button", name="Kopier linket").click()
    expect(status).to_contain_text(f"{site.url}{DANISH}")


def test_a_phone_shares_in_its_own_way(visit: Callable[..., Page], site: Site) -> None:
    page = visit(locale="en-GB")
    page.add_init_script(SHARE)
    page.goto(ENGLISH)
    page.locator(".share__native").click()
    assert page.evaluate("window.shared") == {"title": page.locator("h1").inner_text(), "url": f"{site.url}{ENGLISH}"}


def test_without_javascript_everything_is_there_but_what_needs_it(visit: Callable[..., Page]) -> None:
    page = visit(locale="en-GB", java_script_enabled=False)
    page.goto(DANISH)
    for hidden in (".suggestion", ".share__copy", ".share__native"):
        expect(page.locator(hidden)).to_be_hidden()
    assert page.get_by_role("link", name="Send som e-mail").get_attribute("href").startswith("mailto:?subject=")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Artikler").click()
    page.get_by_role("link", name="Iskias", exact=True).click()
    expect(page.locator("h1")).to_have_text("Iskias")
    page.locator(".language-link").click()
    expect(page.locator("h1")).to_have_text("Sciatica")


@pytest.mark.thorough
@pytest.mark.parametrize(("page", "sheets"), [("sciatica", 7), ("Sarah", 2), ("treatment", 2)])
def test_on_paper_a_page_has_few_sheets_and_nothing_to_press(visit: Callable[..., Page], page: str, sheets: int) -> None:
    paper = visit()
    paper.emulate_media(media="print")
    for address in PAGES[page]:
        paper.goto(address)
        assert paper.locator("main .button:not(.callout *):visible").count() == 0
        assert len(re.findall(rb"/Type /Page\b", paper.pdf(format="A4"))) <= sheets, address


def test_the_scripts_of_an_article_are_small_modules_from_the_site(visit: Callable[..., Page], site: Site) -> None:
    page = visit(locale="en-GB")
    scripts: list[Response] = []
    page.on("response", lambda answer: answer.request.resource_type == "script" and scripts.append(answer))
    page.goto(DANISH)
    page.evaluate(IDLE)
    sizes = [len(gzip.compress(answer.body())) for answer in scripts]
    assert (
        len(sizes)
        == page.locator("script[type=module][src^='/']").count()
        == page.locator("script:not([type='application/ld+json'])").count()
    )
    assert sum(sizes) <= 5 * 1024
    assert page.locator("[style], [onclick], style").count() == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_a_view_is_counted_with_and_without_javascript(site: Site, visit: Callable[..., Page], scripts: bool) -> None:
    counted = "SELECT (SELECT count(*) FROM articles_view) + length(%s)"
    before = site.value(counted, [""])
    page = visit(java_script_enabled=scripts, user_agent="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")
    with page.expect_response("**/_views/*/") as told:
        page.goto(DANISH)
    assert told.value.request.method == ("POST" if scripts else "GET")
    assert site.value(counted, [""]) == before + 1

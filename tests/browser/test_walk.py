"""A reader walks the site in each language without JavaScript, on a telephone, and at a desk with it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.addresses import OTHER_PAGES, PAGE_TYPES, PAGES
from tests.support.served import Site

pytestmark = pytest.mark.browser

TELEPHONE = {"viewport": {"width": 390, "height": 800}, "java_script_enabled": False}
DESK = {"viewport": {"width": 1280, "height": 800}}
READERS = {"Danish telephone": (0, TELEPHONE), "English telephone": (1, TELEPHONE), "Danish desk": (0, DESK)}
TREE = {name: addresses for name, addresses in PAGE_TYPES.items() if name in PAGES}
# One article more than a page of the list holds.
LONG_LIST = """
from articles.models.listing import PAGES_PER_LIST
from home.models import HomePage
from tests.support import factories
index = factories.article_index(HomePage.objects.first(), title_da="Arkiv", title_en="Archive")
factories.clones(factories.article(index), PAGES_PER_LIST)
"""
NO_LONG_LIST = "from articles.models import ArticleIndexPage; ArticleIndexPage.objects.get(title_en='Archive').delete()"


@pytest.fixture(params=READERS)
def walk(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator["Walk"]:
    """A reader on the front page in a language."""
    language, device = READERS[request.param]
    context = browser.new_context(base_url=site.url, **device)
    yield Walk(context.new_page(), site.url, language)
    context.close()


@pytest.fixture(scope="module")
def long_list(site: Site) -> Iterator[tuple[str, str]]:
    """The addresses of a list that is too long for one page of it, and gone after these tests."""
    assert site.run(LONG_LIST).wait() == 0
    yield "/arkiv/", "/en/archive/"
    assert site.run(NO_LONG_LIST).wait() == 0


class Walk:
    """What a reader does: follow links, and look where they lead."""

    def __init__(self, page: Page, url: str, language: int) -> None:
        self.page, self.url, self.language, self.other = page, url, language, 1 - language
        self.front = PAGES["home"][language]
        page.goto(self.front)

    def follow(self, address: str) -> None:
        """Choose a page from the menu where it is there, else from the text or from the foot of the page."""
        in_menu = self.page.locator(f"#site-menu a[href='{address}']")
        if in_menu.count():
            button = self.page.locator(".site-nav > .menu-button")
            if button.is_visible():
                button.click()
            self.click(in_menu, address)
            expect(self.page.locator(f"#site-menu a[href='{address}']")).to_have_attribute("aria-current", "page")
        else:
            self.click(self.page.locator(f":is(main, footer) a[href='{address}']").first, address)

    def click(self, link: Locator, address: str) -> None:
        """Follow a link and arrive."""
        link.click()
        expect(self.page).to_have_url(f"{self.url}{address}")
        expect(self.page.locator("h1")).to_be_visible()

    def switch_language_and_back(self, addresses: tuple[str, str]) -> None:
        """Read the same page in the other language, and end where one was."""
        for language in (self.other, self.language):
            self.click(self.page.locator(".language-link"), addresses[language])
            expect(self.page.locator("html")).to_have_attribute("lang", ("da", "en")[language])


def test_every_page_type_is_found_from_the_front_page_and_read_in_both_languages(walk: Walk) -> None:
    for name, addresses in TREE.items():
        address = addresses[walk.language]
        trail = sorted((other for pair in PAGES.values() if address.startswith(other := pair[walk.language])), key=len)
        for step in trail[1:]:
            walk.follow(step)
        walk.switch_language_and_back(addresses)
        if name != "home":
            crumbs = walk.page.locator(".breadcrumb a")
            assert [crumb.get_attribute("href") for crumb in crumbs.all()] == trail[:-1]
            walk.click(crumbs.last, trail[-2])


def test_what_is_folded_unfolds(walk: Walk) -> None:
    walk.follow(PAGES["first visit"][walk.language])
    questions = walk.page.locator("details")
    assert questions.count()
    expect(questions.first.locator("p").first).to_be_hidden()
    questions.first.locator("summary").click()
    expect(questions.first.locator("p").first).to_be_visible()


def test_a_page_that_is_not_there_leads_to_the_front_page_in_either_language(walk: Walk, expects: Callable[..., None]) -> None:
    expects(f"404 GET {OTHER_PAGES['not found'][walk.language]}")
    for language in (walk.other, walk.language):
        walk.page.goto(OTHER_PAGES["not found"][walk.language])
        way_out = walk.page.locator(".language-link" if language == walk.other else "main a.button").first
        walk.click(way_out, PAGES["home"][language])


def test_a_long_list_is_leafed_through(walk: Walk, long_list: tuple[str, str]) -> None:
    address = long_list[walk.language]
    walk.page.goto(address)
    first = walk.page.locator(".card").count()
    walk.click(walk.page.locator("a[rel=next]"), f"{address}?page=2")
    assert walk.page.locator(".card").count() == 1 < first
    walk.click(walk.page.locator("a[rel=prev]"), f"{address}?page=1")
    assert walk.page.locator(".card").count() == first

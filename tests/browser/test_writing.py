"""A page is written from nothing, in a Danish admin; autosave makes it a page on the way."""

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.browser.admin import keep, open_editor, open_menu, publish, settle, side
from tests.support.served import Site

pytestmark = pytest.mark.browser

DELETE = """
from home.models import BasePage
for page in BasePage.objects.filter(title_da__in=["Ondt i lænden", "Find vej"]):
    page.delete()
"""


@pytest.fixture
def admin(sessions: dict[str, BrowserContext]) -> Iterator[Page]:
    """A Danish editor's page, on which no script fails."""
    page = sessions["da"].new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []


@pytest.fixture(scope="module", autouse=True)
def _clean(site: Site) -> Iterator[None]:
    """Take the pages from the readers of other tests."""
    yield
    assert site.run(DELETE).wait() == 0


def add_heading(admin: Page, field: str, position: int, words: str) -> None:
    """Add a heading to a body that has some blocks; on a busy machine the menu may close again as it opens."""
    option = admin.locator(".w-combobox__option", has_text="Overskrift").first
    for _ in range(5):
        side(admin, field).locator(".c-sf-add-button").nth(position).click()
        with suppress(PlaywrightError):
            option.click(timeout=5_000)
            break
    admin.fill(f"[name={field}-{position}-value]", words)


def test_an_article_is_written_in_both_languages_from_nothing_and_published(site: Site, admin: Page, reader: Page) -> None:
    open_editor(admin, f"/admin/pages/add/articles/articlepage/{site.page_id('articleindexpage')}/")
    admin.fill("#id_title_da", "Ondt i lænden")
    # From here on the form is that of a page that exists, though nothing was loaded anew.
    expect(admin).to_have_url(re.compile(r"/admin/pages/\d+/edit/$"))
    admin.fill("#id_title_en", "Low back pain")
    admin.fill("#id_lead_da", "Hvad du selv kan gøre.")
    admin.fill("#id_lead_en", "What you can do yourself.")
    add_heading(admin, "body_da", 0, "Bliv i bevægelse")
    settle(admin)
    english = side(admin, "body_en")
    english.get_by_role("button", name="Tilføj de manglende blokke fra dansk (1)").click()
    english.locator("[name=body_en-0-value]").fill("Keep moving")
    add_heading(admin, "body_da", 1, "Hold dig varm")
    expect(admin.locator(".bilingual-behind__item")).to_contain_text("Det mangler på engelsk")
    english.get_by_role("button", name="Tilføj de manglende blokke fra dansk (1)").click()
    english.locator("[name=body_en-1-value]").fill("Keep warm")
    admin.locator("#id_lead_en").click()
    expect(admin.locator(".bilingual-behind__item")).to_have_count(0)
    expect(admin.locator("#header-states .language-state")).to_have_count(2)
    keep(admin, "written")
    admin.get_by_role("tab", name="Synlighed i søgning").click()
    expect(admin.locator("#id_slug_da")).to_have_value("ondt-i-laenden")
    expect(admin.locator("#id_slug_en")).to_have_value("low-back-pain")
    admin.fill("#id_seo_title_da", "Ondt i lænden?")
    expect(side(admin, "seo_title_da").locator("output")).to_have_text("14 af højst 60 tegn")
    publish(admin)
    expect(admin.locator(".messages .success")).to_contain_text("Læserne finder siden på dansk og engelsk")
    keep(admin, "published")
    for address, words in (("/artikler/ondt-i-laenden/", "Bliv i bevægelse"), ("/en/articles/low-back-pain/", "Keep moving")):
        reader.goto(address)
        expect(reader.locator("h2", has_text=words)).to_be_visible()


@pytest.mark.expects("404 GET /en/find-vej/")
def test_a_new_page_is_published_in_danish_only(site: Site, admin: Page, reader: Page) -> None:
    open_editor(admin, f"/admin/pages/add/home/contactpage/{site.page_id('homepage')}/")
    admin.fill("#id_title_da", "Find vej")
    admin.fill("#id_lead_da", "Sådan finder du os.")
    add_heading(admin, "body_da", 0, "Med bus")
    settle(admin)
    open_menu(admin)
    expect(admin.locator("#publish-forecast")).to_contain_text("Dansk: ja")
    keep(admin, "publish-menu")
    admin.keyboard.press("Escape")
    publish(admin, "da")
    expect(admin.locator(".messages .success")).to_contain_text("er udgivet på dansk")
    assert (reader.goto("/find-vej/") or pytest.fail("no answer")).status == 200
    assert (reader.goto("/en/find-vej/") or pytest.fail("no answer")).status == 404

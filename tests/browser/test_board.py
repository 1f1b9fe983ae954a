"""What an editor asks of both languages at once, in a Danish admin."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.admin import keep, open_editor, open_preview, save_draft, settle
from tests.served import Site

pytestmark = pytest.mark.browser

ARTICLE = {"da": "Lindring af iskias med akupunktur", "en": "Relieving sciatica pain through acupuncture"}

# Milliseconds, on a busy machine.


@pytest.fixture
def admin(sessions: dict[str, BrowserContext]) -> Iterator[Page]:
    """A Danish editor's page."""
    page = sessions["da"].new_page()
    yield page
    page.close()


def test_a_page_is_found_by_its_english_title(admin: Page) -> None:
    admin.goto("/admin/")
    admin.fill("form[role=search] [name=q]", "relieving scia")
    admin.keyboard.press("Enter")
    row = admin.get_by_role("row").filter(has_text=ARTICLE["da"])
    expect(row).to_contain_text(ARTICLE["en"])
    expect(row).to_contain_text("Udgivet")
    keep(admin, "found-by-english-title")


def test_the_dashboard_leads_to_the_board_which_is_filtered_and_exported(admin: Page) -> None:
    admin.goto("/admin/")
    admin.get_by_role("link", name="Mangler faglig gennemlæser").click()
    rows = admin.locator("table.readiness tbody tr")
    expect(rows.filter(has_text=ARTICLE["en"])).to_have_count(1)
    expect(rows.filter(has_text="Kontakt")).to_have_count(0)
    admin.get_by_role("button", name="Handlinger").or_(admin.get_by_role("button", name="Actions")).first.click()
    with admin.expect_download() as download:
        admin.locator("a[href*='export=xlsx']").click()
    assert download.value.suggested_filename == "readiness.xlsx"


def test_unsaved_text_is_previewed_in_both_languages(site: Site, admin: Page) -> None:
    open_editor(admin, f"/admin/pages/add/home/infopage/{site.page_id('homepage')}/")
    admin.fill("#id_title_da", "Parkering")
    admin.fill("#id_title_en", "Parking")
    preview = open_preview(admin)
    expect(preview.locator("h1")).to_have_text("Parkering")
    settle(admin)
    admin.select_option("#id_preview_mode", "both")
    for language, title in (("Dansk", "Parkering"), ("English", "Parking")):
        expect(preview.frame_locator(f"iframe[title={language}]").locator("h1")).to_have_text(title)
    keep(admin, "preview-both")
    # The admin remembers which panel is open.
    admin.locator("[data-side-panel-toggle=preview]").click()


def test_the_publish_menu_follows_what_is_changed(site: Site, admin: Page) -> None:
    open_editor(admin, f"/admin/pages/{site.page_id('contactpage')}/edit/")
    outlook = admin.locator("#publish-outlook")
    expect(outlook).to_contain_text("Engelsk: ja")
    admin.uncheck("#id_shown_en")
    expect(outlook).to_contain_text("sproget er slået fra")
    admin.check("#id_shown_en")
    expect(outlook).to_contain_text("Engelsk: ja")


@pytest.mark.expects("404 GET /_draft/*/en/")
def test_a_draft_is_read_by_its_link_without_a_login(site: Site, admin: Page, browser: Browser) -> None:
    page = site.page_id("articlepage")
    open_editor(admin, f"/admin/pages/{page}/edit/")
    admin.fill("#id_lead_en", "A lead that nobody has published.")
    save_draft(admin)
    admin.goto(f"/admin/pages/{page}/share-draft/")
    admin.get_by_role("button", name="Lav et link").click()
    address = admin.locator(".share-draft dd a").first.get_attribute("href") or ""
    stranger = browser.new_context()
    reader = stranger.new_page()
    reader.goto(address)
    expect(reader.locator("h1")).to_have_text(ARTICLE["da"])
    reader.locator(".draft-banner").get_by_role("link", name="English").click()
    expect(reader.get_by_text("A lead that nobody has published.")).to_be_visible()
    assert stranger.cookies() == []
    admin.get_by_role("button", name="Stop delingen").click()
    expect(admin.get_by_role("button", name="Stop delingen")).to_have_count(0)
    assert (reader.reload() or pytest.fail("no answer")).status == 404
    stranger.close()

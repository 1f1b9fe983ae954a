"""Addresses and one language at a time, in a Danish admin."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.admin import publish
from tests.support.served import Site

pytestmark = pytest.mark.browser

CREATE = """
from home.models import HomePage, InfoPage
from tests.support import factories
home = HomePage.objects.first()
for da, en in {names!r}:
    page = factories.info_page(home, da, en)
    page.save_revision().publish()
"""
FIND = "SELECT id FROM home_basepage WHERE title_da = %s"


@pytest.fixture
def admin(sessions: dict[str, BrowserContext]) -> Iterator[Page]:
    """A Danish editor's page."""
    page = sessions["da"].new_page()
    yield page
    page.close()


def create(site: Site, *names: tuple[str, str]) -> list[int]:
    """Publish information pages with these Danish and English titles, and return their ids."""
    assert site.run(CREATE.format(names=names)).wait() == 0
    return [site.value(FIND, [da]) for da, _ in names]


def test_only_danish_is_published(site: Site, admin: Page, reader: Page) -> None:
    [page] = create(site, ("Hold i nakken", "Stiff neck"))
    admin.goto(f"/admin/pages/{page}/edit/")
    admin.fill("#id_title_da", "Hold i nakken og skuldrene")
    admin.fill("#id_title_en", "Stiff neck and shoulders")
    publish(admin, "da")
    expect(admin.locator(".messages .success")).to_contain_text("dansk")
    reader.goto("/hold-i-nakken/")
    expect(reader.locator("h1")).to_have_text("Hold i nakken og skuldrene")
    reader.goto("/en/stiff-neck/")
    expect(reader.locator("h1")).to_have_text("Stiff neck")
    admin.goto(f"/admin/pages/{page}/edit/")
    expect(admin.locator("#id_title_en")).to_have_value("Stiff neck and shoulders")
    admin.goto(f"/admin/pages/{page}/history/")
    expect(admin.locator("main")).to_contain_text("dansk")


@pytest.mark.expects("404 GET /en/sore-wrist/")
def test_only_english_is_unpublished(site: Site, admin: Page, reader: Page) -> None:
    [page] = create(site, ("Ømt håndled", "Sore wrist"))
    admin.goto(f"/admin/pages/{page}/unpublish/en/")
    admin.click("main button[type=submit]")
    expect(admin.locator(".messages .success")).to_be_visible()
    assert reader.goto("/en/sore-wrist/").status == 404
    assert reader.goto("/oemt-haandled/").status == 200


def test_old_addresses_of_both_languages_lead_on_after_a_rename_and_a_move(site: Site, admin: Page, reader: Page) -> None:
    page, parent = create(site, ("Svimmelhed", "Dizziness"), ("Råd", "Advice"))
    admin.goto(f"/admin/pages/{page}/edit/")
    admin.get_by_role("tab").nth(1).click()
    admin.fill("#id_slug_da", "migraene")
    admin.fill("#id_slug_en", "migraine")
    publish(admin)
    admin.goto(f"/admin/pages/{page}/move/{parent}/confirm/")
    admin.click("main button[type=submit], main input[type=submit]")
    expect(admin.locator(".messages .success")).to_be_visible()
    moves = {
        "/svimmelhed/": "/raad/migraene/",
        "/migraene/": "/raad/migraene/",
        "/en/dizziness/": "/en/advice/migraine/",
        "/en/migraine/": "/en/advice/migraine/",
    }
    for old, new in moves.items():
        response = reader.goto(f"{old}?fra=avisen")
        assert response.status == 200
        assert reader.url == f"{site.url}{new}?fra=avisen"
        assert response.request.redirected_from.redirected_from is None


@pytest.mark.expects("perhaps 400 POST /admin/pages/*/edit/")  # autosave is told so first, or not
def test_a_taken_english_address_is_explained_to_a_danish_editor(site: Site, admin: Page) -> None:
    _, page = create(site, ("Skulder", "Shoulder"), ("Overarm", "Upper arm"))
    admin.goto(f"/admin/pages/{page}/edit/")
    admin.get_by_role("tab").nth(1).click()
    admin.fill("#id_slug_en", "shoulder")
    publish(admin)
    expect(admin.locator(".error-message", has_text="shoulder").first).to_contain_text("engelsk")
    expect(admin.locator("#id_slug_en")).to_have_value("shoulder")

"""Links in formatted text, made with the hand, followed by readers of both languages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.admin import open_editor, publish, settle, side
from tests.support.served import Site

pytestmark = pytest.mark.browser

TEXTS = ("Internt", "Eksternt", "Brev", "Telefon", "Afsnit")
CREATE = f"""
from home.models import HomePage
from tests.support import factories
body = [("paragraph", f"<p>{{word}}</p>") for word in {TEXTS}]
page = factories.info_page(HomePage.objects.first(), "Med links", "With links", body_da=body, body_en=body)
page.save_revision().publish()
"""
DELETE = "from home.models import InfoPage; InfoPage.objects.get(title_en='With links').delete()"
# Each kind of link: the words of its tab, its field, what is typed, and what the reader gets.
OTHERS = {
    "Eksternt link": ("url", "https://www.sundhed.dk/", "https://www.sundhed.dk/"),
    "E-maillink": ("email_address", "klinik@example.org", "mailto:klinik@example.org"),
    "Telefonlink": ("phone_number", "+45 12 34 56 78", "tel:+4512345678"),
    "Ankerlink": ("url", "priser", "#priser"),
}


@pytest.fixture
def admin(sessions: dict[str, BrowserContext]) -> Iterator[Page]:
    """A Danish editor's page."""
    page = sessions["da"].new_page()
    yield page
    page.close()


@pytest.fixture
def page_with_words(site: Site) -> Iterator[int]:
    """A page with one word for each kind of link, gone after the test."""
    assert site.run(CREATE).wait() == 0
    yield site.value("SELECT id FROM home_basepage WHERE title_en = %s", ["With links"])
    assert site.run(DELETE).wait() == 0


def ask_for_link(admin: Page, editor: Locator) -> Locator:
    """Select all words of an editor, press Ctrl+K, and return the dialog."""
    editor.click()
    admin.keyboard.press("Control+a")
    admin.keyboard.press("Control+k")
    dialog = admin.locator(".modal-dialog")
    expect(dialog).to_be_visible()
    return dialog


def link_to_page(dialog: Locator, title: str) -> None:
    dialog.locator("a.navigate-pages").first.click()
    dialog.locator("a.choose-page", has_text=title).first.click()
    expect(dialog).to_be_hidden()


def link_elsewhere(dialog: Locator, kind: str) -> None:
    field, typed, _ = OTHERS[kind]
    dialog.get_by_role("link", name=kind).click()
    dialog.locator(f"input[name$=-{field}]").fill(typed)
    dialog.locator("form [type=submit]").last.click()
    expect(dialog).to_be_hidden()


def test_links_of_every_kind_are_made_changed_removed_and_followed_in_both_languages(
    page_with_words: int, admin: Page, reader: Page
) -> None:
    open_editor(admin, f"/admin/pages/{page_with_words}/edit/")
    for field in ("body_da", "body_en"):
        editors = side(admin, field).locator(".public-DraftEditor-content")
        link_to_page(ask_for_link(admin, editors.nth(0)), "Kontakt")
        for number, kind in enumerate(OTHERS, 1):
            link_elsewhere(ask_for_link(admin, editors.nth(number)), kind)
    publish(admin)
    expect(admin.locator(".messages .success")).to_be_visible()
    others = [address for _, _, address in OTHERS.values()]
    for address, contact in (("/med-links/", "/kontakt/"), ("/en/with-links/", "/en/contact/")):
        reader.goto(address)
        links = reader.locator("main p a")
        assert [link.get_attribute("href") for link in links.all()] == [contact, *others]
    reader.locator("main p a").first.click()
    expect(reader.locator("h1")).to_have_text("Contact")

    open_editor(admin, f"/admin/pages/{page_with_words}/edit/")
    danish = side(admin, "body_da").locator(".public-DraftEditor-content")
    danish.nth(0).locator(".TooltipEntity").click()
    admin.get_by_role("button", name="Rediger", exact=True).click()
    dialog = admin.locator(".modal-dialog")
    dialog.locator("a.choose-page", has_text="Om klinikken").first.click()
    expect(dialog).to_be_hidden()
    danish.nth(1).locator(".TooltipEntity").click()
    admin.get_by_role("button", name="Rediger", exact=True).click()
    expect(dialog.locator("input[name$=-url]")).to_have_value("https://www.sundhed.dk/")
    dialog.locator("input[name$=-url]").fill("https://www.sst.dk/")
    dialog.locator("form [type=submit]").last.click()
    expect(dialog).to_be_hidden()
    danish.nth(2).locator(".TooltipEntity").click()
    admin.get_by_role("button", name="Fjern", exact=True).click()
    settle(admin)
    publish(admin)
    expect(admin.locator(".messages .success")).to_be_visible()
    reader.goto("/med-links/")
    hrefs = [link.get_attribute("href") for link in reader.locator("main p a").all()]
    assert hrefs == ["/om-klinikken/", "https://www.sst.dk/", "tel:+4512345678", "#priser"]
    expect(reader.get_by_text("Brev", exact=True)).to_be_visible()

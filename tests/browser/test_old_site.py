"""Texts from elsewhere come in, in a Danish admin: a post of the old site, and an article from the clipboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.admin import keep, open_editor, publish, settle, side
from tests.files.clipboards import GOOGLE_DOCS
from tests.files.old_site import WIX, WIX_PICTURE, packed, photo
from tests.support.served import Site

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

DELETE = """
from home.models import BasePage
for page in BasePage.objects.filter(title_da__in=["Akupunktur mod hovedpine"]):
    page.delete()
"""
PASTE = """([html, area]) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", "ord");
    area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def admin(sessions: dict[str, BrowserContext], site: Site) -> Iterator[Page]:
    page = sessions["da"].new_page()
    yield page
    page.close()
    assert site.run(DELETE).wait() == 0


def test_a_post_of_the_old_site_is_looked_at_imported_and_published_and_its_old_address_leads_to_it(
    admin: Page, reader: Page
) -> None:
    admin.goto("/admin/import-posts/")
    admin.set_input_files("[name=file]", {"name": "feed.xml", "mimeType": "text/xml", "buffer": WIX})
    pictures = packed(**{WIX_PICTURE.replace(".", "__"): photo()})
    admin.set_input_files("[name=pictures]", {"name": "billeder.zip", "mimeType": "application/zip", "buffer": pictures})
    admin.get_by_role("button", name="Vis, hvad der kommer").click()
    post = admin.locator("section", has=admin.get_by_role("heading", name="Akupunktur mod hovedpine"))
    expect(post.get_by_role("radio", name="Dansk")).to_be_checked()
    post.get_by_text("Vis teksten").click()
    expect(post).to_contain_text("Har du ondt i hovedet, er du ikke alene.")
    admin.locator("[name='0-take']").uncheck()
    keep(admin, "import-posts")
    admin.get_by_role("button", name="Lav kladderne").click()
    expect(admin.locator(".messages .success")).to_have_text("1 kladde er lavet.")
    editor = post.get_by_role("link", name="Åbn den").get_attribute("href")
    open_editor(admin, str(editor))
    expect(admin.locator("#id_lead_da")).to_have_value("Kort fortalt om hovedpine.")
    publish(admin, "da")
    expect(admin.locator(".messages .success")).to_contain_text("dansk")
    reader.goto("/da/post/hovedpine")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Akupunktur mod hovedpine")
    expect(reader.get_by_text("Har du ondt i hovedet, er du ikke alene.")).to_be_visible()
    assert reader.url.endswith("/artikler/akupunktur-mod-hovedpine/")


def test_an_article_that_is_pasted_becomes_blocks_after_a_look_and_one_press_takes_them_out_again(
    site: Site, admin: Page
) -> None:
    open_editor(admin, f"/admin/pages/add/articles/articlepage/{site.page_id('articleindexpage')}/")
    danish = side(admin, "body_da")
    danish.get_by_role("button", name="Sæt en artikel ind").click()
    dialog = admin.get_by_role("dialog", name="Sæt en artikel ind")
    area = dialog.get_by_role("textbox")
    expect(area).to_be_focused()
    admin.evaluate(PASTE, [GOOGLE_DOCS, area.element_handle()])
    expect(dialog).to_contain_text("6 blokke bliver indsat.")
    expect(dialog).to_contain_text("Nåle i en skål")
    keep(admin, "paste")
    admin.keyboard.press("Enter")
    expect(danish.locator("[name=body_da-count]")).to_have_value("6")
    expect(admin.locator("#id_title_da")).to_have_value("Akupunktur mod hovedpine")
    expect(danish.locator("[name=body_da-1-value]")).to_have_value("Hvad er spændingshovedpine?")
    undo = danish.get_by_role("button", name="Fortryd indsættelsen")
    expect(undo).to_be_focused()
    admin.keyboard.press("Enter")
    expect(danish.locator("[name=body_da-1-value]")).to_be_hidden()
    expect(admin.locator("#id_title_da")).to_have_value("")
    danish.get_by_role("button", name="Sæt en artikel ind").click()
    admin.evaluate(PASTE, [GOOGLE_DOCS, area.element_handle()])
    dialog.get_by_role("button", name="Indsæt blokkene").click()
    settle(admin)
    admin.reload()
    expect(danish.locator("[name=body_da-count]")).to_have_value("6")
    expect(danish.locator("[name=body_da-1-value]")).to_have_value("Hvad er spændingshovedpine?")

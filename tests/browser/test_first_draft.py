"""A first draft by machine, in Danish: begun in the page's menu, confirmed passage by passage, and published."""

import subprocess
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.admin import keep, log_in
from tests.support import translators
from tests.support.served import MANAGE, Site, free_port, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

HEADING, TEXT = (str(uuid.uuid5(uuid.NAMESPACE_URL, name)) for name in ("drafted heading", "drafted text"))
MAKE_PAGE = f"""
from home.models import HomePage, InfoPage
page = HomePage.objects.first().add_child(instance=InfoPage(
    title_da="Knæ", slug_da="knae", lead_da="Kort om knæet.", body_da=[
        {{"type": "heading", "value": "Hvor gør det ondt?", "id": "{HEADING}"}},
        {{"type": "paragraph", "value": "<p>Knæet <b>bærer</b> dig.</p>", "id": "{TEXT}"}},
    ], live=False,
))
page.save_revision()
"""


@pytest.fixture
def drafting(site: Site) -> Iterator[Site]:
    """The same site, on a server to which its operator has named a translation service."""
    with translators.running(translators.libretranslate) as service:
        port = free_port()
        url = f"http://localhost:{port}"
        environment = {**site.environment, "SITE_ADDRESS": url, "TRANSLATOR_URL": f"libretranslate://{service.url}"}
        server = [*MANAGE, "runserver", "--insecure", "--noreload", f"127.0.0.1:{port}"]
        process = subprocess.Popen(server, env=environment, stdout=subprocess.DEVNULL)
        try:
            wait_for(lambda: bool(urllib.request.urlopen(f"{url}/").status))  # noqa: S310 - our own server
            yield replace(site, url=url, environment=environment)
        finally:
            process.terminate()
            process.wait(10)


@pytest.fixture
def desk(browser: Browser, drafting: Site) -> Iterator[Page]:
    context = log_in(browser, drafting, "da")
    yield context.new_page()
    context.close()


def test_a_draft_by_machine_is_confirmed_passage_by_passage_and_published(desk: Page, drafting: Site) -> None:
    assert drafting.run(MAKE_PAGE).wait(120) == 0
    page = drafting.value("SELECT id FROM home_basepage WHERE slug_da = %s", ["knae"])
    desk.goto(f"/admin/pages/{page}/edit/")
    desk.locator("header").get_by_role("button", name="Handlinger").click()
    desk.get_by_role("link", name="Maskinoversæt", exact=True).click()
    expect(desk.get_by_text("4 steder mangler")).to_be_visible()
    keep(desk, "first-draft")
    desk.get_by_role("button", name="Maskinoversæt det, der mangler på engelsk").click()
    # It goes on by itself.
    expect(desk.get_by_text("1 af 1 side")).to_be_visible()
    expect(desk.get_by_text("4 steder er maskinoversat")).to_be_visible()
    keep(desk, "first-draft-done")

    desk.goto(f"/admin/pages/{page}/edit/")
    expect(desk.locator(".pair-state--machine")).to_have_count(4)
    expect(desk.get_by_text("Den engelske tekst er maskinoversat.").first).to_be_visible()
    keep(desk, "first-draft-editor")
    desk.locator("footer").get_by_role("button", name="Flere handlinger").click()
    expect(desk.locator("#publish-forecast")).to_contain_text("4 steder er maskinoversat og ikke bekræftet")
    address = desk.locator("#publish-forecast").get_by_role("link", name="læs og bekræft").get_attribute("href")

    desk.get_by_role("button", name="Udgiv", exact=True).click()
    refusal = desk.get_by_text("På engelsk er 4 steder maskinoversat.")
    expect(refusal).to_be_in_viewport()
    keep(desk, "first-draft-refused")
    desk.goto(address)

    name = desk.locator(".translate__name")
    expect(name).to_contain_text("Titel")
    expect(name).to_contain_text("Maskinoversat")
    keep(desk, "first-draft-confirm")
    desk.keyboard.press("Control+Enter")
    for passage in ("Indledning", "Overskrift", "Tekst"):
        expect(name).to_contain_text(passage)
        expect(name).to_contain_text("Maskinoversat")
        desk.keyboard.press("Control+Enter")
    expect(desk.get_by_role("heading", name="Alle steder er færdige.")).to_be_visible()
    desk.get_by_role("button", name="Udgiv kun på engelsk").click()
    expect(desk.get_by_text("er udgivet på engelsk")).to_be_visible()
    desk.goto("/en/knae/")
    expect(desk.get_by_role("heading", name="HVOR GØR DET ONDT?")).to_be_visible()

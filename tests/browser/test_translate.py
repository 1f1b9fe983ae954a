"""“Translate next”, by keyboard alone on a computer, and by thumb on a phone."""

import uuid
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.admin import keep, log_in, open_editor
from tests.support.served import PASSWORD, Site

pytestmark = pytest.mark.browser

HEADING, PICTURE, TEXT = (str(uuid.uuid5(uuid.NAMESPACE_URL, name)) for name in ("heading", "picture", "text"))
MAKE_PAGE = f"""
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile
from home.models import ClinicImage, GlossaryTerm, HomePage, InfoPage, User
user = User.objects.create_user("oversaetter", "oversaetter@example.org", "{PASSWORD}")
user.groups.add(Group.objects.get(name="Oversætter til engelsk / Translator (English)"))
UserProfile.objects.create(user=user, preferred_language="da")
image = ClinicImage.objects.first().pk
page = HomePage.objects.first().add_child(instance=InfoPage(
    title_da="Hofte", slug_da="hofte", lead_da="Kort om hoften.", shown_en=False, body_da=[
        {{"type": "heading", "value": "Hvor gør det ondt?", "id": "{HEADING}"}},
        {{"type": "image", "value": {{"image": image, "caption": "Hoften set forfra"}}, "id": "{PICTURE}"}},
        {{"type": "paragraph", "value": "<p>Hoften bærer dig hele dagen.</p>", "id": "{TEXT}"}},
    ],
))
page.save_revision()
GlossaryTerm.objects.create(danish="hofte", english="hip", not_english="hip bone")
"""


@pytest.fixture(scope="module")
def address(site: Site) -> str:
    assert site.run(MAKE_PAGE).wait(120) == 0
    page = site.value("SELECT id FROM home_basepage WHERE slug_da = %s", ["hofte"])
    return f"/admin/pages/{page}/translate/en/"


@pytest.fixture
def desk(browser: Browser, site: Site) -> Iterator[Page]:
    context = log_in(browser, site, "oversaetter")
    yield context.new_page()
    context.close()


def name_of(desk: Page, words: str) -> None:
    expect(desk.locator(".translate__name")).to_contain_text(words)


def test_a_page_is_translated_by_keyboard_alone_and_on_a_phone(address: str, desk: Page) -> None:
    keyboard = desk.keyboard
    desk.goto(address)
    name_of(desk, "Titel")
    expect(desk.locator(":focus")).to_have_attribute("name", "text")
    keyboard.type("Hip")
    keyboard.press("Control+Enter")

    name_of(desk, "Indledning")
    expect(desk.locator(":focus")).to_have_attribute("name", "text")
    keyboard.press("Alt+PageDown")

    name_of(desk, "Overskrift")
    expect(desk.locator(".translate__source")).to_contain_text("Hvor gør det ondt?")
    expect(desk.locator(":focus")).to_have_attribute("name", "text")
    keyboard.type("Where does it hurt?")
    # What is typed is kept before any key says so.
    expect(desk.locator("#w-autosave-indicator[data-w-autosave-state-value=saved]")).to_be_visible()
    desk.reload()
    expect(desk.locator("[name=text]")).to_have_value("Where does it hurt?")
    keep(desk, "translate")
    keyboard.press("Control+Enter")

    name_of(desk, "Billede")
    desk.set_viewport_size({"width": 390, "height": 844})
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390
    keep(desk, "translate-phone")
    found = Axe().run(desk, {"include": [["main"]]})
    assert [rule["id"] for rule in found.response["violations"] if ".translate" in str(rule["nodes"])] == []
    caption = desk.locator("[data-translate-target] [name$=caption]")
    expect(desk.locator("[data-translate-target] [data-chooser-action-choose]").first).to_be_attached()
    caption.fill("The hip from the front")
    desk.get_by_role("button", name="Bekræft, næste").click()

    name_of(desk, "Tekst")
    field = desk.locator("[data-translate-target] [contenteditable=true]")
    field.click()
    field.press_sequentially("Your hip carries you all day.")
    # Not even the last key waits for the text to reach the form.
    keyboard.press("Control+Enter")

    name_of(desk, "Indledning")
    desk.get_by_role("button", name="Kopier").click()
    expect(desk.locator("[name=text]")).to_have_value("Kort om hoften.")
    desk.get_by_role("button", name="Bekræft, næste").click()
    expect(desk.locator(".messages")).to_contain_text("Det er stadig den danske tekst")
    desk.locator("[name=text]").fill("The hip in short.")
    desk.get_by_role("button", name="Bekræft, næste").click()
    expect(desk.get_by_role("heading", name="Alle steder er færdige.")).to_be_visible()


@pytest.mark.thorough
def test_what_leaves_the_glossary_is_said_as_one_types_and_in_the_editor(address: str, desk: Page) -> None:
    open_editor(desk, f"{address}?passage=lead")
    expect(desk.locator(".translate__source mark")).to_have_text("hoften")
    desk.locator("[name=text]").press_sequentially("The hip bone in short.")
    remarks = desk.locator("#translate-remarks")
    expect(remarks).to_have_text("Ordliste: Skriv »hip«, ikke »hip bone«.", use_inner_text=True)

    open_editor(desk, address.replace("translate/en/", "edit/"))
    lead = desk.locator("#id_lead_en")
    said = desk.locator(".bilingual__side[data-field=lead_en] .glossary-remarks")
    expect(said).to_contain_text("Skriv »hip«, ikke »hip bone«.")
    lead.click()
    lead.fill("The joint in short.")
    expect(said).to_contain_text("»hofte« hedder »hip« på engelsk.")
    keep(desk, "glossary")
    lead.fill("The hip in short.")
    expect(said).to_have_count(0)

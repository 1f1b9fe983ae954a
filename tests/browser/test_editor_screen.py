"""What the editor's screen shows and keeps: changes during autosave, two languages beside a preview, a translator's pairs."""

import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.admin import keep, log_in, open_editor, side
from tests.support.served import PASSWORD, Site

pytestmark = pytest.mark.browser

IDS = [str(uuid.uuid5(uuid.NAMESPACE_URL, name)) for name in ("first", "second")]
PREPARE = f"""
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile
from home.models import HomePage, InfoPage, User
eve = User.objects.create_user("eve", "eve@example.org", "{PASSWORD}")
eve.groups.add(Group.objects.get(name__contains="Translator (English)"))
UserProfile.objects.create(user=eve, preferred_language="da")
for title in ("Skulder", "Albue"):
    page = HomePage.objects.first().add_child(instance=InfoPage(
        title_da=title, title_en=title + " in English", slug_da=title.lower(), slug_en=title.lower() + "-en",
        lead_da="Kort.", lead_en="Short.", shown_en=False,
        body_da=[
            {{"type": "paragraph", "value": "<p>" + "Lang tekst. " * 60 + "</p>", "id": "{IDS[0]}"}},
            {{"type": "heading", "value": "Sidste ord", "id": "{IDS[1]}"}},
        ],
    ))
    page.save_revision().publish()
"""
SAME_HEIGHT = """id => {
    const blocks = [...document.querySelectorAll(`[data-streamfield-child][data-contentpath='${id}']`)];
    const tops = blocks.map((block) => block.getBoundingClientRect().top);
    return tops.length === 2 && Math.abs(tops[0] - tops[1]) < 4;
}"""
ADD = "Tilføj de manglende blokke fra dansk (2)"


@pytest.fixture(scope="module")
def addresses(site: Site) -> list[str]:
    """Where two pages with a Danish text alone are edited."""
    assert site.run(PREPARE).wait() == 0
    query = "SELECT id FROM home_basepage WHERE title_da = %s"
    return [f"/admin/pages/{site.value(query, [title])}/edit/" for title in ("Skulder", "Albue")]


@pytest.fixture
def admin(browser: Browser, site: Site) -> Iterator[Page]:
    """An editor in a browser of their own, which remembers no open panel from elsewhere."""
    context = log_in(browser, site, "da")
    yield context.new_page()
    context.close()


def test_blocks_that_are_added_while_autosave_runs_are_saved_too(admin: Page, addresses: list[str]) -> None:
    open_editor(admin, addresses[0])
    add = side(admin, "body_en").get_by_role("button", name=ADD)
    expect(add).to_be_visible()
    held: list[Route] = []
    admin.route(f"**{addresses[0]}", lambda route: held.append(route) if not held else route.continue_())
    with admin.expect_request(lambda request: request.method == "POST" and request.url.endswith(addresses[0])):
        admin.fill("#id_lead_en", "Short and sweet.")
    add.click()
    expect(side(admin, "body_en").locator("[data-streamfield-child]")).to_have_count(2)
    with admin.expect_request(lambda request: request.method == "POST" and IDS[1] in (request.post_data or "")):
        held[0].continue_()
    expect(admin.locator("#w-autosave-indicator[data-w-autosave-state-value=saved]")).to_be_visible()
    admin.goto(addresses[0])
    expect(side(admin, "body_en").locator("[data-streamfield-child]")).to_have_count(2)


def test_who_saves_while_autosave_is_on_its_way_saves_after_it(admin: Page, addresses: list[str]) -> None:
    open_editor(admin, addresses[1])
    held: list[Route] = []
    admin.route(f"**{addresses[1]}", lambda route: held.append(route) if not held else route.continue_())
    with admin.expect_request(lambda request: request.method == "POST" and request.url.endswith(addresses[1])):
        admin.fill("#id_lead_en", "Typed first.")
    admin.fill("#id_lead_en", "Typed last.")
    order: list[str] = []
    admin.on("request", lambda request: order.append("saving") if "x-saves-form" in request.headers else None)
    admin.on("requestfinished", lambda request: order.append("autosaved") if request is held[0].request else None)
    with admin.expect_response("**/admin/session/"):
        admin.locator("footer button[type=submit]:not([name])").first.click()
    held[0].continue_()
    expect(admin.locator(".messages .success")).to_be_visible()
    expect(admin.locator("#id_lead_en")).to_have_value("Typed last.")
    assert order == ["autosaved", "saving"]
    expect(admin.get_by_text("i et andet vindue")).to_have_count(0)


def test_both_languages_stand_beside_an_open_preview_and_the_buttons_say_how_they_stand(
    admin: Page, addresses: list[str]
) -> None:
    beside, stacked = (admin.get_by_role("button", name=name) for name in ("Side om side", "Under hinanden"))
    admin.set_viewport_size({"width": 1280, "height": 900})
    admin.goto(addresses[0])
    toggle = admin.locator("[data-side-panel-toggle=preview]")
    toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    titles = [side(admin, name) for name in ("title_da", "title_en")]
    expect(beside).to_have_attribute("aria-pressed", "true")
    assert titles[0].bounding_box()["y"] == titles[1].bounding_box()["y"]
    keep(admin, "beside-preview")
    # A click on what is shown puts the cursor where it is written, and what is written in is marked.
    shown = admin.frame_locator("[data-side-panel=preview] iframe").first
    last_words = shown.get_by_role("heading", name="Sidste ord")
    last_words.click()
    written = side(admin, "body_da").locator(f"[data-contentpath='{IDS[1]}'] input[type=text]")
    expect(written).to_be_focused()
    expect(last_words).to_have_css("outline-style", "solid")
    shown.get_by_role("heading", level=1).click()
    expect(titles[0].locator("textarea")).to_be_focused()
    expect(last_words).to_have_css("outline-style", "none")
    # On a telephone the form comes first, and the languages stand below each other.
    admin.set_viewport_size({"width": 390, "height": 844})
    admin.reload()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    expect(stacked).to_have_attribute("aria-pressed", "true")
    expect(beside).to_be_disabled()
    assert titles[0].bounding_box()["y"] < titles[1].bounding_box()["y"]
    keep(admin, "telephone")


def test_a_translator_has_the_same_pairs_beside_each_other_and_copies_them(
    browser: Browser, site: Site, addresses: list[str]
) -> None:
    context = log_in(browser, site, "eve")
    admin = context.new_page()
    errors: list[str] = []
    admin.on("pageerror", lambda error: errors.append(str(error)))
    admin.goto(addresses[1])
    danish, english = side(admin, "body_da"), side(admin, "body_en")
    expect(danish.locator("[data-streamfield-child]")).to_have_count(2)
    expect(danish.locator("input, textarea, [contenteditable=true], button[data-home-copy-target]")).to_have_count(0)
    english.get_by_role("button", name=ADD).click()
    expect(english.locator("[data-streamfield-child]")).to_have_count(2)
    admin.wait_for_function(SAME_HEIGHT, arg=IDS[1])
    keep(admin, "translator-pairs")
    english.locator(f"[data-contentpath='{IDS[1]}'] input[type=text]").fill("The last word")
    expect(admin.locator("#w-autosave-indicator[data-w-autosave-state-value=saved]")).to_be_visible()
    admin.get_by_role("tab", name="Synlighed i søgning").click()
    expect(side(admin, "seo_title_en").locator("output")).to_be_visible()
    admin.goto(addresses[1])
    expect(english.locator(f"[data-contentpath='{IDS[1]}'] input[type=text]")).to_have_value("The last word")
    assert errors == []
    context.close()

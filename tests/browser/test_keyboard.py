"""The site without a mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.addresses import PAGE_TYPES

pytestmark = pytest.mark.browser

# What a keyboard must reach, in the order in which it stands in the text; each is marked with its number.
MARK_CONTROLS = """() => {
    const controls = [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [tabindex='0']")];
    const visible = controls.filter(element => element.checkVisibility({visibilityProperty: true}) && !element.disabled
        && element.tabIndex >= 0);
    // Within a group of radio buttons the arrow keys lead on.
    const firstOfGroup = radio => radio === document.querySelector(`input[type=radio][name="${radio.name}"]`);
    const reachable = visible.filter(element => element.type !== "radio" || firstOfGroup(element));
    reachable.forEach((element, number) => { element.dataset.number = number; });
    return reachable.length;
}"""
# The number of the focused control, and whether its focus is seen: an outline of its own or of its card, and nothing over it.
FOCUSED = """() => {
    const element = document.activeElement;
    const outlined = [element, element.closest(".card")].some(box => box && parseFloat(getComputedStyle(box).outlineWidth) >= 2
        && getComputedStyle(box).outlineStyle !== "none");
    const box = element.getClientRects()[0], x = box.left + box.width / 2, y = box.top + box.height / 2;
    const top = document.elementFromPoint(x, y);
    const uncovered = top !== null && (element.contains(top) || top.contains(element));
    return [Number(element.dataset.number ?? -1), outlined && uncovered];
}"""


@pytest.mark.parametrize(("language", "width"), [("da", 1280), ("en", 320)])
def test_the_tab_key_reaches_every_control_in_order_and_its_focus_is_seen(
    reader: Page, language: str, width: int, expects: Callable[..., None]
) -> None:
    expects(f"404 GET {PAGE_TYPES['not found'][('da', 'en').index(language)]}")
    reader.set_viewport_size({"width": width, "height": 800})
    reader.emulate_media(reduced_motion="reduce")
    for name, addresses in PAGE_TYPES.items():
        reader.goto(addresses[("da", "en").index(language)])
        controls = reader.evaluate(MARK_CONTROLS)
        assert controls > 5, name
        reached = []
        for _ in range(controls):
            reader.keyboard.press("Tab")
            reached.append(reader.evaluate(FOCUSED))
        assert reached == [[number, True] for number in range(controls)], name
        # The last control lets go.
        reader.keyboard.press("Tab")
        assert reader.evaluate(FOCUSED)[0] != controls - 1, name


def test_the_skip_link_leads_past_the_header(reader: Page) -> None:
    reader.goto(PAGE_TYPES["treatment"][0])
    reader.keyboard.press("Tab")
    skip = reader.locator(".skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    reader.keyboard.press("Enter")
    expect(reader.locator("main")).to_be_focused()
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_of_a_telephone_opens_closes_and_leads_on_by_keyboard(reader: Page) -> None:
    reader.set_viewport_size({"width": 390, "height": 800})
    reader.goto("/en/")
    button = reader.get_by_role("button", name="Menu", exact=True)
    menu = reader.locator("#site-menu")
    button.focus()
    reader.keyboard.press("Enter")
    expect(menu).to_be_visible()
    reader.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    reader.keyboard.press("Space")
    reader.keyboard.press("Tab")
    expect(menu.get_by_role("button")).to_be_focused()
    reader.keyboard.press("Enter")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    reader.keyboard.press("Enter")
    for _ in range(2):
        reader.keyboard.press("Tab")
    link = menu.get_by_role("link").first
    expect(link).to_be_focused()
    address = link.get_attribute("href")
    reader.keyboard.press("Enter")
    reader.wait_for_url(f"**{address}")

"""Narrow screens, enlarged text and wider spacing: nothing scrolls sideways, and nothing is cut off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.support.addresses import PAGE_TYPES

pytestmark = pytest.mark.browser

# What stands outside the screen to the left or right, and boxes that hide a part of their text. A table may scroll in itself,
# and so may what is typed; the line in the other language lies over the page until the reader closes it, and a telephone's
# bar lies over what can be scrolled out from beneath it.
CUT_OFF = """() => {
    const page = document.documentElement, found = [];
    if (page.scrollWidth > page.clientWidth) found.push("the page scrolls sideways");
    const above = ".visually-hidden, .skip-link, .suggestion, .call-bar";
    const hidden = element => element.closest(`${above}, input, [popover]:not(:popover-open)`)
        || getComputedStyle(element).clipPath !== "none";
    const scrolls = element => element.closest(".table");
    for (const element of document.querySelectorAll("body *")) {
        if (hidden(element) || !element.checkVisibility()) continue;
        const style = getComputedStyle(element);
        const clips = /hidden|clip/.test(style.overflowX + style.overflowY);
        if (clips && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1))
            found.push(`cut off: ${element.tagName} ${element.className}`);
        const words = [...element.childNodes].filter(node => node.nodeType === 3 && node.data.trim());
        for (const node of words) {
            const range = document.createRange();
            range.selectNodeContents(node);
            const box = range.getBoundingClientRect();
            if ((box.left < -1 || box.right > page.clientWidth + 1) && !scrolls(element))
                found.push(`off the screen: ${node.data.trim().slice(0, 40)}`);
        }
    }
    const boxes = [...document.querySelectorAll("a, button, summary")].filter(box => !hidden(box) && box.checkVisibility())
        .flatMap(control => [...control.getClientRects()].map(box => ({control, box})));
    for (const [number, one] of boxes.entries())
        for (const other of boxes.slice(number + 1))
            if (one.control !== other.control && !one.control.contains(other.control)
                && Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left) > 1
                && Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) > 1)
                found.push(`overlap: ${one.control.innerText} and ${other.control.innerText}`);
    return found;
}"""
# As a reader's own style sheet does, which no policy of the site forbids.
APPLY = """rules => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
}"""
# The reader's own spacing, as WCAG 1.4.12 measures it.
SPACING = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }
"""


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.thorough)])
def test_nothing_is_cut_off_at_320_px_or_at_200_percent_or_with_wide_spacing(
    reader: Page, language: str, expects: Callable[..., None]
) -> None:
    expects(f"404 GET {PAGE_TYPES['not found'][('da', 'en').index(language)]}")
    found = []
    for name, addresses in PAGE_TYPES.items():
        reader.goto(addresses[("da", "en").index(language)])
        # A window of 1280 px at 200 % is 640 px wide to the page.
        for width in (640, 320):
            reader.set_viewport_size({"width": width, "height": 800})
            found += [f"{name}, {width} px: {what}" for what in reader.evaluate(CUT_OFF)]
        # A telephone whose owner has made its text twice as large.
        reader.set_viewport_size({"width": 390, "height": 800})
        reader.evaluate("document.documentElement.style.fontSize = '200%'")
        found += [f"{name}, large text: {what}" for what in reader.evaluate(CUT_OFF)]
        reader.evaluate("document.documentElement.style.fontSize = ''")
        reader.set_viewport_size({"width": 320, "height": 800})
        reader.evaluate(APPLY, SPACING)
        found += [f"{name}, wide spacing: {what}" for what in reader.evaluate(CUT_OFF)]
    assert found == []

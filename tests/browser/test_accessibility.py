"""No page breaks the rules of WCAG 2.2 AA, in either language, narrow or wide, light or dark."""

from collections.abc import Callable
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.addresses import EVERY_PAGE, OTHER_PAGES, PAGE_TYPES

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "rules => axe.run({runOnly: rules, resultTypes: ['violations']}).then(result => result.violations.map(v => v.id))"
LOOKS = list(product((320, 1280), ("light", "dark")))


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.thorough)])
def test_no_page_breaks_a_rule(reader: Page, language: str, expects: Callable[..., None]) -> None:
    expects(f"404 GET {OTHER_PAGES['not found'][('da', 'en').index(language)]}")
    # Colours that are still changing have no contrast to speak of.
    reader.emulate_media(reduced_motion="reduce")
    broken = []
    for name, addresses in EVERY_PAGE.items():
        reader.goto(addresses[("da", "en").index(language)])
        reader.evaluate(Axe().axe_script)
        # A second page of a type differs in its words only, so one look is enough.
        for width, scheme in LOOKS if name in PAGE_TYPES else LOOKS[:1]:
            reader.set_viewport_size({"width": width, "height": 900})
            # What lies beneath a telephone's bar is scrolled out from there; here all of the page is on the screen.
            reader.set_viewport_size({"width": width, "height": reader.evaluate("document.documentElement.scrollHeight")})
            reader.emulate_media(color_scheme=scheme)
            broken += [f"{name}, {width} px, {scheme}: {rule}" for rule in reader.evaluate(RUN, RULES)]
    assert broken == []

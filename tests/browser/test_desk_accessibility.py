"""No screen of the editors' desk breaks a rule of WCAG 2.2 AA, but for what Wagtail itself brings."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, expect

from tests.browser.admin import keep, open_menu
from tests.browser.test_accessibility import RULES
from tests.support.served import Site

pytestmark = pytest.mark.browser

# By rule, the elements of Wagtail 8.0 that break it; whatever else breaks one is ours.
WAGTAILS = {
    # The editor of formatted text is described by its placeholder and named by nothing.
    "aria-input-field-name": ".public-DraftEditor-content",
    # A block of one field has a heading, which is no label of the field; nor has the field in which a tag is written.
    "label": "[data-streamfield-child] :is(input, textarea), .ui-autocomplete-input",
    # Two blocks of one kind, folded or alike, are sections of one name.
    "landmark-unique": "[data-streamfield-child] > section",
    # The minimap scrolls, and the keyboard reaches what it leads to by the sections themselves.
    "scrollable-region-focusable": ".w-minimap__list",
}
SCREENS = {
    "dashboard": "/admin/",
    "board": "/admin/readiness/",
    "guide": "/admin/guide/",
    "task": "/admin/guide/write-an-article/",
    "editor": "/admin/pages/{page}/edit/",
    "picture": "/admin/images/{image}/",
}
STILL = "() => document.getAnimations().every((change) => change.playState !== 'running')"
RUN = """async ([rules, known]) => {
    const { violations } = await axe.run({ runOnly: rules, resultTypes: ["violations"] });
    const isKnown = (rule, { target }) => known[rule] && document.querySelector(target[0]).matches(known[rule]);
    const broken = ({ id, nodes }) => nodes.filter((node) => !isKnown(id, node)).map(({ target }) => `${id}: ${target}`);
    return violations.flatMap(broken);
}"""


def test_no_screen_of_ours_breaks_a_rule(site: Site, sessions: dict[str, BrowserContext]) -> None:
    admin = sessions["da"].new_page()
    admin.emulate_media(reduced_motion="reduce")
    image = site.value("SELECT min(id) FROM home_clinicimage WHERE width > %s", ["1000"])
    broken = []
    for name, address in SCREENS.items():
        admin.emulate_media(color_scheme="light")
        admin.goto(address.format(page=site.page_id("contactpage"), image=image))
        expect(admin.locator(".sidebar-menu-item").first).to_be_visible()
        keep(admin, name)
        if name == "editor":
            open_menu(admin)
        admin.evaluate(Axe().axe_script)
        for scheme, rules in (("light", RULES), ("dark", ["color-contrast"])):
            admin.emulate_media(color_scheme=scheme)
            # Colours that are still changing have no contrast to speak of.
            admin.wait_for_function(STILL)
            broken += [f"{name}, {scheme}: {rule}" for rule in admin.evaluate(RUN, [rules, WAGTAILS])]
    admin.set_viewport_size({"width": 800, "height": 1000})
    admin.goto(SCREENS["board"])
    assert admin.evaluate("document.documentElement.scrollWidth") <= 800
    keep(admin, "board-narrow")
    admin.close()
    assert broken == []

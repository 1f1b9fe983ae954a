"""No page breaks the rules of WCAG 2.2 AA, in either language, narrow or wide, light or dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.home.test_pages import PAGES
from tests.served import Site

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OTHERS = ["/artikler/emne/iskias/", "/findes-ikke/", "/en/not-here/"]
axe = Axe()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_breaks_a_rule_or_scrolls_sideways(site: Site, browser: Browser, width: int, scheme: str) -> None:
    context = browser.new_context(base_url=site.url, viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    broken = []
    for address in [*(address for pair in PAGES.values() for address in pair), *OTHERS]:
        page.goto(address)
        results = axe.run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        broken += [f"{address}: {violation['id']}" for violation in results.response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            broken.append(f"{address}: scrolls sideways")
        assert context.cookies() == []
    context.close()
    assert broken == []


def test_nothing_comes_from_another_host_and_nothing_is_stored(site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    for pair in PAGES.values():
        for address in pair:
            page.goto(address)
    assert hosts == {site.url.split("/")[2]}
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert context.cookies() == []
    context.close()

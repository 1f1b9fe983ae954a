"""A browser test fails by itself when a page breaks, and a fault that a test expects has to happen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.faults import Faults, unmet
from tests.served import Site

pytestmark = pytest.mark.browser

ARTICLES = "/artikler/"
PRESS_A_BUTTON_THAT_ASKS = """async (address) => {
    const button = document.createElement("button");
    const answered = new Promise((resolve) => {
        button.onclick = () => fetch(address).then(resolve, resolve);
    });
    document.querySelector("main").append(button);
    button.click();
    await answered;
}"""
THROW = """() => new Promise((resolve) => {
    setTimeout(() => { setTimeout(resolve); throw new TypeError("count is not a function"); });
})"""
LOAD_A_STRANGERS_PICTURE = """() => new Promise((resolve) => {
    const picture = new Image();
    picture.onerror = resolve;
    picture.src = "https://stranger.example/pixel.png";
})"""
WAYS_TO_BREAK: dict[str, tuple[Callable[[Page], object], list[str]]] = {
    "a request is refused": (
        lambda page: page.evaluate(PRESS_A_BUTTON_THAT_ASKS, "/findes-ikke/?page_type=wagtailcore.page"),
        ["404 GET /findes-ikke/?page_type=wagtailcore.page"],
    ),
    "a request has no answer": (
        lambda page: (
            page.route("**/soeg/", lambda route: route.abort("failed")),
            page.evaluate(PRESS_A_BUTTON_THAT_ASKS, "/soeg/"),
        ),
        ["failed GET /soeg/ net::ERR_FAILED"],
    ),
    "the console shows an error": (lambda page: page.evaluate("console.error('no such widget')"), ["console no such widget"]),
    "a script throws": (lambda page: page.evaluate(THROW), ["error TypeError: count is not a function"]),
    "the policy is broken": (
        lambda page: page.evaluate(LOAD_A_STRANGERS_PICTURE),
        [
            "console *violates the following Content Security Policy directive: \"img-src 'self'\"*",
            "failed GET https://stranger.example/pixel.png csp",
        ],
    ),
}


@pytest.mark.parametrize("way", WAYS_TO_BREAK)
def test_whatever_breaks_in_a_page_is_noted(
    way: str, site: Site, browser: Browser, faults: Faults, expects: Callable[..., None]
) -> None:
    break_page, lines = WAYS_TO_BREAK[way]
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.goto(ARTICLES)
    break_page(page)
    context.close()
    assert unmet(faults.lines, []) != []
    expects(*lines)


def test_a_window_that_a_page_opens_is_watched_too(reader: Page, expects: Callable[..., None]) -> None:
    reader.goto(ARTICLES)
    with reader.expect_popup() as opened:
        reader.evaluate("() => { open('/findes-ikke/'); }")
    expect(opened.value.locator("h1")).to_be_visible()
    expects("404 GET /findes-ikke/")


def test_an_unexpected_fault_is_told_and_so_is_an_expected_one_that_does_not_happen() -> None:
    lines = ["404 GET /gone/", "404 GET /gone/", "500 POST /admin/pages/3/edit/"]
    assert unmet(lines, ["500 POST /admin/pages/*/edit/"]) == ["404 GET /gone/ (2 times)"]
    assert unmet(lines[:2], ["404 GET /gone/", "403 GET /admin/"]) == ["expected, but did not happen: 403 GET /admin/"]
    assert unmet(lines[:2], ["404 GET /gone/"]) == []
    assert unmet([], ["perhaps 404 GET /gone/"]) == unmet(lines[:2], ["perhaps 404 GET /*"]) == []
    assert unmet(lines[:1], ["perhaps 403 GET /gone/"]) == ["404 GET /gone/"]

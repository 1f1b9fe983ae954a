"""A reader writes to the clinic, in each language, with and without JavaScript."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.addresses import OTHER_PAGES
from tests.patience import rest_of
from tests.served import Site

pytestmark = pytest.mark.browser

# The way to the form, its errors in their order, and what follows.
READERS = {
    "da": (
        "/kontakt/",
        "Åbn formularen",
        ["Skriv dit navn, så", "Skriv en gyldig e-mailadresse.", "Vælg et svar ved »Hvad", "Sæt kryds, så"],
        "Tak, din henvendelse er kommet frem",
    ),
    "en": (
        "/en/contact/",
        "Open the form",
        ["Write your name, so", "Enter a valid email address.", "Choose an answer to “What", "Tick the box, so"],
        "Thank you, your request has arrived",
    ),
}


@pytest.mark.parametrize("language", READERS)
@pytest.mark.parametrize("scripts", [True, False])
def test_a_reader_is_told_what_is_missing_and_then_thanked(
    site: Site, browser: Browser, language: str, scripts: bool, expects: Callable[..., None]
) -> None:
    start, way, mistakes, thanks = READERS[language]
    expects(f"422 POST {OTHER_PAGES['contact form'][('da', 'en').index(language)]}")
    context = browser.new_context(base_url=site.url, java_script_enabled=scripts, viewport={"width": 390, "height": 800})
    reader = context.new_page()
    reader.goto(start)
    reader.get_by_role("link", name=way).click()
    opened = time.monotonic()
    reader.fill("[name=email]", "karen")
    reader.fill("[name=message]", "Tirsdag passer mig.")
    # A form that is sent at once is taken for a robot's.
    rest_of(3.1, opened)
    send = reader.locator("main form button[type=submit]")
    send.click()
    expect(reader.locator(".form-errors li")).to_contain_text(mistakes)
    expect(reader.locator("[name=message]")).to_have_value("Tirsdag passer mig.")
    expect(reader.locator("[name=email]")).to_have_attribute("aria-invalid", "true")
    expect(reader.locator(".form-errors")).to_be_focused()
    reader.locator(".form-errors a").first.click()
    reader.fill("[name=email]", "")
    reader.fill("[name=name]", "Karen Holm")
    reader.locator("[name=about]").first.check()
    reader.check("[name=consent]")
    send.click()
    expect(reader.locator(".form-errors li")).to_have_count(1)
    reader.fill("[name=telephone]", "12 34 56 78")
    send.click()
    expect(reader.locator("h1")).to_have_text(thanks)
    assert context.cookies() == []
    context.close()

"""A comment's way: written by a reader, approved and answered by the clinic, deleted by its author."""

import time
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_accessibility import LOOKS, RULES, RUN
from tests.browser.test_narrow import CUT_OFF
from tests.support.addresses import PAGES
from tests.support.patience import rest_of
from tests.support.served import Site

pytestmark = pytest.mark.browser

WORDS = {
    "da": {
        "refused": "422 POST /kommentarer/skriv/*/",
        "write": "Skriv en kommentar",
        "mistakes": ["Skriv dit navn eller dine initialer.", "Skriv din kommentar.", "Skriv hele e-mailadressen"],
        "thanks": "Tak for din kommentar",
        "delete": "Slet kommentaren",
        "deleted": "Din kommentar er slettet",
        "clinic": "Klinikkens svar",
        "elsewhere": "på engelsk",
    },
    "en": {
        "refused": "422 POST /en/comments/write/*/",
        "write": "Write a comment",
        "mistakes": ["Write your name or your initials.", "Write your comment.", "Write the whole e-mail address"],
        "thanks": "Thank you for your comment",
        "delete": "Delete the comment",
        "deleted": "Your comment is deleted",
        "clinic": "The clinic’s answer",
        "elsewhere": "in Danish",
    },
}
VERSIONS = [("da", True), ("en", True), ("da", False), ("en", False)]


@pytest.fixture
def person(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A reader whose browser runs scripts, or does not."""
    context = browser.new_context(base_url=site.url, java_script_enabled=request.param, viewport={"width": 390, "height": 800})
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def look(person: Page) -> list[str]:
    """Name what breaks a rule or is cut off, narrow and wide, light and dark."""
    person.emulate_media(reduced_motion="reduce")
    person.evaluate(Axe().axe_script)
    broken = []
    for width, scheme in LOOKS:
        person.set_viewport_size({"width": width, "height": 900})
        person.emulate_media(color_scheme=scheme)
        broken += [*person.evaluate(RUN, RULES), *person.evaluate(CUT_OFF)]
    return broken


@pytest.mark.parametrize(("language", "person"), VERSIONS, indirect=["person"])
def test_a_comment_is_written_moderated_answered_and_deleted(
    person: Page,
    language: str,
    sessions: dict[str, BrowserContext],
    request: pytest.FixtureRequest,
    expects: Callable[..., None],
) -> None:
    words, scripts = WORDS[language], request.node.callspec.params["person"]
    expects(words["refused"])
    article = PAGES["sciatica"][("da", "en").index(language)]
    text = f"Words {language} {scripts}"

    person.goto(article)
    person.get_by_role("link", name=words["write"]).click()
    broken = look(person) if scripts else []
    person.fill("[name=email]", "anna@")
    person.click("main form button")
    expect(person.locator(".form-errors").get_by_role("link")).to_contain_text(words["mistakes"])
    broken += look(person) if scripts else []
    person.fill("[name=text]", text)
    person.click("main form button")
    expect(person.locator(".form-errors").get_by_role("link")).to_have_count(2)
    expect(person.locator("[name=text]")).to_have_value(text)
    opened = time.monotonic()
    person.fill("[name=name]", "A.B.")
    person.fill("[name=email]", "")
    # A form that is sent at once is taken for a robot’s.
    rest_of(3.1, opened)
    person.click("main form button")
    expect(person.locator("h1")).to_have_text(words["thanks"])
    broken += look(person) if scripts else []
    private = person.locator(".comment-page__address a").get_attribute("href") or ""

    approve_and_answer(sessions[language], text, "The answer")
    person.goto(f"{article}#comments")
    comment = person.locator(".comment", has_text=text)
    expect(comment.locator(".comment__answer")).to_contain_text([words["clinic"]])
    other = "en" if language == "da" else "da"
    person.goto(PAGES["sciatica"][("da", "en").index(other)])
    expect(comment).to_contain_text(WORDS[other]["elsewhere"])
    expect(comment.locator(f".comment__text[lang={language}]").first).to_have_text(text)
    broken += look(person) if scripts else []

    person.goto(private)
    person.get_by_role("button", name=words["delete"]).click()
    expect(person.locator("h1")).to_have_text(words["deleted"])
    person.goto(article)
    expect(comment).to_have_count(0)
    assert broken == []


def approve_and_answer(session: BrowserContext, text: str, answer: str) -> None:
    """Find a comment in the queue, approve it and answer it."""
    admin = session.new_page()
    admin.goto("/admin/snippets/articles/comment/?state=waiting")
    admin.get_by_role("link", name=text).click()
    admin.check("[name=state][value=approved]")
    admin.fill("[name=answer]", answer)
    admin.locator("footer button[type=submit]").first.click()
    expect(admin.locator(".messages .success")).to_be_visible()
    admin.close()

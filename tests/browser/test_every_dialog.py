"""Whatever opens a dialog, or leads to an act, is clicked on every page type and snippet, and something comes of it."""

import json
import os
import re
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.admin import CALM, open_editor, open_menu, settle
from tests.browser.hand import HEADINGS, TOGGLE, WORD, Hand
from tests.support.served import MANAGE, Site

pytestmark = pytest.mark.browser

# A copy of one page of each type, so that the pages of other tests stay as they are.
COPY = """
import json
from articles.models import *
from home.models import *
from tests.support import factories
from tests.articles.comments import comment
made = {"front": HomePage.objects.first().pk}
for model in (HomePage, InfoPage, ContactPage, ArticleIndexPage, ArticlePage, CaseStoryIndexPage, CaseStoryPage):
    name = model._meta.model_name
    words = {"title_da": f"Kopi {name}", "title_en": f"Copy {name}", "slug_da": f"kopi-{name}", "slug_en": f"copy-{name}"}
    page = model.objects.order_by("path").first().copy(update_attrs=words)
    if model is CaseStoryPage:
        factories.consent(page)
    page.save_revision().publish()
    made[name] = page.pk
for name in ("Kopi a", "Kopi b"):
    document = factories.document()
    document.title = name
    document.save()
    Topic.objects.create(name_da=name, name_en=name, slug_da=name[-1], slug_en=name[-1])
    comment(ArticlePage.objects.get(pk=made["articlepage"]), text=name)
print(json.dumps(made))
"""
DELETE = """
from articles.models import Topic
from home.models import BasePage, ClinicDocument
ClinicDocument.objects.filter(title__startswith="Kopi ").delete()
Topic.objects.filter(name_da__startswith="Kopi ").delete()
for page in BasePage.objects.filter(title_da__startswith="Kopi ").specific():
    page.delete()
"""
# The front page has every panel; the other types take a minute each, in `make audit-forms`.
EVERY_FORM = bool(os.environ.get("EVERY_FORM"))
PAGE_TYPES = ("homepage", "infopage", "articleindexpage", "casestoryindexpage")[: None if EVERY_FORM else 1]


@pytest.fixture(scope="module")
def copies(site: Site) -> Iterator[dict[str, int]]:
    """The ids of the copies, which are gone after these tests."""
    made = subprocess.run([*MANAGE, "shell", "-v0", "-c", COPY], env=site.environment, check=True, capture_output=True)
    yield json.loads(made.stdout.splitlines()[-1])
    assert site.run(DELETE).wait() == 0


@pytest.fixture
def hand(sessions: dict[str, BrowserContext]) -> Iterator[Hand]:
    """A Danish editor's hand."""
    screen = sessions["da"].new_page()
    yield Hand(screen)
    screen.close()


# How much is clicked on each at least: a lost button, panel or item of a menu is noticed.
FLOORS = {
    "homepage": {"link": 19, "menu": 4, "panel": 4, "dialog": 6, "tab": 2},
    "infopage": {"link": 18, "menu": 3, "panel": 4, "dialog": 3, "tab": 2},
    "articleindexpage": {"link": 18, "menu": 3, "panel": 4, "dialog": 3, "tab": 2},
    "casestoryindexpage": {"link": 18, "menu": 3, "panel": 4, "dialog": 3, "tab": 2},
    "workflow": {"panel": 2, "act": 4, "dialog": 3},
    "home/practitioner": {"link": 7, "menu": 2, "panel": 1, "dialog": 1, "tab": 2},
    "articles/topic": {"link": 7, "menu": 2, "panel": 1},
    "articles/synonyms": {"link": 7, "menu": 2, "panel": 1},
    "articles/comment": {"link": 7, "menu": 2, "panel": 1},
}
# Lists with something to tick, and how many buttons they then offer.
LISTS = {
    "/admin/pages/{front}/": 4,
    "/admin/images/": 3,
    "/admin/documents/": 3,
    "/admin/snippets/articles/topic/": 1,
    "/admin/snippets/articles/comment/": 4,
    "/admin/users/": 3,
}
SNIPPETS = ("home/practitioner", "articles/topic", "articles/synonyms", "articles/comment")[: None if EVERY_FORM else 1]


def enough(hand: Hand, name: str) -> None:
    """See that nothing has been lost since somebody last counted."""
    lost = {kind: least for kind, least in FLOORS[name].items() if hand.clicked[kind] < least}
    assert not lost, f"{name}: {dict(hand.clicked)} is less than {lost}"


def look_through_form(hand: Hand) -> None:
    """Go through what any editor offers."""
    for _ in hand.tabs():
        hand.try_choosers()


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_all_that_a_pages_editor_offers_opens(hand: Hand, copies: dict[str, int], page_type: str) -> None:
    screen, address = hand.screen, f"/admin/pages/{copies[page_type]}/"
    open_editor(screen, f"{address}edit/")
    hand.try_menu(screen.locator(f".w-slim-header {TOGGLE}"))
    hand.try_side_panels()
    hand.try_menu(screen.locator(f"footer {TOGGLE}"))
    screen.locator("[data-comment-add]:visible").first.click()
    expect(screen.locator(".comment textarea")).to_be_focused()
    screen.locator(".comment").get_by_role("button", name="Annuller").click()
    expect(screen.locator(".comment")).to_have_count(0)
    look_through_form(hand)
    settle(screen)
    screen.goto(f"{address}history/")
    hand.try_menu(screen.locator(f"main td {TOGGLE}").last)
    enough(hand, page_type)


def test_a_page_is_locked_submitted_commented_on_and_taken_back(hand: Hand, copies: dict[str, int]) -> None:
    screen, address = hand.screen, f"/admin/pages/{copies['infopage']}/edit/"
    open_editor(screen, address)
    hand.show_panel("status")
    for locked in (True, False):
        switch = screen.locator("[data-side-panel=status] .switch:has([data-w-action-url-value*=lock])")
        expect(switch.locator("input")).to_be_checked(checked=not locked)
        hand.act(switch)
    open_menu(screen)
    hand.act(screen.locator("button[name=action-submit]"))
    open_editor(screen, address)
    hand.show_panel("status")
    hand.open(screen.locator("[data-a11y-dialog-show=workflow-status-dialog]"))
    hand.close()
    for number in range(2):
        open_menu(screen)
        hand.open(screen.locator("[data-workflow-action-modal-url]").nth(number))
        hand.close()
    open_menu(screen)
    hand.act(screen.locator("button[name=action-cancel-workflow]"))
    enough(hand, "workflow")


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_all_that_a_snippets_editor_offers_opens(hand: Hand, copies: dict[str, int], snippet: str) -> None:
    screen = hand.screen
    screen.goto(f"/admin/snippets/{snippet}/")
    hand.try_menu(screen.locator(f"main td {TOGGLE}").first)
    screen.locator("main td.title a").first.click()
    expect(screen).to_have_url(re.compile("/edit/"))
    # The admin opens the panel at the side that was open before.
    screen.wait_for_function(CALM, polling=500)
    for toggle in screen.locator(f".w-slim-header {TOGGLE}:visible").all():
        hand.try_menu(toggle)
    hand.try_side_panels()
    look_through_form(hand)
    for toggle in screen.locator(f"footer {TOGGLE}:visible").all():
        hand.try_menu(toggle)
    enough(hand, snippet)


@pytest.mark.parametrize("address", LISTS)
def test_each_act_on_several_asks_first(hand: Hand, copies: dict[str, int], address: str) -> None:
    screen = hand.screen
    for number in range(LISTS[address]):
        screen.goto(address.format(**copies))
        for place in (0, 1):
            screen.locator("[data-bulk-action-checkbox]").nth(place).check()
        buttons = screen.locator("[data-bulk-action-button]:visible")
        expect(buttons).to_have_count(LISTS[address])
        buttons.nth(number).click()
        expect(screen).to_have_url(re.compile("/bulk/"))
        expect(screen.locator(HEADINGS).filter(has_text=WORD).first).to_be_visible()
        screen.locator("main form a.button, main form ~ a.button").last.click()
        expect(screen).to_have_url(re.compile(re.escape(address.format(**copies))))

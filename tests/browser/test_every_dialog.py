"""Whatever opens a dialog, or leads to an act, is clicked on every page type and snippet, and something comes of it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.admin import CALM, log_in, open_editor, open_menu, settle, side
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
types = (HomePage, InfoPage, ContactPage, ArticleIndexPage, ArticlePage, CaseStoryIndexPage, CaseStoryPage)
for model in (*types, ConditionIndexPage, ConditionPage):
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
# `make test` follows a link, and tries a toolbar, where it comes first, and ticks a few lists; `make audit-forms` does all.
EVERY_FORM = bool(os.environ.get("EVERY_FORM"))
PAGE_TYPES = (
    *("homepage", "infopage", "contactpage", "articleindexpage", "articlepage", "casestoryindexpage", "casestorypage"),
    *("conditionindexpage", "conditionpage"),
)


@pytest.fixture(scope="module")
def copies(site: Site) -> Iterator[dict[str, int]]:
    """The ids of the copies, which are gone after these tests."""
    made = subprocess.run([*MANAGE, "shell", "-v0", "-c", COPY], env=site.environment, check=True, capture_output=True)
    yield json.loads(made.stdout.splitlines()[-1])
    assert site.run(DELETE).wait() == 0


@pytest.fixture(scope="module")
def known() -> set[str]:
    """What has been clicked on another screen."""
    return set()


@pytest.fixture
def hand(browser: Browser, site: Site, known: set[str]) -> Iterator[Hand]:
    """A Danish editor's hand."""
    # The panels that this leaves open are remembered by no other test.
    context = log_in(browser, site, "da")
    screen = context.new_page()
    yield Hand(screen, set() if EVERY_FORM else known)
    context.close()


# How much is clicked on each at least: a lost button, panel or item of a menu is noticed.
FLOORS = {
    "homepage": {"link": 19, "menu": 4, "panel": 5, "dialog": 7, "choice": 3, "tab": 2},
    "infopage": {"link": 18, "menu": 3, "panel": 5, "dialog": 4, "tab": 2},
    "contactpage": {"link": 17, "menu": 3, "panel": 5, "dialog": 4, "tab": 2},
    "articleindexpage": {"link": 18, "menu": 3, "panel": 5, "dialog": 4, "tab": 2},
    "articlepage": {"link": 23, "menu": 9, "panel": 5, "dialog": 13, "choice": 9, "tab": 2},
    "casestoryindexpage": {"link": 18, "menu": 3, "panel": 5, "dialog": 4, "tab": 2},
    "casestorypage": {"link": 19, "menu": 4, "panel": 5, "dialog": 12, "choice": 8, "format": 42, "tab": 4},
    "conditionindexpage": {"link": 18, "menu": 3, "panel": 5, "dialog": 4, "tab": 2},
    "conditionpage": {"link": 19, "menu": 3, "panel": 5, "dialog": 10, "choice": 4, "format": 30, "tab": 2},
    "workflow": {"panel": 2, "act": 4, "dialog": 3},
    "blocks": {"block": 17, "dialog": 9, "choice": 9, "format": 37, "tab": 4},
    "home/practitioner": {"link": 7, "menu": 2, "panel": 1, "dialog": 3, "choice": 3, "format": 10},
    "home/warningsigns": {"link": 7, "menu": 2, "panel": 1},
    "home/glossaryterm": {"link": 7, "menu": 2, "panel": 1},
    "articles/topic": {"link": 7, "menu": 2, "panel": 1},
    "articles/synonyms": {"link": 7, "menu": 2, "panel": 1},
    "articles/comment": {"link": 7, "menu": 2, "panel": 1},
    "home/clinicsettings": {"link": 2, "menu": 2, "dialog": 4, "choice": 4, "format": 10, "tab": 6},
}
# Lists with something to tick, and how many buttons they then offer.
LISTS = {
    "/admin/pages/{front}/": 4,
    "/admin/images/": 3,
    "/admin/snippets/articles/comment/": 4,
    "/admin/documents/": 3,
    "/admin/snippets/articles/topic/": 1,
    "/admin/users/": 3,
}
A_FEW_LISTS = list(LISTS)[: None if EVERY_FORM else 3]
SNIPPETS = (
    *("home/practitioner", "home/warningsigns", "home/glossaryterm"),
    *("articles/topic", "articles/synonyms", "articles/comment"),
)


def enough(hand: Hand, name: str) -> None:
    """See that nothing has been lost since somebody last counted, and print the count."""
    sys.stdout.write(f"{name}: {', '.join(f'{count} × {kind}' for kind, count in sorted(hand.clicked.items()))}\n")
    lost = {kind: least for kind, least in FLOORS[name].items() if hand.clicked[kind] < least}
    assert not lost, f"{name}: {dict(hand.clicked)} is less than {lost}"


def look_through_form(hand: Hand) -> None:
    """Go through what any editor offers."""
    for _ in hand.tabs():
        hand.try_choosers()
        formatted = hand.screen.locator(".Draftail-Editor:visible:not([data-streamfield-child] *)")
        for number in range(formatted.count()):
            hand.try_toolbar(formatted.nth(number))


# The others have the same choosers and fields, or fewer.
@pytest.mark.parametrize(
    "page_type",
    [name if name == "contactpage" else pytest.param(name, marks=pytest.mark.thorough) for name in PAGE_TYPES],
)
def test_all_that_a_pages_editor_offers_opens(hand: Hand, copies: dict[str, int], page_type: str) -> None:
    screen, address = hand.screen, f"/admin/pages/{copies[page_type]}/"
    screen.goto(f"{address}edit/")
    hand.try_menu(screen.locator(f".w-slim-header {TOGGLE}"))
    hand.try_menu(screen.locator(f"footer {TOGGLE}"))
    # The admin opens the panel at the side that was open before.
    screen.wait_for_function(CALM, polling=500)
    hand.try_comment(lambda: None, screen.locator("[data-comment-add]:visible").first)
    hand.try_side_panels()
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


@pytest.mark.thorough
def test_every_block_is_added_and_all_its_choosers_and_toolbars_open(hand: Hand, copies: dict[str, int]) -> None:
    screen = hand.screen
    open_editor(screen, f"/admin/pages/{copies['infopage']}/edit/")
    body = side(screen, "body_da")
    add = body.locator(".c-sf-add-button:not([data-streamfield-list-add])")
    options = screen.locator(".w-combobox__option:visible")
    blocks = body.locator("[data-streamfield-child]:not([data-streamfield-child] *):visible")
    add.last.click()
    expect(options.first).to_be_visible()
    names = options.all_text_contents()
    screen.keyboard.press("Escape")
    for name in names:
        before = blocks.count()
        add.last.click()
        options.get_by_text(name, exact=True).click()
        expect(blocks).to_have_count(before + 1)
        hand.clicked["block"] += 1
        block = blocks.last
        for number in range((editors := block.locator(".Draftail-Editor")).count()):
            hand.try_toolbar(editors.nth(number))
        for number in range((choosers := block.locator(".chooser")).count()):
            hand.try_chooser(choosers.nth(number))
    for action in ("DUPLICATE", "MOVE_UP", "MOVE_DOWN", "DELETE"):
        before = blocks.count()
        place = {"MOVE_UP": 1}.get(action, 0)
        blocks.nth(place).locator(f"[data-streamfield-action={action}]").first.click()
        expect(blocks).to_have_count(before + {"DUPLICATE": 1, "DELETE": -1}.get(action, 0))
        hand.clicked["block"] += 1
    settle(screen)
    enough(hand, "blocks")


@pytest.mark.parametrize("snippet", [SNIPPETS[0], *(pytest.param(name, marks=pytest.mark.thorough) for name in SNIPPETS[1:])])
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


def test_all_that_the_form_of_the_clinics_facts_offers_opens(hand: Hand) -> None:
    hand.screen.goto("/admin/settings/home/clinicsettings/")
    look_through_form(hand)
    enough(hand, "home/clinicsettings")


@pytest.mark.parametrize("address", A_FEW_LISTS)
def test_each_act_on_several_asks_first(hand: Hand, copies: dict[str, int], address: str) -> None:
    screen = hand.screen
    screen.goto(address.format(**copies))
    for number in range(LISTS[address]):
        for place in (0, 1):
            screen.locator("[data-bulk-action-checkbox]").nth(place).check()
        buttons = screen.locator("[data-bulk-action-button]:visible")
        expect(buttons).to_have_count(LISTS[address])
        buttons.nth(number).click()
        expect(screen).to_have_url(re.compile("/bulk/"))
        expect(screen.locator(HEADINGS).filter(has_text=WORD).first).to_be_visible()
        screen.locator("main form a.button, main form ~ a.button").last.click()
        expect(screen).to_have_url(re.compile(re.escape(address.format(**copies))))

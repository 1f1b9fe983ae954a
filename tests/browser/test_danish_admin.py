"""Every screen that an editor meets is Danish, and its words fit."""

import json
import re
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.admin import keep, open_editor
from tests.browser.english import find_english, find_overflowing, find_unlabelled
from tests.support.served import MANAGE, Site

pytestmark = pytest.mark.browser

# A new screen is one line here; the names in braces are those of tests/browser/rows.py.
SCREENS = (
    "/admin/",
    "/admin/account/",
    "/admin/pages/",
    "/admin/pages/{root}/",
    "/admin/pages/{homepage}/",
    "/admin/pages/{articleindexpage}/",
    "/admin/pages/{articlepage}/",
    "/admin/pages/{homepage}/?ordering=ord",
    "/admin/pages/{homepage}/?q=findes+ikke",
    "/admin/pages/search/?q=iskias",
    "/admin/pages/search/?q=findes+ikke",
    "/admin/pages/{root}/add_subpage/",
    "/admin/pages/{homepage}/add_subpage/",
    "/admin/pages/add/home/infopage/{homepage}/",
    "/admin/pages/add/articles/articlepage/{articleindexpage}/",
    "/admin/pages/add/articles/casestorypage/{casestoryindexpage}/",
    "/admin/pages/{homepage}/edit/",
    "/admin/pages/{infopage}/edit/",
    "/admin/pages/{contactpage}/edit/",
    "/admin/pages/{articleindexpage}/edit/",
    "/admin/pages/{casestoryindexpage}/edit/",
    "/admin/pages/{casestorypage}/edit/",
    "/admin/pages/{conditionindexpage}/edit/",
    "/admin/pages/{conditionpage}/edit/",
    "/admin/snippets/home/warningsigns/",
    "/admin/snippets/home/glossaryterm/",
    "/admin/snippets/home/glossaryterm/add/",
    "/admin/snippets/home/warningsigns/edit/{signs}/",
    "/admin/pages/{articlepage}/edit/",
    "/admin/pages/{waiting}/edit/",
    "/admin/pages/{locked}/edit/",
    "/admin/pages/{scheduled}/edit/",
    "/admin/pages/{commented}/edit/",
    "/admin/pages/{alias}/edit/",
    "/admin/pages/{waiting}/history/",
    "/admin/pages/{waiting}/revisions/compare/earliest...latest/",
    "/admin/pages/{waiting}/workflow_history/",
    "/admin/pages/{waiting}/workflow_history/detail/{state}/",
    "/admin/pages/{articlepage}/usage/",
    "/admin/pages/usage/home/infopage/",
    "/admin/pages/{articlepage}/delete/",
    "/admin/pages/{articleindexpage}/delete/",
    "/admin/pages/{homepage}/delete/",
    "/admin/pages/{articlepage}/unpublish/",
    "/admin/pages/{articlepage}/unpublish/en/",
    "/admin/pages/{articlepage}/move/",
    "/admin/pages/{articlepage}/move/{homepage}/confirm/",
    "/admin/pages/{articlepage}/copy/",
    "/admin/pages/{alias}/convert_alias/",
    "/admin/bulk/home/basepage/delete/?id={articlepage}",
    "/admin/bulk/home/basepage/move/?id={articlepage}",
    "/admin/bulk/home/basepage/publish/?id={waiting}",
    "/admin/bulk/home/basepage/unpublish/?id={articlepage}",
    "/admin/images/",
    "/admin/images/?q=findes+ikke",
    "/admin/images/?layout=list",
    "/admin/images/add/",
    "/admin/images/{image}/",
    "/admin/images/{image}/delete/",
    "/admin/images/usage/{image}/",
    "/admin/bulk/home/clinicimage/add_tags/?id={image}",
    "/admin/bulk/home/clinicimage/add_to_collection/?id={image}",
    "/admin/bulk/home/clinicimage/delete/?id={image}",
    "/admin/documents/",
    "/admin/documents/?q=findes+ikke",
    "/admin/documents/add/",
    "/admin/documents/edit/{document}/",
    "/admin/documents/delete/{document}/",
    "/admin/documents/usage/{document}/",
    "/admin/bulk/home/clinicdocument/delete/?id={document}",
    "/admin/snippets/",
    "/admin/snippets/home/practitioner/",
    "/admin/snippets/home/practitioner/add/",
    "/admin/snippets/home/practitioner/edit/{practitioner}/",
    "/admin/snippets/home/practitioner/delete/{practitioner}/",
    "/admin/snippets/home/practitioner/usage/{practitioner}/",
    "/admin/snippets/home/practitioner/history/{practitioner}/",
    "/admin/snippets/home/practitioner/copy/{practitioner}/",
    "/admin/snippets/articles/topic/",
    "/admin/snippets/articles/topic/add/",
    "/admin/snippets/articles/topic/edit/{topic}/",
    "/admin/snippets/articles/topic/?q=findes+ikke",
    "/admin/bulk/articles/topic/delete/?id={topic}",
    "/admin/snippets/articles/comment/",
    "/admin/snippets/articles/comment/?state=spam",
    "/admin/snippets/articles/comment/?q=findes+ikke",
    "/admin/snippets/articles/comment/edit/{comment}/",
    "/admin/snippets/articles/comment/delete/{comment}/",
    "/admin/snippets/articles/comment/history/{comment}/",
    "/admin/snippets/articles/comment/usage/{comment}/",
    "/admin/bulk/articles/comment/approved/?id={comment}",
    "/admin/bulk/articles/comment/hidden/?id={comment}",
    "/admin/bulk/articles/comment/spam/?id={comment}",
    "/admin/bulk/articles/comment/delete/?id={comment}",
    "/admin/consents/",
    "/admin/consents/new/",
    "/admin/consents/edit/{consent}/",
    "/admin/consents/delete/{consent}/",
    "/admin/consents/history/{consent}/",
    "/admin/consents/{consent}/withdraw/",
    "/admin/consents/withdrawn/",
    "/admin/redirects/",
    "/admin/redirects/add/",
    "/admin/redirects/{redirect}/",
    "/admin/redirects/{redirect}/delete/",
    "/admin/redirects/import/",
    "/admin/settings/home/clinicsettings/",
    "/admin/sites/",
    "/admin/sites/new/",
    "/admin/users/",
    "/admin/users/?q=findes+ikke",
    "/admin/users/new/",
    "/admin/users/edit/{writer}/",
    "/admin/users/delete/{writer}/",
    "/admin/users/history/{writer}/",
    "/admin/bulk/home/user/assign_role/?id={writer}",
    "/admin/bulk/home/user/delete/?id={writer}",
    "/admin/bulk/home/user/set_active_state/?id={writer}",
    "/admin/groups/",
    "/admin/groups/new/",
    "/admin/groups/edit/{group}/",
    "/admin/groups/delete/{group}/",
    "/admin/collections/",
    "/admin/collections/add/",
    "/admin/collections/{collection}/",
    "/admin/collections/{collection}/delete/",
    "/admin/workflows/list/",
    "/admin/workflows/add/",
    "/admin/workflows/edit/{workflow}/",
    "/admin/workflows/disable/{workflow}/",
    "/admin/workflows/usage/{workflow}/",
    "/admin/workflows/tasks/select_type/",
    "/admin/workflows/tasks/add/home/languageapprovaltask/",
    "/admin/workflows/tasks/index/",
    "/admin/workflows/tasks/edit/{task}/",
    "/admin/workflows/tasks/disable/{task}/",
    "/admin/reports/locked/",
    "/admin/reports/workflow/",
    "/admin/reports/workflow_tasks/",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/reports/page-types-usage/",
    "/admin/examples/",
    "/admin/requests/",
    "/admin/requests/?state=new&assigned=nobody&reminder=due&date_from=2026-01-01",
    "/admin/requests/{request}/",
    "/admin/bulk/home/contactsubmission/delete/?id={request}",
    "/admin/snippets/home/answertemplate/add/",
    "/admin/emails/",
    "/admin/person/",
    "/admin/retention/",
    "/admin/readership/",
    "/admin/settings/articles/readershipsettings/",
    "/admin/findes-ikke/",
    "/admin/pages/999999/edit/",
)

# What opens in a window of its own.
WINDOWS = (
    "/admin/choose-page/?allow_external_link=1&allow_email_link=1&allow_phone_link=1&allow_anchor_link=1",
    "/admin/choose-page/search/?q=iskias",
    "/admin/choose-external-link/?allow_email_link=1",
    "/admin/choose-email-link/",
    "/admin/choose-phone-link/",
    "/admin/choose-anchor-link/",
    "/admin/images/chooser/",
    "/admin/images/chooser/?select_format=true",
    "/admin/images/chooser/{image}/select_format/",
    "/admin/documents/chooser/",
    "/admin/embeds/chooser/",
    "/admin/snippets/choose/home/practitioner/",
    "/admin/snippets/choose/articles/topic/",
    "/admin/workflows/task_chooser/",
    "/admin/pages/{articlepage}/privacy/",
    "/admin/collections/{collection}/privacy/",
    "/admin/pages/workflow/confirm_cancellation/{waiting}/",
    "/admin/pages/workflow/action/{waiting}/reject/{step}/",
    "/admin/pages/workflow/action/{waiting}/approve/{step}/",
)

BEFORE_LOGIN = (
    "/admin/login/",
    "/admin/password_reset/",
    "/admin/password_reset/done/",
    "/admin/password_reset/confirm/AA/forkert/",
    "/admin/password_reset/complete/",
)


SHOW_WINDOW = """async (address) => {
    const text = await (await fetch(address)).text();
    document.querySelector("main").innerHTML = text.startsWith("{") ? JSON.parse(text).html : text;
}"""


class Eyes:
    """Opens screens and names what is wrong with each."""

    def __init__(self, ids: dict[str, int], content: list[str]) -> None:
        self.ids, self.content = ids, content
        self.wrong: list[str] = []

    def address(self, pattern: str) -> str:
        return pattern.format(**self.ids)

    def look(self, page: Page, place: str) -> None:
        """Note what is English on a screen as it stands, and what does not fit."""
        mistakes = [*find_english(page, self.content), *find_unlabelled(page), *find_overflowing(page)]
        self.wrong += [f"{place}: {mistake}" for mistake in mistakes]


@pytest.fixture(scope="module")
def rows(site: Site) -> tuple[dict[str, int], list[str]]:
    """The ids that stand in the addresses, and the names that may be English."""
    script = "import json; from tests.browser.rows import make; print(json.dumps(make()))"
    done = subprocess.run([*MANAGE, "shell", "-v0", "-c", script], env=site.environment, check=True, capture_output=True)
    ids, names = json.loads(done.stdout.splitlines()[-1])
    return ids, names


@pytest.fixture
def eyes(rows: tuple[dict[str, int], list[str]]) -> Eyes:
    return Eyes(*rows)


@pytest.fixture
def admin(sessions: dict[str, BrowserContext]) -> Iterator[Page]:
    """A Danish editor's page."""
    page = sessions["da"].new_page()
    yield page
    page.close()


@pytest.mark.thorough
@pytest.mark.expects("404 GET /admin/findes-ikke/", "404 GET /admin/pages/999999/edit/")
def test_every_screen_is_danish_and_its_words_fit(admin: Page, eyes: Eyes) -> None:
    for pattern in SCREENS:
        admin.goto(eyes.address(pattern))
        eyes.look(admin, pattern)
    assert eyes.wrong == []


def test_every_window_is_danish_and_its_words_fit(admin: Page, eyes: Eyes) -> None:
    admin.goto("/admin/collections/")
    for pattern in WINDOWS:
        admin.evaluate(SHOW_WINDOW, eyes.address(pattern))
        eyes.look(admin, pattern)
    assert eyes.wrong == []


def test_before_login_everything_is_danish_but_in_an_english_browser(site: Site, browser: Browser, eyes: Eyes) -> None:
    english = browser.new_context(base_url=site.url, locale="en-GB")
    page = english.new_page()
    page.goto("/admin/login/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Log in to edit the site")
    english.close()
    context = browser.new_context(base_url=site.url, locale="da-DK")
    page = context.new_page()
    for address in BEFORE_LOGIN:
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", "da")
        eyes.look(page, address)
    context.close()
    assert eyes.wrong == []


def test_what_opens_on_a_click_is_danish(admin: Page, eyes: Eyes) -> None:
    admin.goto(eyes.address("/admin/pages/{articlepage}/edit/"))
    for toggle in admin.locator("[data-side-panel-toggle]").all():
        toggle.click()
        eyes.look(admin, f"panel {toggle.get_attribute('data-side-panel-toggle')}")
    toggle.click()
    admin.locator(".c-sf-add-button").first.click()
    expect(admin.locator(".w-combobox__option").first).to_be_visible()
    eyes.look(admin, "list of blocks")
    admin.keyboard.press("Escape")
    day = admin.locator("[name=publication_date]")
    day.click()
    expect(day).to_have_value(re.compile(r"^\d\d\.\d\d\.\d{4}$"))
    expect(admin.locator(".xdsoft_datetimepicker:visible th").first).to_have_text(re.compile("^man", re.IGNORECASE))
    eyes.look(admin, "calendar")
    assert eyes.wrong == []


def test_a_date_that_cannot_be_read_stays_as_it_was_typed_and_is_explained(admin: Page, eyes: Eyes) -> None:
    open_editor(admin, eyes.address("/admin/pages/{articlepage}/edit/"))
    day = admin.locator("[name=publication_date]")
    former = day.input_value()
    day.fill("31.02.2026")
    admin.locator("#id_lead_da").click()
    told = admin.locator("[data-not-saved]")
    expect(told).to_have_text("Datoen kan ikke læses, eller den findes ikke. Skriv den som 31.12.2026.")
    expect(admin.locator(".messages")).to_contain_text("Alt er gemt på nær dette. Udgivelsesdato:")
    expect(day).to_have_value("31.02.2026")
    keep(admin, "unreadable-date")
    day.fill(former)
    admin.locator("#id_lead_da").click()
    expect(told).to_have_count(0)

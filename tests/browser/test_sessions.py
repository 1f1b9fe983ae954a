"""A session that ends, another login and a server that is away, while somebody writes: nothing that was typed is lost."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.admin import keep, log_in, open_editor
from tests.support.served import PASSWORD, Site

pytestmark = pytest.mark.browser

PREPARE = """
from home.models import HomePage
from tests.support import factories
factories.info_page(HomePage.objects.first(), "Nakke", "Neck").save_revision().publish()
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from home.models import User
careful = User.objects.create_superuser("careful", "careful@example.org", {password!r})
TOTPDevice.objects.create(user=careful, name="telephone", confirmed=True)
for code in {codes!r}:
    paper, _new = StaticDevice.objects.get_or_create(user=careful, name="paper")
    paper.token_set.create(token=code)
"""
CODES = ["1111-aaaa", "2222-bbbb"]
CLINIC = "/admin/settings/home/clinicsettings/"


@pytest.fixture(scope="module")
def address(site: Site) -> str:
    """Where a page is edited."""
    assert site.run(PREPARE.format(password=PASSWORD, codes=CODES)).wait() == 0
    page = site.value("SELECT id FROM home_basepage WHERE title_da = %s", ["Nakke"])
    return f"/admin/pages/{page}/edit/"


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A browser of its own, since its session is ended."""
    context = log_in(browser, site, "da")
    yield context
    context.close()


def log_out_elsewhere(context: BrowserContext) -> None:
    """Log out in another tab."""
    tab = context.new_page()
    tab.goto("/admin/reports/site-history/")
    token = tab.evaluate("wagtailConfig.CSRF_TOKEN")
    tab.request.post("/admin/logout/", form={"csrfmiddlewaretoken": token}, headers={"Referer": tab.url})
    tab.close()


def fill_login(tab: Page, username: str) -> None:
    tab.fill("[name=username]", username)
    tab.fill("[name=password]", PASSWORD)
    tab.click("button[type=submit]")


def log_in_through(notice_of: Page, button: str, username: str = "da") -> None:
    """Follow the notice to the login, in a new tab, and come back."""
    with notice_of.context.expect_page() as opened:
        notice_of.get_by_role("alert").get_by_text(button).click()
    fill_login(opened.value, username)
    expect(opened.value.get_by_role("heading")).to_have_text("Du er logget ind igen")
    opened.value.close()


def write_notice(admin: Page, field: str, text: str) -> None:
    """Write the clinic's notice, which stands on a tab of its own."""
    admin.get_by_role("tab", name="Meddelelse").click()
    admin.fill(f"[name={field}]", text)


def save(admin: Page) -> None:
    admin.locator("footer button[type=submit]:not([name])").first.click()


@pytest.mark.expects("403 POST /admin/*")
def test_a_page_is_saved_once_its_editor_is_logged_in_again(context: BrowserContext, address: str) -> None:
    admin = context.new_page()
    admin.goto(address)
    notice = admin.locator(".session-notice")
    log_out_elsewhere(context)
    admin.fill("#id_lead_da", "Skrevet efter at sessionen var slut.")
    expect(notice).to_contain_text("Du er logget ud")
    expect(admin.locator(".footer__save-warning")).to_contain_text("Du er logget ud.")
    keep(admin, "logged-out")
    log_in_through(admin, "Log ind i en ny fane")
    expect(notice).to_be_hidden()
    expect(admin.locator("#w-autosave-indicator[data-w-autosave-state-value=saved]")).to_be_visible()
    # Saving by hand, too, waits for the login and then goes on.
    log_out_elsewhere(context)
    admin.fill("#id_lead_en", "Saved by hand.")
    save(admin)
    expect(notice).to_contain_text("Du er logget ud")
    log_in_through(admin, "Log ind i en ny fane")
    expect(admin.locator(".messages .success")).to_be_visible()
    admin.goto(address)
    expect(admin.locator("#id_lead_da")).to_have_value("Skrevet efter at sessionen var slut.")
    expect(admin.locator("#id_lead_en")).to_have_value("Saved by hand.")


@pytest.mark.expects("perhaps 403 POST /admin/*")
def test_the_login_form_never_gets_into_the_form_of_an_editor(context: BrowserContext, address: str) -> None:
    admin = context.new_page()
    open_editor(admin, address)
    admin.fill("#id_lead_da", "Skrevet om.")
    correct = admin.locator("[data-action='home-behind#declare']")
    expect(correct).to_be_visible()
    log_out_elsewhere(context)
    # Nor into the dialog of a link, which says what is the matter.
    text = admin.locator(".public-DraftEditor-content").first
    text.click()
    text.press("Control+k")
    dialog = admin.locator(".modal-body")
    expect(dialog).to_contain_text("Du er logget ud")
    keep(admin, "dialog-logged-out")
    admin.locator(".modal .close").click()
    expect(dialog).to_be_hidden()
    correct.click()
    expect(admin.locator(".session-notice")).to_contain_text("Du er logget ud")
    expect(admin.locator("[name=password]")).to_have_count(0)
    expect(correct).to_be_enabled()


def test_settings_are_saved_as_the_person_who_typed_them(context: BrowserContext) -> None:
    admin = context.new_page()
    admin.goto(CLINIC)
    admin.wait_for_url(re.compile(r"/clinicsettings/\d+/"))
    field = admin.locator("[name=notice_da]")
    # Logging in first, in a second tab, gives the browser another token.
    log_out_elsewhere(context)
    tab = context.new_page()
    tab.goto("/admin/login/")
    fill_login(tab, "da")
    tab.wait_for_url("**/admin/")
    write_notice(admin, "notice_da", "Klinikken holder fri på fredag.")
    save(admin)
    expect(admin.locator(".messages .success")).to_be_visible()
    # Somebody else logs in: nothing is stored under the wrong name.
    log_out_elsewhere(context)
    tab.goto("/admin/login/")
    fill_login(tab, "en")
    tab.wait_for_url("**/admin/")
    write_notice(admin, "notice_da", "Klinikken holder fri på lørdag.")
    save(admin)
    notice = admin.locator(".session-notice")
    expect(notice).to_contain_text("En anden er logget ind")
    keep(admin, "somebody-else")
    tab.goto(CLINIC)
    expect(tab.locator("[name=notice_da]")).to_have_value("Klinikken holder fri på fredag.")
    # The message of the first save still stands there.
    with admin.expect_navigation():
        log_in_through(admin, "Log ind som da")
    expect(admin.locator(".messages .success")).to_be_visible()
    expect(field).to_have_value("Klinikken holder fri på lørdag.")
    write_notice(admin, "notice_da", "")
    save(admin)
    expect(field).to_have_value("")


def test_who_has_a_second_factor_comes_back_with_it(browser: Browser, site: Site, address: str) -> None:
    context = browser.new_context(base_url=site.url, viewport={"width": 1400, "height": 1000})
    admin = context.new_page()
    admin.goto("/admin/login/?next=/admin/")
    fill_login(admin, "careful")
    give_code(admin, CODES[0])
    admin.wait_for_url("**/admin/")
    admin.goto(CLINIC)
    admin.wait_for_url(re.compile(r"/clinicsettings/\d+/"))
    log_out_elsewhere(context)
    write_notice(admin, "notice_da", "Klinikken holder fri på mandag.")
    save(admin)
    with context.expect_page() as opened:
        admin.get_by_role("alert").get_by_text("Log ind i en ny fane").click()
    fill_login(opened.value, "careful")
    give_code(opened.value, CODES[1])
    expect(opened.value.get_by_role("heading")).to_have_text("Du er logget ind igen")
    opened.value.close()
    expect(admin.locator(".messages .success")).to_be_visible()
    expect(admin.locator("[name=notice_da]")).to_have_value("Klinikken holder fri på mandag.")
    write_notice(admin, "notice_da", "")
    save(admin)
    expect(admin.locator("[name=notice_da]")).to_have_value("")
    context.close()


def give_code(tab: Page, code: str) -> None:
    """Take the second step."""
    tab.fill("[name=code]", code)
    tab.get_by_role("button", name="Fortsæt").click()


@pytest.mark.expects("502 *", "failed *", "500 POST *")
def test_a_server_that_is_away_costs_no_text(context: BrowserContext, address: str) -> None:
    admin = context.new_page()
    admin.goto(CLINIC)
    admin.wait_for_url(re.compile(r"/clinicsettings/\d+/"))
    field, notice = admin.locator("[name=notice_en]"), admin.locator(".session-notice")
    write_notice(admin, "notice_en", "Closed on Friday.")
    # A web server without the site behind it, the site without its database, no network at all.
    admin.route("**/admin/**", lambda route: route.fulfill(status=502, body="Bad gateway"))
    save(admin)
    expect(notice).to_contain_text("Serveren svarer ikke")
    keep(admin, "server-away")
    admin.unroute_all()
    context.set_offline(True)
    save(admin)
    expect(notice).to_contain_text("Serveren svarer ikke")
    context.set_offline(False)
    # It is saved by itself when the server is back.
    expect(admin.locator(".messages .success")).to_be_visible()
    write_notice(admin, "notice_en", "")
    admin.route("**/clinicsettings/**", lambda route: route.fulfill(status=500, body="Server error"), times=1)
    save(admin)
    expect(notice).to_contain_text("Det er ikke gemt")
    notice.get_by_role("button", name="Prøv igen").click()
    expect(admin.locator(".messages .success")).to_be_visible()
    expect(field).to_have_value("")

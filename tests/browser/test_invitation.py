"""A colleague is invited by a hand, and comes in by what is in her mailbox."""

import re

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Browser, expect

from tests.browser.admin import keep, log_in
from tests.support.served import Site
from tests.support.smtp import sent

pytestmark = pytest.mark.browser

PASSWORD = "three horses by the fjord"


def test_a_colleague_is_invited_by_e_mail_chooses_her_password_and_logs_in(
    site: Site, browser: Browser, smtp: Controller
) -> None:
    context = log_in(browser, site, "da")
    admin = context.new_page()
    admin.goto("/admin/users/")
    admin.get_by_role("link", name="Inviter en kollega").click()
    admin.get_by_label("E-mail").fill("bo@example.org")
    admin.get_by_label("Receptionist").check()
    admin.get_by_label("English", exact=True).check()
    keep(admin, "invite")
    admin.get_by_role("button", name="Send invitationen").click()
    expect(admin.locator(".messages .success")).to_contain_text("En invitation er på vej til bo@example.org.")
    context.close()

    letter = sent(site, smtp, "bo@example.org").get_payload(decode=True).decode()
    address = re.search(r"http\S+/password_reset/\S+", letter)[0]
    colleague = browser.new_page(base_url=site.url, locale="en-GB")
    colleague.goto(address)
    for name in ("new_password1", "new_password2"):
        colleague.fill(f"[name={name}]", PASSWORD)
    keep(colleague, "invited")
    colleague.click("button[type=submit]")
    colleague.locator("main").get_by_role("link").click()
    colleague.fill("[name=username]", "bo@example.org")
    colleague.fill("[name=password]", PASSWORD)
    colleague.click("button[type=submit]")
    expect(colleague.get_by_role("link", name="Closed today")).to_be_visible()
    colleague.close()

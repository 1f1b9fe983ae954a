"""A receptionist answers a patient from her telephone."""

import re

import pytest
from aiosmtpd.controller import Controller
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.admin import keep, log_in
from tests.browser.test_accessibility import RULES
from tests.browser.test_desk_accessibility import RUN, STILL, WAGTAILS
from tests.support.served import PASSWORD, Site
from tests.support.smtp import sent

pytestmark = pytest.mark.browser

# The number of matches of a filtered list is a heading and an alert in one.
KNOWN = WAGTAILS | {"aria-allowed-role": "h2[role=alert]"}
PREPARE = f"""
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile
from home.models import ContactPage, ContactSubmission, User
rie = User.objects.create_user("rie", "rie@example.org", "{PASSWORD}", first_name="Rie", last_name="Madsen")
rie.groups.add(Group.objects.get(name="Receptionist"))
UserProfile.objects.create(user=rie, preferred_language="da")
answers = {{"name": "John Carpenter", "telephone": "12 34 56 78", "email": "john@example.org", "message": "When are you open?"}}
contact = ContactPage.objects.first()
ContactSubmission.objects.all().delete()
ContactSubmission.objects.create(page_id=contact.pk, form_data=answers, language="en", consent_text="Yes", token="inbox")
"""


def broken_rules(admin: Page, name: str) -> list[str]:
    keep(admin, name)
    admin.evaluate(Axe().axe_script)
    broken = []
    for scheme, rules in (("light", RULES), ("dark", ["color-contrast"])):
        admin.emulate_media(color_scheme=scheme)
        admin.wait_for_function(STILL)
        broken += [f"{name}, {scheme}: {rule}" for rule in admin.evaluate(RUN, [rules, KNOWN])]
    admin.emulate_media(color_scheme="light")
    wide = admin.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    return [*broken, *([f"{name} scrolls sideways"] if wide else [])]


def test_a_receptionist_reads_answers_notes_and_closes_at_390_px(site: Site, browser: Browser, smtp: Controller) -> None:
    assert site.run(PREPARE).wait() == 0
    context = log_in(browser, site, "rie")
    admin = context.new_page()
    admin.emulate_media(reduced_motion="reduce")
    admin.set_viewport_size({"width": 390, "height": 844})
    admin.goto("/admin/")
    expect(admin.get_by_role("link", name="1 henvendelse er ikke besvaret")).to_be_visible()
    admin.goto("/admin/requests/")
    expect(admin.locator(".inbox__name--new")).to_have_text("John Carpenter")
    broken = broken_rules(admin, "inbox")
    admin.click(".inbox__name--new")
    expect(admin.get_by_role("link", name="12 34 56 78")).to_have_attribute("href", "tel:12345678")
    admin.fill("[name=note]", "Har ringet, intet svar")
    admin.get_by_role("button", name="Bestil tid").click()
    text = admin.locator("[name=text]")
    expect(text).to_be_focused()
    expect(text).to_have_value(re.compile("^Dear John Carpenter,"))
    admin.get_by_role("button", name="Send svaret").click()
    expect(admin.locator(".messages .success")).to_contain_text("Svaret bliver sendt")
    expect(admin.locator(".request__events")).to_contain_text("Har ringet, intet svar")
    expect(admin.locator(".request__delivery")).to_have_text("Den bliver snart sendt.")
    broken += broken_rules(admin, "request")

    mail = sent(site, smtp, "john@example.org")
    assert mail["Subject"].startswith("How to book a time")
    assert "Auto-Submitted" not in mail
    written = mail.get_payload(decode=True).decode()
    assert written.startswith("Dear John Carpenter,")
    assert "Rie Madsen" in written

    admin.reload()
    expect(admin.locator(".request__delivery")).to_contain_text("Sendt")
    admin.fill("[name=note]", "Aftalt på tirsdag")
    admin.get_by_role("button", name="Gem, og luk henvendelsen").click()
    expect(admin.locator(".messages .success")).to_have_text("Henvendelsen er lukket.")
    admin.goto("/admin/requests/?state=closed")
    expect(admin.locator(".inbox__name")).to_have_text("John Carpenter")
    admin.goto("/admin/")
    expect(admin.get_by_role("link", name="er ikke besvaret")).to_have_count(0)
    context.close()
    assert broken == []

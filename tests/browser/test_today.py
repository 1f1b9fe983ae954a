"""A receptionist with her phone in the morning."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.admin import keep, log_in
from tests.support.served import PASSWORD, Site

pytestmark = pytest.mark.browser

PREPARE = f"""
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile
from home.models import ContactPage, ContactSubmission, User
rikke = User.objects.create_user("rikke", "rikke@example.org", "{PASSWORD}")
rikke.groups.add(Group.objects.get(name="Receptionist"))
UserProfile.objects.create(user=rikke, preferred_language="da")
page = ContactPage.objects.first()
ContactSubmission.objects.all().delete()
ContactSubmission.objects.create(page_id=page.pk, language="da", token="today", form_data={{}})
"""
PHONE = {"width": 390, "height": 844}


def test_the_receptionist_says_closed_today_in_three_taps_and_takes_it_back(site: Site, browser: Browser, reader: Page) -> None:
    assert site.run(PREPARE).wait() == 0
    context = log_in(browser, site, "rikke")
    phone = context.new_page()
    phone.set_viewport_size(PHONE)
    phone.goto("/admin/")
    expect(phone.get_by_role("link", name="1 henvendelse er ikke besvaret")).to_be_in_viewport()
    act = phone.get_by_role("link", name="Lukket i dag")
    expect(act).to_be_in_viewport()
    keep(phone, "today-390")
    found = Axe().run(phone, context="#today-section").response["violations"]

    act.click()
    save = phone.get_by_role("button", name="Gem")
    expect(save).to_be_in_viewport()
    expect(phone.get_by_label("Dato")).to_be_hidden()
    keep(phone, "closed-today-390")
    found += Axe().run(phone, context="main").response["violations"]
    save.click()
    expect(phone.get_by_text("Læserne kan se det nu.")).to_be_visible()
    keep(phone, "closed-today-done-390")
    found += Axe().run(phone, context="main").response["violations"]
    assert [violation["id"] for violation in found] == []

    reader.goto("/")
    expect(reader.locator(".notice")).to_contain_text("Klinikken har lukket")
    reader.goto("/en/")
    expect(reader.locator(".notice")).to_contain_text("The clinic is closed on")
    phone.get_by_role("button", name="Fortryd").click()
    expect(phone.locator(".messages .success")).to_contain_text("Fortrudt")
    reader.goto("/")
    expect(reader.locator(".notice")).to_have_count(0)
    context.close()

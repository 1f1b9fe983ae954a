"""A translator into English, in a Danish admin."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.admin import keep, log_in, open_menu, settle
from tests.support.served import PASSWORD, Site

pytestmark = pytest.mark.browser

PREPARE = f"""
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile
from home.models import HomePage, User
from tests.support import factories
ann = User.objects.create_user("ann", "ann@example.org", "{PASSWORD}")
ann.groups.add(Group.objects.get(name__contains="Translator (English)"))
UserProfile.objects.create(user=ann, preferred_language="da")
factories.info_page(HomePage.objects.first(), "Dårlig søvn", "Poor sleep").save_revision().publish()
"""
FORGE = """form => form.insertAdjacentHTML("beforeend",
    '<input name="title_da" value="Forfalsket"><input name="slug_da" value="forfalsket"><input name="lead_da" value="Ja">')
"""


def test_a_translator_cannot_change_danish_by_form_post_either(
    site: Site, browser: Browser, sessions: dict[str, BrowserContext], reader: Page
) -> None:
    assert site.run(PREPARE).wait() == 0
    page = site.value("SELECT id FROM home_basepage WHERE title_da = %s", ["Dårlig søvn"])
    context = log_in(browser, site, "ann")
    admin = context.new_page()
    errors: list[str] = []
    admin.on("pageerror", lambda error: errors.append(str(error)))
    admin.goto(f"/admin/pages/{page}/edit/")
    expect(admin.locator("[lang=da]", has_text="Dårlig søvn").first).to_be_visible()
    expect(admin.locator("[name$=_da], [name^=body_da]")).to_have_count(0)
    violations = Axe().run(admin, context=".w-field__textoutput").response["violations"]
    assert [violation["id"] for violation in violations] == []

    keep(admin, "translator")
    admin.fill("#id_title_en", "Sleeping badly")
    admin.locator("#page-edit-form").evaluate(FORGE)
    settle(admin)
    open_menu(admin)
    expect(admin.locator("button[name=action-publish]")).to_have_count(0)
    admin.locator("button[name=action-submit][value=en]").click()
    expect(admin.locator(".messages .success")).to_be_visible()
    assert errors == []
    context.close()

    editor = sessions["da"].new_page()
    editor.goto(f"/admin/pages/{page}/edit/")
    expect(editor.locator("#id_title_da")).to_have_value("Dårlig søvn")
    expect(editor.locator("#id_title_en")).to_have_value("Sleeping badly")
    expect(editor.locator("button[data-workflow-action-name=approve]").first).to_contain_text("kun engelsk")
    editor.close()
    reader.goto("/daarlig-soevn/")
    expect(reader.locator("h1")).to_have_text("Dårlig søvn")
    reader.goto("/en/poor-sleep/")
    expect(reader.locator("h1")).to_have_text("Poor sleep")


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_guide_breaks_no_rule(sessions: dict[str, BrowserContext], language: str) -> None:
    admin = sessions[language].new_page()
    admin.goto("/admin/")
    violations = Axe().run(admin, context="#guide-section").response["violations"]
    admin.click("#guide-section .guide__tasks a >> nth=0")
    admin.wait_for_url("**/guide/write-an-article/")
    violations += Axe().run(admin, context=".guide").response["violations"]
    assert [violation["id"] for violation in violations] == []
    expect(admin.locator(".guide__task img").first).to_have_js_property("naturalWidth", 1280)
    admin.close()

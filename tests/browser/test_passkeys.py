"""A passkey from its making to its end, in a browser whose authenticator Chromium plays."""

import base64
import re
from collections.abc import Iterator

import pytest
from django_otp.oath import totp
from playwright.sync_api import Browser, Page, expect

from tests.browser.admin import keep
from tests.support.served import PASSWORD, Site

pytestmark = pytest.mark.browser
NAME = "Ingers computer"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def inside(browser: Browser, site: Site) -> Iterator[Page]:
    """The page of somebody who has connected a telephone, in a browser that can keep passkeys."""
    user = f'User.objects.create_superuser("inger", "inger@example.org", "{PASSWORD}")'
    site.run(f"from home.models import User; {user}").wait()
    context = browser.new_context(base_url=site.url, viewport={"width": 390, "height": 900})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    give_password(page)
    page.goto("/admin/second-factor/set-up/")
    page.locator("summary").click()
    key = base64.b32decode(page.locator("details code").inner_text().replace(" ", ""), casefold=True)
    page.fill("[name=code]", f"{totp(key):06d}")
    page.click("button:text('Tilknyt')")
    expect(page.locator(".second-factor__codes")).to_be_visible()
    yield page
    context.close()


def give_password(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/admin/login/")
    page.fill("[name=username]", "inger")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    expect(page).not_to_have_url(re.compile("/admin/login/"))


def test_a_passkey_is_named_opens_the_site_and_is_removed(inside: Page) -> None:
    inside.goto("/admin/second-factor/codes/")
    inside.get_by_label("Hvad vil du kalde den?").fill(NAME)
    inside.get_by_role("button", name="Tilføj en adgangsnøgle").click()
    own = inside.locator(".second-factor__passkeys li")
    expect(own).to_contain_text(NAME)
    expect(inside.get_by_role("status")).to_have_text(f"»{NAME}« kan nu bruges til at logge ind.")
    keep(inside, "passkeys-overview")

    give_password(inside)
    expect(inside).to_have_url(re.compile("/admin/second-factor/"))
    keep(inside, "passkeys-login")
    inside.get_by_role("button", name="Brug din adgangsnøgle").click()
    inside.wait_for_url("**/admin/")

    inside.goto("/admin/second-factor/codes/")
    own.get_by_role("button", name="Fjern").click()
    expect(inside.get_by_role("status")).to_have_text(f"»{NAME}« kan ikke længere bruges til at logge ind.")
    expect(own).to_have_count(0)
    give_password(inside)
    expect(inside.get_by_label("Kode")).to_be_visible()
    expect(inside.get_by_role("button", name="Brug din adgangsnøgle")).to_have_count(0)

"""What an editor does in every test: open the menu at the bottom, save, publish."""

import os
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, FrameLocator, Locator, Page, Request, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.support.patience import patience
from tests.support.served import PASSWORD, Site


def log_in(browser: Browser, site: Site, username: str) -> BrowserContext:
    """Open a browser in which somebody is logged in to the admin, and who wants nothing to move.

    Wagtail's news blink for 25 seconds on every screen, which keeps a tenth of a processor busy.
    """
    size = {"width": 1400, "height": 1000}
    context = browser.new_context(base_url=site.url, viewport=size, reduced_motion="reduce")
    page = context.new_page()
    page.goto("/admin/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    page.close()
    return context


def side(admin: Page, field: str) -> Locator:
    """Return the half of the editor that shows a field in one language."""
    return admin.locator(f".bilingual__side[data-field={field}]")


def keep(page: Page, name: str) -> None:
    """Keep what a person sees, in the light and in the dark, where SCREENSHOTS names a folder to look at it."""
    folder = os.environ.get("SCREENSHOTS")
    for scheme in ("dark", "light") if folder else ():
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=Path(folder) / f"{name}-{scheme}.png", animations="disabled")


# It compares the form with its baseline, which it takes after two seconds, and has found no change three times.
CALM = """() => {
    const form = document.querySelector("form[data-controller~=w-unsaved]");
    const unsaved = form && window.wagtail?.app?.getControllerForElementAndIdentifier(form, "w-unsaved");
    window.calm = unsaved?.initialFormData && unsaved.formData === unsaved.initialFormData ? (window.calm ?? 0) + 1 : 0;
    return window.calm >= 3;
}"""


def open_editor(admin: Page, address: str) -> None:
    """Go to an editor, and wait until it notices what is typed."""
    admin.goto(address)
    admin.wait_for_function(CALM, polling=500)


def open_side_panel(admin: Page, name: str) -> Locator:
    """Open a panel at the side, unless the admin remembers that it was open, and return it."""
    toggle = admin.locator(f"[data-side-panel-toggle={name}]")
    if toggle.get_attribute("aria-expanded") != "true":
        toggle.click()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    return admin.locator(f"[data-side-panel={name}]")


def open_preview(admin: Page) -> FrameLocator:
    """Open the panel with the preview, and return what it shows."""
    open_side_panel(admin, "preview")
    return admin.frame_locator("#w-preview-iframe")


# Nothing is left to save: the form is as autosave last took it, or autosave has stopped and says why.
SAVED = """() => {
    const form = document.querySelector("form[data-controller~=w-autosave]");
    const indicator = document.getElementById("w-autosave-indicator");
    if (!form || !indicator) return true;
    const of = (name) => window.wagtail?.app?.getControllerForElementAndIdentifier(form, name);
    const [unsaved, state] = [of("w-unsaved"), indicator.dataset.wAutosaveStateValue];
    if (!unsaved || of("w-autosave")?.submitPromise || state === "saving") return false;
    return state === "paused" || unsaved.formData === unsaved.initialFormData;
}"""


def settle(admin: Page) -> None:
    """Let autosave finish, as a person's pace does."""
    admin.wait_for_function(SAVED)


def save_draft(admin: Page) -> None:
    """Save without publishing."""
    settle(admin)
    admin.locator("footer button[type=submit]:not([name])").first.click()
    expect(admin.locator(".messages .success")).to_be_visible()


def open_menu(admin: Page) -> None:
    """Open the menu beside the button at the bottom."""
    admin.locator("footer .w-dropdown__toggle, footer [data-w-dropdown-target=toggle]").first.click()


def publish(admin: Page, language: str = "action-publish") -> None:
    """Choose “Publish” from the menu at the bottom, or “Publish only” one language, and see what the site answers."""
    settle(admin)
    button = admin.locator(f"button[name=action-publish][value={language}]")
    admin.evaluate("document.body.dataset.before = ''")
    for _ in range(5):
        try:
            with admin.expect_request(_is_submission, timeout=patience(5) * 1000):
                if not button.is_visible():
                    open_menu(admin)
                # A click that waited for a slow answer would be taken for a lost one, and be made twice.
                button.click(timeout=patience(5) * 1000, no_wait_after=True)
            break
        except PlaywrightTimeout:
            # The menu was redrawn under the pointer, which loses the click.
            continue
    expect(admin.locator("body:not([data-before])")).to_be_attached()


def _is_submission(request: Request) -> bool:
    # An editor's form is sent by a script, which then goes where the answer says.
    return request.method == "POST" and (request.is_navigation_request() or "x-saves-form" in request.headers)

"""What an editor does in every test: open the menu at the bottom, save, publish."""

from playwright.sync_api import Page, expect


def settle(admin: Page) -> None:
    """Let autosave finish, as a person's pace does."""
    admin.wait_for_timeout(700)
    admin.wait_for_load_state("networkidle")


def save_draft(admin: Page) -> None:
    """Save without publishing."""
    settle(admin)
    admin.locator("footer button[type=submit]:not([name])").first.click()
    expect(admin.locator(".messages .success")).to_be_visible()


def publish(admin: Page, language: str = "action-publish") -> None:
    """Choose “Publish” from the menu at the bottom, or “Publish only” one language."""
    settle(admin)
    admin.locator("footer .w-dropdown__toggle, footer [data-w-dropdown-target=toggle]").first.click()
    admin.locator(f"button[name=action-publish][value={language}]").click()
    admin.wait_for_load_state()

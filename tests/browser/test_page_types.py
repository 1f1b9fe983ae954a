"""Each page type, from nothing to published, as an editor does it."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import count

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from playwright.sync_api import Error as PlaywrightError

from tests.browser.admin import open_editor, open_preview, publish, save_draft
from tests.support.served import Site

pytestmark = pytest.mark.browser

# Page type -> (type of its parent, text fields of a language, whether it has a body of blocks).
PAGE_TYPES = {
    "home.homepage": ("basepage", ["lead"], True),
    "home.infopage": ("homepage", ["lead"], True),
    "home.contactpage": ("homepage", ["lead"], True),
    "articles.articleindexpage": ("homepage", ["lead"], False),
    "articles.articlepage": ("articleindexpage", ["lead"], True),
    "articles.casestoryindexpage": ("homepage", ["lead"], False),
    "articles.casestorypage": ("casestoryindexpage", ["summary"], False),
    "articles.conditionindexpage": ("homepage", ["lead"], False),
    "articles.conditionpage": ("conditionindexpage", ["lead"], False),
}
PARENT_ADDRESS = {
    "homepage": {"da": "/", "en": "/en/"},
    "articleindexpage": {"da": "/artikler/", "en": "/en/articles/"},
    "casestoryindexpage": {"da": "/patienthistorier/", "en": "/en/case-stories/"},
    "conditionindexpage": {"da": "/smerter-og-gener/", "en": "/en/aches-and-pains/"},
}
RICH_TEXTS = {
    "articles.casestorypage": ("background", "course", "outcome"),
    "articles.conditionpage": ("about", "acupuncture", "research"),
}
TITLES = {"da": "Ømme skuldre", "en": "Sore shoulders"}
SLUGS = {"da": "oemme-skuldre", "en": "sore-shoulders"}
OTHER = {"da": "en", "en": "da"}
CONSENT = """
from articles.models import CaseStoryPage
from tests.support import factories
factories.consent(CaseStoryPage.objects.latest("pk"))
"""
numbers = count(1)


@pytest.fixture
def admin(sessions: dict[str, BrowserContext], admin_language: str) -> Iterator[Page]:
    """An editor's page, in the admin's language of the test."""
    page = sessions[admin_language].new_page()
    yield page
    page.close()


# Each type of page meets both admins and both languages first, and either admin begins with either language somewhere.
# `make test` takes the first of what is written most.
WRITTEN_MOST = ("articles.articlepage",)
CASES = [
    pytest.param(page_type, admin_language, first, marks=pytest.mark.thorough if place or page_type not in WRITTEN_MOST else ())
    for number, page_type in enumerate(PAGE_TYPES)
    for place, (admin_language, first) in enumerate(
        (("da", "da"), ("en", "en")) if number % 2 == 0 else (("da", "en"), ("en", "da"))
    )
]


# While a page lacks what publishing needs, autosave may be told so.
@pytest.mark.expects("perhaps 400 POST /admin/pages/*/edit/")
@pytest.mark.parametrize(("page_type", "admin_language", "first"), CASES)
def test_a_page_is_written_previewed_and_published(site: Site, admin: Page, reader: Page, page_type: str, first: str) -> None:
    parent, texts, has_body = PAGE_TYPES[page_type]
    number = next(numbers)
    second = OTHER[first]

    # A title alone is enough for a draft.
    admin.goto(f"/admin/pages/add/{page_type.replace('.', '/')}/{site.page_id(parent)}/")
    admin.fill(f"#id_title_{first}", f"{TITLES[first]} {number}")
    if page_type == "articles.casestorypage":
        admin.fill("#id_pseudonym", "Mette")
    save_draft(admin)

    # Publishing with both languages on names what is missing, and keeps what was typed.
    write(admin, first, texts, has_body, page_type)
    publish(admin)
    expect(admin.locator(".error-message").first).to_be_visible()
    assert admin.input_value(f"#id_title_{first}") == f"{TITLES[first]} {number}"

    # A story is public only with a patient's consent.
    if page_type == "articles.casestorypage":
        assert site.run(CONSENT).wait() == 0

    # A page on a pain is public only with the signs on which to see a doctor.
    if page_type == "articles.conditionpage":
        admin.click("#id_warning_signs-chooser [data-chooser-action-choose]:visible")
        admin.locator(".modal-body table a").first.click()
        expect(admin.locator("#id_warning_signs-chooser [data-chooser-title]")).not_to_be_empty()

    # One language alone is published.
    admin.uncheck(f"#id_shown_{second}")
    publish(admin)
    expect(admin.locator(".messages .success")).to_be_visible()

    # Then the other one too.
    open_editor(admin, admin.locator(".messages a[href$='/edit/']").get_attribute("href") or "")
    admin.fill(f"#id_title_{second}", f"{TITLES[second]} {number}")
    write(admin, second, texts, has_body, page_type)
    admin.check(f"#id_shown_{second}")
    expect(open_preview(admin).locator("h1")).to_contain_text(str(number))
    publish(admin)
    expect(admin.locator(".messages .success")).to_be_visible()
    if parent in PARENT_ADDRESS:
        for language in ("da", "en"):
            reader.goto(f"{PARENT_ADDRESS[parent][language]}{SLUGS[language]}-{number}/")
            expect(reader.locator("h1")).to_have_text(f"{TITLES[language]} {number}")
            assert reader.locator("html").get_attribute("lang") == language


def add_block(admin: Page, language: str) -> Locator:
    """Choose the first kind of block; on a busy machine the menu may be drawn anew under the pointer."""
    panel = admin.locator(f"section:has([data-contentpath='body_{language}'])").last
    field = admin.locator(f"[name=body_{language}-0-value]")
    for _ in range(5):
        if field.count():
            break
        with suppress(PlaywrightError):
            panel.locator(".c-sf-add-button").first.click(timeout=5_000)
            admin.locator(".w-combobox__option").first.click(timeout=5_000)
            field.wait_for(timeout=5_000)
    return field


def write(admin: Page, language: str, texts: list[str], has_body: bool, page_type: str) -> None:
    """Write everything that a page needs in one language."""
    for name in texts:
        admin.fill(f"#id_{name}_{language}", f"Lead {language}")
    if has_body:
        add_block(admin, language).fill(f"Heading {language}")
    for name in RICH_TEXTS.get(page_type, ()):
        editor = admin.locator(f"[data-contentpath='{name}_{language}'] [role=textbox]")
        editor.click()
        editor.press_sequentially(f"{name} {language}")

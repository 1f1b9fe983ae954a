"""Takes the pictures of the editors' guide; `make screenshots` runs it, the tests do not."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from home.admin.guide.tasks import PICTURE_SIZE, PICTURES
from tests.browser.admin import open_menu, open_preview, settle
from tests.support.served import PROJECT, Site

SUBMIT = """
from home.models import InfoPage, LanguageTaskState, User
page = InfoPage.objects.get(slug_da="foerste-besoeg").get_latest_revision_as_object()
if not page.workflow_in_progress:
    page.save_revision()
    page.get_workflow().start(page, User.objects.get(username="en"))
    LanguageTaskState.objects.update(language="en")
"""
WRITE = """
from articles.models import ArticlePage, Comment
from home.models import ContactPage, ContactSubmission
page, contact = ArticlePage.objects.first(), ContactPage.objects.first()
Comment.objects.get_or_create(form_key="guide", digest="guide", defaults={
    "page_id": page.pk, "lang": "da", "answer_lang": "da", "name": "B.K.", "email": "eksempel@example.org",
    "text": "Hvor længe varer en behandling, og må jeg køre bil bagefter?",
})
people = [("da", "Eksempel Hansen", "En ny tid"), ("en", "Example Smith", "Et spørgsmål")]
for number, (language, name, about) in enumerate(people):
    answers = {"name": name, "telephone": "00 00 00 00", "email": "", "about": about}
    ContactSubmission.objects.get_or_create(token=f"guide-{number}", defaults={
        "page_id": contact.pk, "form_data": answers, "language": language, "consent_text": "Ja",
    })
"""
WIDTH, HEIGHT = PICTURE_SIZE
MOST_BYTES = 60_000
Shot = Callable[[Page, Site], None]


def edit(model: str) -> Shot:
    """Show the editor of the first page of a type."""

    def show(admin: Page, site: Site) -> None:
        admin.goto(f"/admin/pages/{site.page_id(model)}/edit/")

    return show


def edit_at(model: str, selector: str) -> Shot:
    """Show a part of the editor of the first page of a type."""

    def show(admin: Page, site: Site) -> None:
        edit(model)(admin, site)
        admin.locator(selector).first.evaluate("part => part.scrollIntoView({block: 'center'})")

    return show


def new_article(admin: Page, site: Site) -> None:
    admin.goto(f"/admin/pages/add/articles/articlepage/{site.page_id('articleindexpage')}/")
    admin.fill("#id_title_da", "Ondt i lænden")
    admin.fill("#id_title_en", "Low back pain")
    settle(admin)


def menu(admin: Page, site: Site) -> None:
    edit("infopage")(admin, site)
    open_menu(admin)


def preview(admin: Page, site: Site) -> None:
    edit("articlepage")(admin, site)
    expect(open_preview(admin).locator("h1")).to_be_visible()


def clinic(tab: int) -> Shot:
    """Show a tab of the clinic's facts."""

    def show(admin: Page, site: Site) -> None:
        admin.goto("/admin/settings/home/clinicsettings/")
        admin.get_by_role("tab").nth(tab).click()

    return show


def submitted(admin: Page, site: Site) -> None:
    assert site.run(SUBMIT).wait() == 0
    admin.goto(f"/admin/pages/{site.value('SELECT id FROM home_basepage WHERE slug_da = %s', ['foerste-besoeg'])}/edit/")
    open_menu(admin)


def picture(admin: Page, site: Site) -> None:
    admin.goto(f"/admin/images/{site.value('SELECT min(id) FROM home_clinicimage WHERE width > %s', ['1000'])}/")
    admin.locator("#id_alt_text_da").evaluate("part => part.scrollIntoView({block: 'center'})")


def comment(admin: Page, site: Site) -> None:
    assert site.run(WRITE).wait() == 0
    number = site.value("SELECT id FROM articles_comment WHERE form_key = %s", ["guide"])
    admin.goto(f"/admin/snippets/articles/comment/edit/{number}/")


def requests(admin: Page, site: Site) -> None:
    assert site.run(WRITE).wait() == 0
    admin.goto("/admin/requests/")


def at(address: str) -> Shot:
    """Show an address of the admin."""
    return lambda admin, site: admin.goto(f"/admin/{address}/") and None


SHOTS: dict[str, Shot] = {
    "write-an-article": new_article,
    "publish-one-language": menu,
    "add-english-later": edit_at("articlepage", "#id_shown_en"),
    "change-a-text": edit_at("infopage", "[data-contentpath=lead_da]"),
    "preview-and-share": preview,
    "opening-hours": clinic(1),
    "prices": clinic(2),
    "a-picture": picture,
    "a-case-story": edit("casestorypage"),
    "what-is-missing": at("readiness"),
    "approve": submitted,
    "old-addresses": at("redirects/add"),
    "comments": comment,
    "requests": requests,
}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", SHOTS)
def test_the_picture_is_taken(site: Site, sessions: dict[str, BrowserContext], name: str, language: str) -> None:
    admin = sessions[language].new_page()
    # The admin remembers which panels were open.
    admin.add_init_script("localStorage.clear()")
    admin.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    SHOTS[name](admin, site)
    settle(admin)
    shown = Image.open(io.BytesIO(admin.screenshot(animations="disabled")))
    admin.close()
    file = PROJECT / "home/static" / PICTURES.format(language=language, name=name)
    file.parent.mkdir(parents=True, exist_ok=True)
    shown.save(file, quality=60, method=6)
    assert file.stat().st_size <= MOST_BYTES

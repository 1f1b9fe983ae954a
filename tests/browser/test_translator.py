"""The article on sciatica goes to a translator and comes back, in Danish, by hand; meanwhile somebody changes the source."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.admin import log_in
from tests.support.served import PASSWORD, Site

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

MAKE_PAGE = f"""
from wagtail.users.models import UserProfile
from articles.models import ArticlePage
from home.models import HomePage, InfoPage, User
user = User.objects.create_superuser("sender", "sender@example.org", "{PASSWORD}")
UserProfile.objects.create(user=user, preferred_language="da")
article = ArticlePage.objects.get(slug_da="lindring-af-iskias-med-akupunktur")
HomePage.objects.first().add_child(instance=InfoPage(
    title_da="Iskias ude", slug_da="iskias-ude", lead_da="Kort.", shown_en=False, live=False,
    body_da=article.body_da.get_prep_value(),
)).save_revision()
"""
CHANGE = """
from home.models import InfoPage
draft = InfoPage.objects.get(slug_da="iskias-ude").get_latest_revision_as_object()
draft.lead_da = "Kort og godt."
draft.save_revision()
"""
WRITTEN = "SELECT count(*) FROM home_infopage WHERE basepage_ptr_id = %s AND {}"


def test_the_article_is_sent_translated_and_brought_back_with_a_conflict(browser: Browser, site: Site, tmp_path: Path) -> None:
    assert site.run(MAKE_PAGE).wait(120) == 0
    number = str(site.value("SELECT id FROM home_basepage WHERE slug_da = %s", ["iskias-ude"]))
    context = log_in(browser, site, "sender")
    page = context.new_page()
    page.goto(f"/admin/pages/{number}/send-to-translator/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download filen").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    text = file.read_text(encoding="utf-8")
    file.write_text(
        re.sub(r"(<source[^>]*>)(.*?)</source>", r"\1\2</source><target>English: \2</target>", text), encoding="utf-8"
    )
    assert site.run(CHANGE).wait(120) == 0

    page.goto("/admin/bring-translation-back/")
    page.get_by_label("Oversætterens fil").set_input_files(file)
    page.get_by_role("button", name="Vis, hvad den ændrer").click()
    expect(page.get_by_text("Kildeteksten er ændret, siden den blev sendt.")).to_have_count(1)
    assert site.value(WRITTEN.format("body_en::text LIKE '%%English: %%'"), [number]) == 0
    page.get_by_role("button", name=re.compile(r"Hent \d+ tekster hjem")).click()
    expect(page.get_by_text("tekster er hentet hjem.")).to_be_visible()
    assert site.value(WRITTEN.format("body_en::text LIKE '%%English: %%' AND coalesce(lead_en, '') = ''"), [number]) == 1
    context.close()

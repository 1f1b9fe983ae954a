"""A language that is not finished, or is switched off, goes public on no road."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from articles.models import ArticleIndexPage
from home.bilingual.publishing import publish_language
from home.models import BasePage, HomePage, User
from tests.home.admin import person, press
from tests.support import factories


@pytest.fixture
def desk(editor: User, client: Client) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def english_first(home_page: HomePage) -> ArticleIndexPage:
    """A draft with everything but a Danish title."""
    page = factories.article_index(home_page, title_da="", live=False)
    page.save_revision()
    return ArticleIndexPage.objects.get(pk=page.pk)


def bulk_publish(desk: Client, page: BasePage) -> str:
    return desk.post(f"/admin/bulk/home/basepage/publish/?id={page.pk}", follow=True).content.decode()


def approve(desk: Client, page: BasePage) -> str:
    page.get_workflow().start(page, User.objects.get())
    action = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    return str(press(person("moderator", "Redaktør / Editor"), page, **action))


def schedule(desk: Client, page: BasePage) -> str:
    time = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    return str(press(desk, page, **{"go_live_at": time, "action-publish": "true"}))


ROADS = {
    "publish": lambda desk, page: str(press(desk, page, **{"action-publish": "true"})),
    "publish only": lambda desk, page: str(press(desk, page, **{"action-publish": "da"})),
    "bulk": bulk_publish,
    "approval": approve,
    "schedule": schedule,
}


@pytest.mark.parametrize("road", ROADS)
def test_a_borrowed_title_serves_drafts_only(english_first: ArticleIndexPage, desk: Client, road: str) -> None:
    assert "»Titel« mangler på dansk" in ROADS[road](desk, english_first)
    page = ArticleIndexPage.objects.get()
    assert (page.title_da, page.live, page.approved_schedule) == ("Articles", False, False)


def test_the_page_can_be_published_in_english_alone(english_first: ArticleIndexPage, desk: Client) -> None:
    press(desk, english_first, **{"action-publish": "en"})
    assert desk.get("/en/articles/").status_code == 200
    assert "»Titel« mangler på dansk" in press(desk, english_first, **{"action-publish": "da"}).text


def test_the_english_words_may_be_the_danish_title_once_somebody_writes_them(
    english_first: ArticleIndexPage, desk: Client
) -> None:
    screen = desk.get(f"/admin/pages/{english_first.pk}/edit/").content
    assert not BeautifulSoup(screen, "html.parser").select_one("[name=title_da]").text.strip()
    press(desk, english_first, title_da="Articles", **{"action-publish": "true"})
    assert ArticleIndexPage.objects.get().live


def test_with_the_danish_title_comes_a_danish_address(english_first: ArticleIndexPage, desk: Client) -> None:
    press(desk, english_first, title_da="Læs mere", **{"action-publish": "true"})
    assert desk.get("/laes-mere/").status_code == 200


@pytest.mark.parametrize("live", [True, False])
def test_a_language_that_is_switched_off_is_not_published_unawares(home_page: HomePage, desk: Client, live: bool) -> None:
    page = factories.article_index(home_page, shown_en=False, live=live)
    page.save_revision()
    assert "Engelsk er slået fra på siden" in press(desk, page, **{"action-publish": "en"}).text
    with pytest.raises(ValidationError):
        publish_language(page, "en")
    assert ArticleIndexPage.objects.get().shown_en is False
    press(desk, page, shown_en="on", **{"action-publish": "en"})
    assert ArticleIndexPage.objects.get().shown_en is True


def test_what_a_translator_sends_for_a_language_that_is_switched_off_is_refused(home_page: HomePage, desk: Client) -> None:
    page = factories.article_index(home_page, shown_en=False)
    page.save_revision().publish()
    translator = person("translator", "Oversætter til engelsk / Translator (English)")
    assert "Engelsk er slået fra på siden" in press(translator, page, **{"action-submit": "en"}).text
    page.get_workflow().start(page, User.objects.get(username="translator"))
    moderator = person("moderator", "Redaktør / Editor")
    screen = press(moderator, page, **{"action-workflow-action": "true", "workflow-action-name": "approve"})
    assert "Engelsk er slået fra på siden" in screen.text
    assert ArticleIndexPage.objects.get().shown_en is False


def test_a_title_that_is_pasted_with_line_breaks_is_one_line(english_first: ArticleIndexPage, desk: Client) -> None:
    press(desk, english_first, title_da="Artikler\r\nog\r\nråd")
    assert ArticleIndexPage.objects.get().get_latest_revision_as_object().title_da == "Artikler og råd"

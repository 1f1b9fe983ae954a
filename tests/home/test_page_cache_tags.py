"""Which addresses a change makes stale: what the pages noted while they were rendered, against what the triggers wrote down."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage, RelatedPage
from home.models import BasePage, ClinicSettings, HomePage
from home.page_cache.recording import recording
from tests import factories

ARTICLE = {"/artikler/om-iskias/", "/en/articles/about-sciatica/"}
OTHER_ARTICLE = {"/artikler/om-ryggen/", "/en/articles/about-the-back/"}
LISTS = {"/", "/en/", "/artikler/", "/en/articles/"}
ALL = ARTICLE | OTHER_ARTICLE | LISTS


@pytest.fixture
def article(home_page: HomePage) -> ArticlePage:
    index = factories.article_index(home_page)
    factories.article(index, "Om ryggen", "About the back")
    ClinicSettings.load()
    return factories.article(index)


@pytest.fixture
def stale(article: ArticlePage, client: Client) -> Callable[..., set[str]]:
    """Return the addresses that an act makes stale."""

    def noted(address: str) -> set[str]:
        with recording() as record:
            assert client.get(address).status_code == 200
        return record.tags

    def addresses(act: Callable[[], object], asked: set[str] = ALL) -> set[str]:
        before = {address: noted(address) for address in asked}
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM page_cache.change")
            act()
            cursor.execute("SELECT DISTINCT unnest(tags) FROM page_cache.change")
            changed = {tag for (tag,) in cursor.fetchall()}
        return {address for address, tags in before.items() if tags & changed}

    return addresses


def save_draft(article: ArticlePage) -> None:
    article.lead_da = "Nyt"
    article.save_revision()


def test_only_what_shows_a_change_goes_stale(article: ArticlePage, stale: Callable[..., set[str]]) -> None:
    assert stale(lambda: save_draft(article)) == set()
    assert stale(lambda: article.get_latest_revision().publish()) == ARTICLE | LISTS
    assert stale(lambda: ArticlePage.objects.filter(pk=article.pk).update(next_review="2030-01-01")) == ARTICLE | LISTS
    assert stale(lambda: ClinicSettings.objects.update(telephone="+45 11 22 33 44")) == ALL
    assert stale(lambda: BasePage.objects.filter(pk=article.get_parent().pk).update(title_en="Reading")) == ALL


def test_what_hides_a_page_makes_it_stale(article: ArticlePage, stale: Callable[..., set[str]]) -> None:
    restricted = {"page_id": article.pk, "restriction_type": PageViewRestriction.LOGIN}
    assert stale(lambda: PageViewRestriction.objects.create(**restricted)) == ARTICLE | LISTS
    PageViewRestriction.objects.all().delete()
    assert stale(lambda: factories.info_page(article.get_parent().get_parent())) == ALL
    assert stale(article.unpublish) >= ARTICLE | LISTS


def test_a_page_that_is_opened_to_readers_appears_where_it_is_named(
    article: ArticlePage, stale: Callable[..., set[str]]
) -> None:
    other = ArticlePage.objects.exclude(pk=article.pk).get()
    RelatedPage.objects.create(page=other, target=article)
    restriction = PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert stale(restriction.delete, ALL - ARTICLE) == ALL - ARTICLE


def test_a_story_that_is_opened_to_readers_appears_on_its_article(article: ArticlePage, stale: Callable[..., set[str]]) -> None:
    story = factories.case_story(factories.case_story_index(HomePage.objects.get()), article=article)
    factories.consent(story)
    restriction = PageViewRestriction.objects.create(page=story, restriction_type=PageViewRestriction.LOGIN)
    assert stale(restriction.delete) >= ARTICLE

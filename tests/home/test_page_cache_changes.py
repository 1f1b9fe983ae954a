"""Which acts make every kept page stale: those that readers may see, and no others."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from articles.models import ArticlePage, View
from articles.readership import fold
from home.models import BasePage, ClinicSettings, HomePage
from tests.support import factories


@pytest.fixture
def article(home_page: HomePage) -> ArticlePage:
    ClinicSettings.load()
    return factories.article(factories.article_index(home_page))


def is_noted(act: Callable[[], object]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM page_cache.change")
        act()
        cursor.execute("SELECT count(*) FROM page_cache.change")
        return bool(cursor.fetchone()[0])


def save_draft(article: ArticlePage) -> None:
    article.title_da = article.lead_da = "Nyt"
    article.save_revision()


def test_what_readers_may_see_is_noted(article: ArticlePage) -> None:
    save_draft(article)
    assert is_noted(lambda: article.get_latest_revision().publish())
    assert is_noted(lambda: ArticlePage.objects.filter(pk=article.pk).update(next_review="2030-01-01"))
    assert is_noted(lambda: ClinicSettings.objects.update(telephone="+45 11 22 33 44"))
    assert is_noted(lambda: BasePage.objects.filter(pk=article.pk).update(title_en="Reading"))
    assert is_noted(lambda: Site.objects.update(port=81))
    assert is_noted(lambda: PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN))
    assert is_noted(lambda: PageViewRestriction.objects.all().delete())
    assert is_noted(lambda: article.move(HomePage.objects.get(), "first-child"))
    assert is_noted(article.unpublish)
    assert is_noted(lambda: connection.cursor().execute("TRUNCATE articles_dailyviews"))


def test_what_no_reader_sees_is_not_noted(article: ArticlePage) -> None:
    assert not is_noted(lambda: save_draft(article))
    assert not is_noted(lambda: View.objects.create(page=article, language="da", day=timezone.localdate()))
    call_command("scheduledwork", verbosity=0)
    assert not is_noted(lambda: call_command("scheduledwork", verbosity=0))


def test_a_folded_figure_is_a_change_like_any_other(article: ArticlePage) -> None:
    View.objects.create(page=article, language="da", day=timezone.localdate())
    assert is_noted(fold)

"""A view is counted for a reader who has a public page before her, and for nobody and nothing else."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage, DailyViews, ReadershipSettings, View
from articles.readership import fold, public_views
from articles.readership.plot import line_step, starts
from home.models import HomePage, User
from tests.support import factories
from tests.support.queries import at_most

TELEPHONE = {
    "User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Safari/604.1",
    "Sec-Fetch-Site": "same-origin",
}
ROBOTS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/130.0 Safari/537.36",
    "facebookexternalhit/1.1",
    "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0 Safari/537.36",
    "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "python-requests/2.32",
    "curl/8.10",
    "",
]


@pytest.fixture
def article(home_page: HomePage) -> ArticlePage:
    """An article, public in both languages."""
    return factories.article(factories.article_index(home_page))


def tell(client: Client, page: Any, language: str = "da", method: str = "post", **headers: str) -> HttpResponse:
    """Tell of a view as a page does, with the headers of a telephone but for those that are given."""
    with translation.override(language):
        address = reverse("count_view", args=[page.pk])
    return getattr(client, method)(address, headers={**TELEPHONE, **{k.replace("_", "-"): v for k, v in headers.items()}})


def test_views_of_both_languages_are_one_figure(client: Client, article: ArticlePage) -> None:
    tell(client, article, "da")
    fold()
    tell(client, article, "da")
    tell(client, article, "en", method="get")
    assert public_views(article) == 1
    fold()
    assert "3 visninger" in client.get(article.url).content.decode()
    assert "3 views" in client.get(article.url_in("en")).content.decode()
    assert not View.objects.exists()
    assert list(DailyViews.objects.order_by("language").values_list("language", "count")) == [("da", 2), ("en", 1)]
    assert public_views(article) == 3
    assert fold() == 0
    DailyViews.objects.filter(language="da").update(count=1233)
    assert "1.234 visninger" in client.get(article.url).content.decode()


def test_a_case_story_tells_its_views_too(client: Client, home_page: HomePage) -> None:
    story = factories.case_story(factories.case_story_index(home_page))
    assert "visning" not in client.get(story.url).content.decode()
    tell(client, story)
    fold()
    content = client.get(story.url).content.decode()
    assert "1 visning<" in content
    assert f'<noscript><img src="/_views/{story.pk}/"' in content


@pytest.mark.parametrize("agent", ROBOTS)
def test_a_robot_is_no_reader(client: Client, article: ArticlePage, agent: str) -> None:
    assert tell(client, article, User_Agent=agent).status_code == HTTPStatus.NO_CONTENT
    assert not View.objects.exists()


def test_a_telephone_by_the_name_of_cubot_is_a_reader(client: Client, article: ArticlePage) -> None:
    tell(client, article, User_Agent="Mozilla/5.0 (Linux; Android 14; CUBOT KINGKONG) Chrome/130.0 Mobile Safari/537.36")
    assert View.objects.count() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "none"},
        {"Sec_Fetch_Site": "", "Origin": "https://elsewhere.example"},
        {"Sec_Fetch_Site": ""},
        {"Sec_Purpose": "prefetch;prerender"},
    ],
)
def test_what_no_page_of_ours_shows_is_not_counted(client: Client, article: ArticlePage, headers: dict[str, str]) -> None:
    tell(client, article, **headers)
    assert not View.objects.exists()


@pytest.mark.parametrize("header", ["Origin", "Referer"])
def test_a_browser_without_the_newer_headers_is_counted(client: Client, article: ArticlePage, header: str) -> None:
    tell(
        client,
        article,
        Sec_Fetch_Site="",
        **{header: "http://testserver/artikler/om-iskias/"[: 17 if header == "Origin" else 99]},
    )
    assert View.objects.count() == 1


def test_whoever_is_logged_in_is_not_counted(client: Client, article: ArticlePage, editor: User) -> None:
    client.force_login(editor)
    tell(client, article)
    assert not View.objects.exists()


def test_what_is_not_public_in_the_language_does_not_exist(client: Client, article: ArticlePage, home_page: HomePage) -> None:
    article.shown_en = False
    article.save()
    assert tell(client, article, "en").status_code == HTTPStatus.NOT_FOUND
    assert tell(client, home_page).status_code == HTTPStatus.NOT_FOUND
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert tell(client, article).status_code == HTTPStatus.NOT_FOUND
    assert tell(client, article, method="put").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert not View.objects.exists()


def test_a_view_costs_two_queries_and_leaves_nothing_with_the_reader(client: Client, article: ArticlePage) -> None:
    tell(client, article)
    # Is the version public? Then it is counted.
    with at_most(2):
        response = tell(client, article)
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert "Vary" not in client.get(article.url).headers or "Cookie" not in client.get(article.url).headers["Vary"]
    assert {field.name for field in View._meta.fields} == {"id", "page", "language", "day"}


def test_a_preview_counts_nothing(article: ArticlePage) -> None:
    assert "_views" not in article.make_preview_request(preview_mode="da").content.decode()


def test_readers_are_not_told_where_editors_have_switched_it_off(client: Client, article: ArticlePage) -> None:
    tell(client, article)
    ReadershipSettings.objects.create(show_views=False)
    assert "visning" not in client.get(article.url).content.decode()
    tell(client, article)
    assert View.objects.count() == 2


def test_the_report_shows_pages_and_languages_of_a_period(client: Client, article: ArticlePage, editor: User) -> None:
    client.force_login(editor)
    today = timezone.localdate()
    rows = [("da", today, 5), ("en", today, 2), ("da", today - timedelta(60), 40), ("da", today - timedelta(200), 300)]
    DailyViews.objects.bulk_create(DailyViews(page=article, language=x, day=day, count=n) for x, day, n in rows)
    View.objects.create(page=article, language="en", day=today)
    for period, (danish, english) in {"30": (5, 3), "90": (45, 3), "365": (345, 3), "all": (345, 3), "": (45, 3)}.items():
        response = client.get(reverse("readership"), {"period": period})
        [page] = response.context["object_list"]
        assert (page.views_da, page.views_en, page.views) == (danish, english, danish + english)
        assert sum(bar.total for bar in response.context["plot"].bars) == danish + english
        assert "<svg" in response.content.decode()
    export = client.get(reverse("readership"), {"export": "csv", "period": "30"}).getvalue().decode()
    assert export.splitlines()[1].endswith(";5;3;8")
    assert client.get(reverse("readership"), {"export": "xlsx"}).status_code == HTTPStatus.OK
    assert not client.get(reverse("readership"), {"q": "findes ikke"}).context["object_list"]


def test_the_plot_has_a_bar_for_each_step_and_few_lines() -> None:
    day = timezone.localdate().replace(year=2026, month=1, day=31)
    assert [start.isoformat() for start in starts(day, day + timedelta(60), "month")] == [
        "2026-01-01",
        "2026-02-01",
        "2026-03-01",
        "2026-04-01",
    ]
    assert len(list(starts(day, day + timedelta(29), "day"))) == 30
    assert all(start.weekday() == 0 for start in starts(day, day + timedelta(89), "week"))
    assert [line_step(most) for most in (0, 4, 5, 20, 21, 1000)] == [1, 1, 2, 5, 10, 500]

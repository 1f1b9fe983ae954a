"""Lists by topic: real pages at their own addresses, in the languages that have something on them."""

import re

import pytest
from django.test import Client

from articles.models import ArticleIndexPage, ArticlePage, CaseStoryPage, Topic
from home.models import HomePage
from tests.support import factories
from tests.support.queries import at_most

HOST = "http://testserver"
# The site, its place, the list itself, the clinic, the topics, the entries and their pictures.
CEILING = 7
DANISH, ENGLISH = "/artikler/emne/iskias/", "/en/articles/topic/sciatica/"
STORIES = {"/patienthistorier/": "/patienthistorier/emne/iskias/", "/en/case-stories/": "/en/case-stories/topic/sciatica/"}


@pytest.fixture
def article(home_page: HomePage) -> ArticlePage:
    """An article about sciatica, with its case story, and one about nothing in particular."""
    topic = Topic.objects.create(name_da="Iskias", name_en="Sciatica", slug_da="iskias", slug_en="sciatica")
    index = factories.article_index(home_page)
    factories.article(index, "Hovedpine", "Headache")
    article = factories.article(index, "Ondt i benet", "A sore leg")
    article.topics.add(topic)
    article.save()
    factories.case_story(factories.case_story_index(home_page), article=article)
    return article


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def links(html: str, part: str = "html") -> set[str]:
    """The addresses that a part of a page leads to."""
    found = re.search(rf"<{part}\b.*?</{part}>", html, re.DOTALL)
    assert found
    return {href.removeprefix(HOST) for href in re.findall(r'href="([^"]*)"', found[0])}


def test_a_topic_lists_its_articles_and_says_so(client: Client, article: ArticlePage) -> None:
    for address, index, name, listed, other in (
        (DANISH, "/artikler/", "Iskias", "/artikler/ondt-i-benet/", "/artikler/hovedpine/"),
        (ENGLISH, "/en/articles/", "Sciatica", "/en/articles/a-sore-leg/", "/en/articles/headache/"),
    ):
        html = read(client, address)
        assert f"<h1>{name}</h1>" in html
        assert f"<title>{name} – " in html
        assert {index, listed} <= links(html, "main")
        assert other not in html
        assert f'<link rel="canonical" href="{HOST}{address}">' in html
        # Its list is for readers; search engines are led to what stands in it.
        assert "noindex, follow" in html
        assert "noindex" not in read(client, index)
        assert {address, listed, other} <= links(read(client, index), "main")
        assert address in links(read(client, listed), "main")
        assert address not in read(client, other)


def test_a_topic_lists_the_case_stories_of_its_articles(client: Client, article: ArticlePage) -> None:
    for index, address in STORIES.items():
        assert address in links(read(client, index), "main")
        assert read(client, address).count("card--story") == 1
    CaseStoryPage.objects.update(article=None)
    for index, address in STORIES.items():
        assert address not in read(client, index)
        assert client.get(address).status_code == 404


def test_the_languages_of_a_topic_know_each_other(client: Client, article: ArticlePage) -> None:
    for address, other in ((DANISH, ENGLISH), (ENGLISH, DANISH)):
        html = read(client, address)
        assert other in links(html, "header")
        assert {DANISH, ENGLISH} <= links(html, "head")


def test_a_topic_without_public_articles_is_absent_in_that_language_alone(client: Client, article: ArticlePage) -> None:
    article.shown_en = False
    article.save_revision().publish()
    assert client.get(ENGLISH).status_code == 404
    assert ENGLISH not in read(client, "/en/articles/")
    html = read(client, DANISH)
    assert ENGLISH not in html
    assert "/en/articles/" in links(html, "header")
    assert "English (Articles)" in html


@pytest.mark.parametrize("missing", [{"name_en": ""}, {"slug_en": None}])
def test_a_topic_that_is_not_translated_is_offered_in_its_own_language_alone(
    client: Client, article: ArticlePage, missing: dict[str, str | None]
) -> None:
    Topic.objects.update(**missing)
    assert client.get(ENGLISH).status_code == 404
    for address in ("/en/articles/a-sore-leg/", "/en/articles/", DANISH):
        assert "/en/articles/topic/" not in read(client, address)


def test_an_unknown_topic_is_not_found(client: Client, article: ArticlePage) -> None:
    for address in (
        "/artikler/emne/",
        "/artikler/emne/ukendt/",
        "/artikler/emne/sciatica/",
        "/artikler/topic/sciatica/",
        "/artikler/emne/iskias/mere/",
        "/artikler/emne/%00/",
        "/en/articles/emne/iskias/",
        "/en/articles/topic/iskias/",
        "/emne/iskias/",
    ):
        assert client.get(address).status_code == 404, address


def test_a_closed_list_has_no_topics(client: Client, article: ArticlePage) -> None:
    index = ArticleIndexPage.objects.get()
    index.shown_en = False
    index.save_revision().publish()
    assert client.get(ENGLISH).status_code == 404
    assert client.get(DANISH).status_code == 200


def test_the_list_of_a_topic_moves_with_the_list_of_articles(client: Client, article: ArticlePage) -> None:
    index = article.get_parent().specific
    index.slug_da = "viden"
    index.save_revision().publish()
    moved = client.get(f"{DANISH}?page=2")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/viden/emne/iskias/?page=2")
    assert client.get(moved.headers["Location"]).status_code == 200
    for path in ("/artikler/emne/findes-ikke/", "/artikler/findes-ikke/", "/artikler/emne/iskias/mere/", "/viden/findes-ikke/"):
        assert client.get(path).status_code == 404, path


def test_a_long_topic_is_read_page_by_page(client: Client, article: ArticlePage) -> None:
    read(client, DANISH)
    with at_most(CEILING) as one_article:
        read(client, DANISH)
    factories.clones(article, 30)
    links_to_topic = ArticlePage.topics.through
    links_to_topic.objects.bulk_create(
        links_to_topic(articlepage_id=page.pk, topic=Topic.objects.get()) for page in ArticlePage.objects.exclude(pk=article.pk)
    )
    with at_most(len(one_article)):
        second = read(client, f"{DANISH}?page=2")
    assert "Side 2" in second
    assert 'href="?page=3"' in second
    assert f'<link rel="canonical" href="{HOST}{DANISH}?page=2">' in second
    assert "hreflang" not in re.search("<head>.*</head>", second, re.DOTALL)[0]
    assert ENGLISH in links(second, "header")

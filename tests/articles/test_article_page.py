"""The article, which every reader comes for: where it is listed, and what it costs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage
from articles.models.listing import PAGES_PER_LIST
from tests.support import factories
from tests.support.queries import at_most

ADDRESSES = {
    "da": "/artikler/lindring-af-iskias-med-akupunktur/",
    "en": "/en/articles/relieving-sciatica-pain-through-acupuncture/",
}
# What the article's page asks the database for: the site; the page's place in the tree, with the menu, the ancestors and both
# languages of each; the article with its author, sources, topics and choice of pages; the pages that it refers to; its pictures
# with their renditions; the clinic with its hours, exceptions, prices and examples; the comments; the views; the conditions
# on its topics, and their pictures.
CEILING = 10
# A list asks for the site, its place, itself, the clinic, the topics, the pages shown and their pictures.
LIST_CEILING = 7
LISTINGS = {"da": ["/", "/artikler/"], "en": ["/en/", "/en/articles/"]}


@pytest.fixture
def article(shipped: None, db: None) -> ArticlePage:
    """The real article, on the real site."""
    return ArticlePage.objects.get()


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_article_stays_below_its_ceiling_with_two_hundred_siblings(
    client: Client, article: ArticlePage, language: str
) -> None:
    client.get(ADDRESSES[language])
    with at_most(CEILING) as alone:
        client.get(ADDRESSES[language])
    factories.clones(article, 200)
    assert article.get_siblings().public_in(language).count() == 201
    with at_most(CEILING) as among_many:
        assert client.get(ADDRESSES[language]).status_code == 200
    assert len(alone) == len(among_many)


def test_a_photograph_costs_no_query_more_and_nothing_is_written(client: Client, article: ArticlePage) -> None:
    article.hero_image = factories.picture("Nåle")
    article.save_revision().publish()
    client.get(ADDRESSES["da"])
    with at_most(CEILING) as captured:
        assert b"<picture>" in client.get(ADDRESSES["da"]).content
    assert {query["sql"].split()[0] for query in captured} == {"SELECT"}


def test_both_languages_cost_the_same(client: Client, article: ArticlePage) -> None:
    counts = set()
    for address in ADDRESSES.values():
        client.get(address)
        with at_most(CEILING) as captured:
            client.get(address)
        counts.add(len(captured))
    assert len(counts) == 1


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_article_has_every_section_in_its_order(client: Client, article: ArticlePage, language: str) -> None:
    sections = {
        "da": [
            "Hvad er iskias?",
            "Hvad kan udløse iskias?",
            "De almindelige symptomer",
            "helhedsorienteret",
            "Sådan behandler jeg iskias",
            "Risici ved akupunktur",
            "Hvad siger forskningen?",
            "En patienthistorie",
            "Næste skridt",
        ],
        "en": [
            "Understanding sciatica",
            "Possible triggers",
            "Common symptoms",
            "holistic approach",
            "How sciatica is treated",
            "The risks of acupuncture",
            "What does the research say?",
            "A case story",
            "The next step",
        ],
    }[language]
    body = client.get(ADDRESSES[language]).content.decode().split('class="flow"', 1)[-1]
    positions = [body.find(section) for section in sections]
    assert -1 not in positions, sections[positions.index(-1)]
    assert positions == sorted(positions)


def appearances(client: Client, language: str) -> list[str]:
    """Name the addresses that mention the article in a language, its own included."""
    address = ADDRESSES[language]
    mentions = [listing for listing in LISTINGS[language] if f'href="{address}"' in client.get(listing).content.decode()]
    other = ADDRESSES["en" if language == "da" else "da"]
    if f'href="http://localhost:8000{address}"' in client.get(other).content.decode():
        mentions.append(other)
    return mentions + ([address] if client.get(address).status_code == 200 else [])


def test_a_language_that_is_off_appears_nowhere_and_returns_when_on(client: Client, article: ArticlePage) -> None:
    everywhere = appearances(client, "en")
    assert everywhere == ["/en/", "/en/articles/", ADDRESSES["da"], ADDRESSES["en"]]
    article.shown_en = False
    article.save_revision().publish()
    assert appearances(client, "en") == []
    assert appearances(client, "da") == ["/", "/artikler/", ADDRESSES["da"]]
    assert "sciatica" not in client.get("/en/articles/").content.decode().split("<main")[1]
    article.shown_en = True
    article.save_revision().publish()
    assert appearances(client, "en") == everywhere


def test_a_restricted_article_appears_nowhere_and_returns_when_free(client: Client, article: ArticlePage) -> None:
    everywhere = {language: appearances(client, language) for language in ADDRESSES}
    restriction = PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert {language: appearances(client, language) for language in ADDRESSES} == {"da": [], "en": []}
    restriction.delete()
    assert {language: appearances(client, language) for language in ADDRESSES} == everywhere


def test_the_story_vanishes_from_the_article_with_its_page(client: Client, article: ArticlePage) -> None:
    assert "sarahs-story-sciatica" in client.get(ADDRESSES["en"]).content.decode()
    story = article.case_stories.get()
    story.shown_en = False
    story.save_revision().publish()
    assert "Sarah" not in client.get(ADDRESSES["en"]).content.decode()
    assert "sarahs-historie-iskias" in client.get(ADDRESSES["da"]).content.decode()


def test_the_address_of_the_earlier_site_leads_to_the_english_article(client: Client, article: ArticlePage) -> None:
    for slash in ("", "/"):
        response = client.get(f"/post/relieving-sciatica-pain-through-acupuncture{slash}?ref=wix")
        assert (response.status_code, response["Location"]) == (301, f"{ADDRESSES['en']}?ref=wix")


def test_a_long_list_is_read_page_by_page(client: Client, article: ArticlePage) -> None:
    client.get("/artikler/")
    with at_most(LIST_CEILING) as one_article:
        client.get("/artikler/")
    factories.clones(article, 30)
    with at_most(len(one_article)):
        client.get("/artikler/")
    first, last = (client.get(f"/artikler/?page={number}").content.decode() for number in ("", "3"))
    assert first.count("<li>") - last.count("<li>") == 12 - 7
    assert 'href="?page=2"' in first
    assert "Side 3" in last
    assert 'rel="next"' not in last
    for odd, number in {"0": 3, "-1": 1, "999": 3, "9999999": 3, "abc": 1, "%00": 1, "": 1}.items():
        assert f"<span>Side {number}</span>" in client.get(f"/artikler/?page={odd}").content.decode()


def test_a_list_is_not_counted_and_ends_where_its_last_page_is_full(client: Client, article: ArticlePage) -> None:
    factories.clones(article, PAGES_PER_LIST * 2 - 1)
    with CaptureQueriesContext(connection) as queries:
        last = client.get("/artikler/?page=2").content.decode()
    assert not [query for query in queries if "COUNT(" in query["sql"]]
    assert "Side 2" in last
    assert 'rel="next"' not in last
    assert "Side" not in client.get("/patienthistorier/").content.decode().split("<main", 1)[1]

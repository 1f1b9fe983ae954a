import datetime
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage, ArticleSource, Topic
from home.models import ClinicSettings, Example, HomePage, Practitioner
from tests.support import factories
from tests.support.machine_data import read
from tests.support.queries import at_most

DAY = datetime.date(2026, 11, 1)
# What an article without pictures asks for anyway, the conditions on its topics included.
CEILING = 8


@pytest.fixture
def article(home_page: HomePage) -> ArticlePage:
    """An article with the people, sources and topics that stand behind it."""
    clinic = ClinicSettings.load()
    clinic.name_da, clinic.name_en = "Klinikken", "The clinic"
    clinic.save()
    author = Practitioner.objects.create(name="Inger Holm", credentials_da="RAB", credentials_en="Registered")
    reviewer = Practitioner.objects.create(name="Bo Lund", credentials_da="Læge", credentials_en="Physician")
    page = factories.article(
        factories.article_index(home_page), author=author, reviewer=reviewer, publication_date=DAY, last_reviewed=DAY
    )
    ArticleSource.objects.create(
        page=page, title="NG59 </script>", publisher="NICE", year=2016, link="https://example.org/ng59"
    )
    page.topics.set(
        [
            Topic.objects.create(name_da="Iskias", name_en="Sciatica", slug_da="iskias", slug_en="sciatica", icd10="M54.3"),
            Topic.objects.create(name_da="Søvn", name_en="Sleep", slug_da="soevn", slug_en="sleep"),
        ]
    )
    page.save_revision().publish()
    return ArticlePage.objects.get()


@pytest.mark.parametrize("language", ["da", "en"])
def test_an_article_tells_what_readers_see_of_it(article: ArticlePage, client: Client, language: str) -> None:
    address = article.url_in(language) or ""
    client.get(address)
    with at_most(CEILING):
        html = client.get(address).content.decode()
    told: dict[str, Any] = read(client, address).node("Article")
    expected = {
        "da": ("Om iskias", "RAB", "Læge", "Iskias", "Klinikken"),
        "en": ("About sciatica", "Registered", "Physician", "Sciatica", "The clinic"),
    }[language]
    [condition] = told["about"]
    people = (told["author"], told["reviewedBy"])
    assert told["@type"] == ["MedicalWebPage", "Article"]
    assert (told["headline"], *(person["hasCredential"]["name"] for person in people), condition["name"]) == expected[:4]
    assert [person["name"] for person in people] == ["Inger Holm", "Bo Lund"]
    assert (condition["@type"], condition["code"]["codeValue"]) == ("MedicalCondition", "M54.3")
    assert (told["datePublished"], told["lastReviewed"], told["inLanguage"]) == ("2026-11-01", "2026-11-01", language)
    [source] = told["citation"]
    assert (source["name"], source["publisher"]["name"], source["datePublished"]) == ("NG59 </script>", "NICE", "2016")
    assert read(client, address).node("Organization")["name"] == expected[4]
    for words in ("Inger Holm", "Bo Lund", *expected[:4], "NICE", 'datetime="2026-11-01"'):
        assert words in html
    other = "translationOfWork" if language == "en" else "workTranslation"
    assert told[other]["@id"] == article.full_url_in("da" if language == "en" else "en")
    assert told["dateModified"].startswith(article.last_published_at.strftime("%Y-%m-%d"))


def test_an_article_in_one_language_has_no_translation(article: ArticlePage, client: Client) -> None:
    article.shown_en = False
    article.save_revision().publish()
    assert "Translation" not in "".join(read(client, article.url).node("Article"))
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert article.title not in str(read(client, "/artikler/").graph)


def test_people_who_are_examples_are_not_told(article: ArticlePage, client: Client) -> None:
    Example.objects.mark(article.author, ["name"])
    Example.objects.mark(article.reviewer, ["credentials"])
    told = read(client, article.url).node("Article")
    # What nobody has signed is said by the clinic.
    assert told["author"] == told["publisher"]
    assert told["reviewedBy"]["name"] == "Bo Lund"
    assert "hasCredential" not in told["reviewedBy"]
    Practitioner.objects.filter(name="Inger Holm").update(name="Inger Holm Jensen")
    assert read(client, article.url).node("Article")["author"]["name"] == "Inger Holm Jensen"


def test_a_topic_without_a_name_in_the_language_is_not_told(article: ArticlePage, client: Client) -> None:
    Topic.objects.filter(icd10="M54.3").update(name_en=None)
    assert "about" not in read(client, article.url_in("en") or "").node("Article")
    assert "about" in read(client, article.url).node("Article")


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_case_story_is_an_article_and_no_medical_page(article: ArticlePage, client: Client, language: str) -> None:
    story = factories.case_story(factories.case_story_index(HomePage.objects.get()), article=article)
    data = read(client, story.url_in(language) or "")
    told = data.node("Article")
    assert told["@type"] == "Article"
    assert told["headline"] == {"da": "Sarahs historie", "en": "Sarah’s story"}[language]
    assert told["author"] == told["publisher"] == {"@id": data.node("Organization")["@id"]}
    clinic = ClinicSettings.objects.get()
    clinic.practitioner = article.author
    clinic.save()
    assert read(client, story.url_in(language) or "").node("Article")["author"]["name"] == "Inger Holm"


def test_lists_are_collections(article: ArticlePage, client: Client) -> None:
    factories.case_story_index(HomePage.objects.get())
    for address in ("/artikler/", "/en/articles/", "/patienthistorier/", "/en/case-stories/"):
        assert read(client, address).node("CollectionPage")["url"] == f"http://testserver{address}"

"""What people come with: on the map, in the list, on the front page and beside the articles, and never while it is a draft."""

import json
import re

import pytest
from django.test import Client

from articles.models import ArticlePage, ConditionPage, Consent, Topic
from home.models import BasePage, HomePage, User
from home.operations.loader import load
from tests.support import factories
from tests.support.queries import at_most

pytestmark = pytest.mark.django_db
INDEX = {"da": "/smerter-og-gener/", "en": "/en/aches-and-pains/"}
ADDRESS = {"da": "/smerter-og-gener/ondt-i-laenden/", "en": "/en/aches-and-pains/low-back-pain/"}
# The site, its place, the page with its topics and warning signs, the pages that its text names, the clinic, the articles with
# their pictures, and the case stories.
CEILING = 8


@pytest.fixture
def condition(home_page: HomePage) -> ConditionPage:
    """A condition with an article on its topic, and that article's case story."""
    topic = Topic.objects.create(name_da="Iskias", name_en="Sciatica", slug_da="iskias", slug_en="sciatica", icd10="M54.3")
    article = factories.article(factories.article_index(home_page))
    article.topics.add(topic)
    article.save()
    factories.case_story(factories.case_story_index(home_page), article=article)
    page = factories.condition(factories.condition_index(home_page), region="back")
    page.topics.add(topic)
    page.save()
    return page


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_condition_is_in_the_menu_s_list_on_the_map_the_front_page_and_beside_its_article(
    client: Client, condition: ConditionPage, language: str
) -> None:
    index = read(client, INDEX[language])
    article, front = {"da": ("/artikler/om-iskias/", "/"), "en": ("/en/articles/about-sciatica/", "/en/")}[language]
    # Once on the map and once as a card.
    assert index.count(f'href="{ADDRESS[language]}"') == 2
    assert re.search(
        r'<g role="listitem">\s*<a[^>]*>(?:(?!</a>).)*<text[^>]*>(Lænd og ben|Back and leg)</text>', index, re.DOTALL
    )
    for address in (front, article):
        assert f'href="{ADDRESS[language]}"' in read(client, address).split("<main")[1]
    assert f'href="{INDEX[language]}"' in read(client, front).split("<main")[0]
    assert f"{ADDRESS[language]}</loc>" in read(client, "/sitemap.xml")
    condition.unpublish()
    assert client.get(ADDRESS[language]).status_code == 404
    for address in (front, article, INDEX[language], "/sitemap.xml"):
        assert ADDRESS[language] not in read(client, address)


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_condition_shows_its_parts_and_what_is_written_on_its_topics(
    client: Client, condition: ConditionPage, language: str
) -> None:
    read(client, ADDRESS[language])
    with at_most(CEILING):
        html = read(client, ADDRESS[language])
    signs = {"da": "Vægttab uden forklaring", "en": "Weight loss without a reason"}[language]
    places = [html.find(words) for words in (signs, f"about {language}", f"acupuncture {language}", f"research {language}")]
    assert -1 not in places
    assert places == sorted(places)
    article, story = {
        "da": ("/artikler/om-iskias/", "/patienthistorier/sarahs-historie/"),
        "en": ("/en/articles/about-sciatica/", "/en/case-stories/sarahs-story/"),
    }[language]
    assert f'href="{article}"' in html
    assert f'href="{story}"' in html
    # A story whose consent is gone is gone from here, too.
    Consent.objects.all().delete()
    assert "sarahs-" not in read(client, ADDRESS[language])


def test_more_articles_on_the_topic_cost_no_query_more(client: Client, condition: ConditionPage) -> None:
    article = ArticlePage.objects.get()
    for number in range(3):
        other = factories.article(article.get_parent(), f"Om ryg {number}", f"About backs {number}")
        other.topics.set(article.topics.all())
        other.save()
    read(client, ADDRESS["da"])
    with at_most(CEILING):
        assert "om-ryg-2" in read(client, ADDRESS["da"])


def test_programs_are_told_of_a_complaint_and_of_no_cure(client: Client, condition: ConditionPage) -> None:
    html = read(client, ADDRESS["en"])
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    [page] = [node for node in json.loads(found)["@graph"] if node["@type"] == "MedicalWebPage"]
    code = {"@type": "MedicalCode", "codeValue": "M54.3", "codingSystem": "ICD-10"}
    assert page["about"] == [{"@type": "MedicalCondition", "name": "Sciatica", "code": code}]
    assert "possibleTreatment" not in found


def test_a_condition_is_not_published_without_its_warning_signs(home_page: HomePage) -> None:
    page = factories.condition(factories.condition_index(home_page), live=False, warning_signs=None)
    assert list(page.unfinished()) == ["warning_signs"]


@pytest.mark.thorough
def test_the_drafts_that_come_with_the_site_are_for_editors_only(client: Client) -> None:
    load()
    drafts = ConditionPage.objects.filter(live=False)
    assert {page.region for page in drafts} == {"neck", "knee", "head"}
    client.force_login(User.objects.create_superuser("mette", "mette@example.org", "pw"))
    listed = client.get(f"/admin/pages/{drafts[0].get_parent().pk}/").content.decode()
    client.logout()
    sitemap, everywhere = read(client, "/sitemap.xml"), "".join(read(client, address) for address in ("/", *INDEX.values()))
    for page in drafts:
        assert page.draft_title_da in listed
        assert client.get(page.get_url_parts()[2]).status_code == 404
        assert page.slug_da not in sitemap + everywhere
        assert page.slug_en not in sitemap + everywhere
    # What an editor has begun is theirs.
    page = drafts.get(region="knee")
    page.title_da = "Knæ"
    page.save_revision()
    assert "knee" in load().left_alone
    assert BasePage.objects.get(pk=page.pk).get_latest_revision_as_object().title_da == "Knæ"

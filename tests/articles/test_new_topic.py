"""A topic is ticked as a chip, and a new one is made beside the article that needs it."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from articles.models import ArticlePage, Topic
from home.models import HomePage, User
from tests.home.admin import person, press
from tests.support import factories


@pytest.fixture
def article(home_page: HomePage) -> ArticlePage:
    return factories.article(factories.article_index(home_page))


def make(client: Client, da: str, en: str) -> tuple[int, dict[str, object]]:
    answer = client.post(reverse("new_topic"), {"name_da": da, "name_en": en})
    return answer.status_code, answer.json()


def test_a_topic_is_made_in_place_and_ticked(article: ArticlePage, client: Client, editor: User) -> None:
    client.force_login(editor)
    status, answer = make(client, " Træthed ", "Fatigue")
    topic = Topic.objects.get()
    assert (status, answer) == (200, {"id": topic.pk, "name": "Træthed"})
    assert (topic.name_en, topic.slug_da, topic.slug_en) == ("Fatigue", "traethed", "fatigue")
    assert make(client, "træthed", "Tiredness")[1]["id"] == topic.pk
    assert make(client, "Traethed!", "Fatigue?")[0] == 200
    assert {*Topic.objects.values_list("slug_da", flat=True)} == {"traethed", "traethed-2"}
    press(client, article, topics=str(topic.pk))
    screen = client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content
    assert [box["value"] for box in BeautifulSoup(screen, "html.parser").select("[name=topics][checked]")] == [str(topic.pk)]


def test_a_topic_needs_both_names_and_a_person_who_may_make_one(article: ArticlePage, client: Client, editor: User) -> None:
    client.force_login(editor)
    assert make(client, "Søvn", "") == (400, {"problem": "Skriv emnet på begge sprog."})
    assert make(client, "x" * 61, "y")[0] == 400
    translator = person("eva", "Oversætter til engelsk / Translator (English)")
    assert translator.post(reverse("new_topic"), {"name_da": "Søvn", "name_en": "Sleep"}).status_code in (302, 403)
    assert "data-new-topic" not in translator.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert not Topic.objects.exists()

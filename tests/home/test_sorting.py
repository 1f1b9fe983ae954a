"""Names stand in the order of a reader's language, whatever collations the database's server has."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.models import Topic
from home.bilingual.sorting import in_order, sort_key
from home.models import HomePage, Practitioner, User
from tests import factories

DANISH = ["angst", "Iskias", "Zoneterapi", "Ærter", "Østrogen", "Aalborg", "Ålegræs"]
ENGLISH = ["Aalborg", "Ålegræs", "anxiety", "Ærø", "Østrogen", "Sciatica"]


@pytest.mark.django_db
def test_topics_and_people_stand_in_danish_order() -> None:
    for number, name in enumerate(reversed(DANISH)):
        Topic.objects.create(name_da=name, name_en=name, slug_da=f"t{number}", slug_en=f"t{number}")
        Practitioner.objects.create(name=name)
    assert [topic.name_da for topic in Topic.objects.all()] == DANISH
    assert [person.name for person in Practitioner.objects.all()] == DANISH


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "names"), [("da", DANISH), ("en", ENGLISH)])
def test_the_database_and_python_agree_on_the_order_of_a_language(language: str, names: list[str]) -> None:
    Practitioner.objects.bulk_create(Practitioner(name=name) for name in names)
    in_database = [person.name for person in Practitioner.objects.order_by(in_order("name", language))]
    assert in_database == sorted(names, key=lambda name: sort_key(name, language))
    if language == "da":
        assert in_database == DANISH
    else:
        assert in_database == ["Aalborg", "Ålegræs", "anxiety", "Ærø", "Østrogen", "Sciatica"]


def test_a_column_of_names_that_is_clicked_stands_in_danish_order(home_page: HomePage, editor: User, client: Client) -> None:
    index = factories.article_index(home_page)
    for number, name in enumerate(reversed(DANISH)):
        factories.article(index, name, name)
        Topic.objects.create(name_da=name, name_en=name, slug_da=f"t{number}", slug_en=f"t{number}")
        Practitioner.objects.create(name=name)
    client.force_login(editor)
    for address in (
        f"/admin/pages/{index.pk}/?ordering=title",
        "/admin/readiness/?ordering=title",
        "/admin/readership/?ordering=title",
        "/admin/snippets/articles/topic/?ordering=name_da",
        "/admin/snippets/home/practitioner/?ordering=name",
    ):
        for sign, expected in (("", DANISH), ("-", DANISH[::-1])):
            screen = BeautifulSoup(client.get(address.replace("=", f"={sign}")).content, "html.parser")
            names = [link.get_text(strip=True) for link in screen.select("table.listing tbody .title-wrapper a")]
            assert [name for name in names if name in DANISH] == expected, address

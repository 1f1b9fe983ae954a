"""Names stand in the order of a reader's language, whatever collations the database's server has."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection

from articles.models import Topic
from home.bilingual.sorting import in_order, sort_key
from home.models import ClinicDocument, HomePage, Practitioner, User
from tests.support import factories

DANISH = ["angst", "Iskias", "Zoneterapi", "Ærter", "Østrogen", "Aalborg", "Ålegræs"]
FEW = ["angst", "Zoneterapi", "Ærter", "Ålegræs"]
NAMED = ("last_name", "name", "title")
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


def test_core_s_own_lists_stand_in_danish_order_also_what_a_search_finds(
    home_page: HomePage, editor: User, client: Client
) -> None:
    index = factories.article_index(home_page)
    root = Collection.get_first_root_node()
    for name in reversed(FEW):
        picture = factories.picture(f"{name} mappe")
        ClinicDocument.objects.create(title=f"{name} mappe", file=ContentFile(b"Priser", "priser.txt"))
        factories.article(index, f"{name} mappe", f"{name} folder")
        Group.objects.create(name=f"{name} mappe")
        User.objects.create_user(name, f"{name}@example.org", "long-enough", last_name=f"{name} mappe")
        root.add_child(name=f"{name} mappe").add_child(name=f"under {name}")
        root.refresh_from_db()
    client.force_login(editor)
    searched = ("images/", "documents/", f"pages/{index.pk}/", "pages/search/", "groups/", "users/")
    lists = [f"{path}?q=mappe&ordering=%stitle" for path in searched[:4]]
    lists += [f"{path}?q=mappe&ordering=%sname" for path in searched[4:]]
    unsearched = [address.replace("q=mappe&", "").replace("%s", "") for address in lists if "search" not in address]
    for address in [*lists, *unsearched, "groups/"]:
        for sign, expected in (("", FEW), ("-", FEW[::-1])):
            if "%s" in address or not sign:
                shown = client.get(f"/admin/{address}".replace("%s", sign)).context["object_list"]
                names = [next(getattr(row, name) for name in NAMED if hasattr(row, name)) for row in shown]
                assert [name.split()[0] for name in names if name.endswith("mappe")] == expected, address
    branches = [branch for name in FEW for branch in (f"{name} mappe", f"under {name}")]
    for column in ("live", "latest_revision_created_at", "content_type"):
        for path in (f"pages/{index.pk}/", "pages/search/"):
            assert client.get(f"/admin/{path}", {"q": "mappe", "ordering": column}).status_code == 200
    for path, place in (
        ("collections", "table.listing tbody a"),
        ("images", "[name=collection_id] option"),
        ("documents", "[name=collection_id] option"),
        ("images/multiple/add", "[name=collection] option"),
        ("documents/multiple/add", "[name=collection] option"),
        (f"images/{picture.pk}", "[name=collection] option"),
        ("bulk/home/clinicimage/add_to_collection", "[name=collection] option"),
    ):
        shown = BeautifulSoup(client.get(f"/admin/{path}/", {"id": picture.pk}).content, "html.parser").select(place)
        names = [part.get_text(strip=True).lstrip("↳\xa0 ") for part in shown]
        assert [name for name in names if name in branches] == branches, path

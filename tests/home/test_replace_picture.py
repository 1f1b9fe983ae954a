"""A picture is replaced wherever it stands: on pages in the draft, elsewhere at once."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from articles.models import StoryPicture
from home.models import ClinicImage, HomePage, InfoPage, User
from tests.home.admin import person
from tests.support import factories

KEY = "6f0b6b1c-7a5f-43de-8e0f-4b5e8d0c0a6f"


@pytest.fixture
def pictures(db: None) -> tuple[ClinicImage, ClinicImage]:
    return factories.picture("Gammelt"), factories.picture("Nyt")


def places(client: Client, picture: ClinicImage) -> dict[str, str]:
    """Return the names of the places with their keys."""
    html = BeautifulSoup(client.get(reverse("replace_picture", args=[picture.pk])).content, "html.parser")
    return {" ".join(label.text.split()): label.input["value"] for label in html.select(".replace__places label")}


def test_a_picture_is_replaced_in_every_draft_and_what_is_public_waits(
    home_page: HomePage, pictures: tuple[ClinicImage, ClinicImage], client: Client, editor: User
) -> None:
    old, new = pictures
    client.force_login(editor)
    inner = [{"type": "item", "id": KEY, "value": {"image": old.pk, "caption": "Rum"}}]
    body = [{"type": "gallery", "id": KEY, "value": {"pictures": inner}}]
    page = factories.info_page(home_page, body_da=body, body_en=body)
    page.save_revision().publish()
    home_page.hero_image = old
    home_page.save_revision().publish()
    found = places(client, old)
    assert list(found) == ["Klinikken: Topbillede", "Om os: Tekst – dansk", "Om os: Tekst – engelsk"]
    chosen = [found["Klinikken: Topbillede"], found["Om os: Tekst – dansk"]]
    told = client.post(reverse("replace_picture", args=[old.pk]), {"new": new.pk, "place": chosen}, follow=True)
    assert "Billedet er udskiftet 2 steder." in told.content.decode()
    assert list(places(client, old)) == ["Om os: Tekst – engelsk"]
    live = InfoPage.objects.get(pk=page.pk)
    draft = live.get_latest_revision_as_object()
    assert [version.body_da[0].value["pictures"][0]["image"].pk for version in (live, draft)] == [old.pk, new.pk]
    assert draft.body_en[0].value["pictures"][0]["image"].pk == old.pk
    assert HomePage.objects.get(pk=home_page.pk).get_latest_revision_as_object().hero_image == new


def test_a_picture_that_comes_into_a_story_is_private_as_the_former_was(
    home_page: HomePage, pictures: tuple[ClinicImage, ClinicImage], client: Client, editor: User
) -> None:
    old, new = pictures
    client.force_login(editor)
    story = factories.case_story(factories.case_story_index(home_page), picture=old)
    story.save_revision()
    client.post(reverse("replace_picture", args=[old.pk]), {"new": new.pk, "place": list(places(client, old).values())})
    assert set(StoryPicture.objects.values_list("picture", flat=True)) == {old.pk, new.pk}


def test_only_who_writes_everything_replaces_pictures(home_page: HomePage, pictures: tuple[ClinicImage, ClinicImage]) -> None:
    translator = person("tea", "Oversætter til engelsk / Translator (English)")
    answer = translator.get(reverse("replace_picture", args=[pictures[0].pk]))
    assert answer.status_code in (302, 403)


def test_the_screen_of_a_picture_shows_how_readers_see_it_cut(client: Client, editor: User) -> None:
    client.force_login(editor)
    points = {"focal_point_x": 10, "focal_point_y": 90, "focal_point_width": 5, "focal_point_height": 5}
    picture = get_image_model().objects.create(title="Rum", file=get_test_image_file(size=(100, 100)), **points)
    html = BeautifulSoup(client.get(reverse("wagtailimages:edit", args=[picture.pk])).content, "html.parser")
    assert [cut.get("style") for cut in html.select(".picture-cuts img")] == [*["object-position: 10% 90%"] * 3, None]
    assert html.select_one(f"a[href='{reverse('replace_picture', args=[picture.pk])}']")

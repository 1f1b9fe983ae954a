"""The admin's copy screen."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail import hooks
from wagtail.users.models import UserProfile

from home.models import BasePage, HomePage, InfoPage, User
from tests.home.page_family import family


@pytest.fixture
def visit(home_page: HomePage) -> InfoPage:
    """A page that is worth copying."""
    return family(home_page, "Besøg", "Visit")


def post_copy(client: Client, page: BasePage, parent: BasePage, **values: Any) -> Any:
    """Fill in the admin's copy screen and send it."""
    values = {"new_title": "Ny", "new_slug": "ny", "new_parent_page": parent.pk, **values}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), values)


@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_copy_screen_copies_subpages(
    visit: InfoPage, home_page: HomePage, client: Client, editor: User, language: str, publish: bool
) -> None:
    UserProfile.objects.create(user=editor, preferred_language=language)
    client.force_login(editor)
    options = {"copy_subpages": "on", **({"publish_copies": "on"} if publish else {})}
    response = post_copy(client, visit, home_page, **options)
    copy = BasePage.objects.get(**{f"slug_{language}": "ny"})
    titles = {"da": "Besøg", "en": "Visit", language: "Ny"}
    assert (copy.title_da, copy.title_en) == (titles["da"], titles["en"])
    assert copy.get_latest_revision_as_object().title_en == titles["en"]
    assert copy.get_descendants().filter(live=publish, owner=editor).count() == 5
    assert response["Location"] == reverse("wagtailadmin_explore", args=[home_page.pk])
    shown = client.get(response["Location"]).content.decode()
    assert {"da": "5 undersider", "en": "5 subpages copied"}[language] in shown


def test_the_copy_screen_leaves_the_rest_to_core(visit: InfoPage, home_page: HomePage, client: Client, editor: User) -> None:
    client.force_login(editor)
    assert client.get(reverse("wagtailadmin_pages:copy", args=[visit.pk])).status_code == 200
    post_copy(client, visit, home_page, new_slug="alene")
    assert BasePage.objects.get(slug_da="alene").get_descendants().count() == 0
    post_copy(client, visit, home_page, new_slug="alias", copy_subpages="on", alias="on")
    assert BasePage.objects.get(slug_da="alias").get_descendants().exclude(alias_of=None).count() == 5
    refused = post_copy(client, visit, home_page, new_slug="besoeg", copy_subpages="on")
    assert (refused.status_code, refused.context["form"].errors.keys()) == (200, {"new_slug"})


def test_the_copy_screen_goes_where_it_was_asked_to_go(
    visit: InfoPage, home_page: HomePage, client: Client, editor: User
) -> None:
    client.force_login(editor)
    place = reverse("wagtailadmin_explore", args=[visit.pk])
    assert post_copy(client, visit, home_page, copy_subpages="on", next=place)["Location"] == place


def test_a_hook_after_copying_has_the_last_word(visit: InfoPage, home_page: HomePage, client: Client, editor: User) -> None:
    client.force_login(editor)
    with hooks.register_temporarily("after_copy_page", lambda request, page, copy: HttpResponse(f"{page.pk} {copy.slug_da}")):
        assert post_copy(client, visit, home_page, copy_subpages="on").content.decode() == f"{visit.pk} ny"


def test_the_copy_screen_is_closed_to_those_who_may_not_copy(visit: InfoPage, home_page: HomePage, client: Client) -> None:
    writer = User.objects.create_user("ib", "ib@example.org", "ib-ib-ib", is_staff=True)
    writer.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(writer)
    before = BasePage.objects.count()
    post_copy(client, visit, home_page, copy_subpages="on")
    assert BasePage.objects.count() == before

"""The admin's copy screen."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
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
    values = {"new_title_da": "Ny", "new_title_en": "New", "new_parent_page": parent.pk, **values}
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), values)


@pytest.mark.parametrize(("language", "publish"), [("da", True), ("en", False)])
def test_the_copy_screen_copies_subpages(
    visit: InfoPage, home_page: HomePage, client: Client, editor: User, language: str, publish: bool
) -> None:
    UserProfile.objects.create(user=editor, preferred_language=language)
    client.force_login(editor)
    options = {"copy_subpages": "on", **({"publish_copies": "on"} if publish else {})}
    response = post_copy(client, visit, home_page, **options)
    copy = BasePage.objects.get(slug_da="ny")
    draft = copy.get_latest_revision_as_object()
    assert (
        (copy.title_da, copy.title_en, copy.slug_en) == (draft.title_da, draft.title_en, draft.slug_en) == ("Ny", "New", "new")
    )
    assert copy.get_descendants().filter(live=publish, owner=editor).count() == 5
    assert response["Location"] == reverse("wagtailadmin_explore", args=[home_page.pk])
    shown = client.get(response["Location"]).content.decode()
    assert {"da": "5 undersider", "en": "5 subpages copied"}[language] in shown


def test_a_page_is_copied_alone_and_as_an_alias(visit: InfoPage, home_page: HomePage, client: Client, editor: User) -> None:
    client.force_login(editor)
    assert client.get(reverse("wagtailadmin_pages:copy", args=[visit.pk])).status_code == 200
    post_copy(client, visit, home_page, new_slug_da="alene")
    assert BasePage.objects.get(slug_da="alene").get_descendants().count() == 0
    post_copy(client, visit, home_page, new_slug_da="alias", new_slug_en="an-alias", copy_subpages="on", alias="on")
    alias = BasePage.objects.get(slug_da="alias")
    assert (alias.title_en, alias.slug_en) == ("Visit", "an-alias")
    assert alias.get_descendants().exclude(alias_of=None).count() == 5


def test_what_cannot_be_copied_so_is_said_beside_its_field_and_nothing_typed_is_lost(
    visit: InfoPage, home_page: HomePage, client: Client, editor: User
) -> None:
    client.force_login(editor)
    for values, field in (
        ({"new_slug_da": "besoeg"}, "new_slug_da"),
        ({"new_slug_en": "visit"}, "new_slug_en"),
        ({"new_slug_en": "search"}, "new_slug_en"),
        ({"new_slug_da": "æ ø"}, "new_slug_da"),
        ({"new_title_da": "", "new_title_en": ""}, "new_title_da"),
        ({"new_title_en": "", "publish_copies": "on"}, "__all__"),
    ):
        refused = post_copy(client, visit, home_page, **values)
        assert (refused.status_code, {*refused.context["form"].errors}) == (200, {field}), values
        shown = BeautifulSoup(refused.content, "html.parser").select_one("form.copy")
        assert all(
            shown.select_one(f"[name={name}]").get("value", "") == value for name, value in values.items() if "new" in name
        )
    assert BasePage.objects.filter(title_en="New").count() == 0


def test_the_slugs_follow_the_titles_and_a_copy_in_one_language_has_no_other(
    visit: InfoPage, home_page: HomePage, client: Client, editor: User
) -> None:
    client.force_login(editor)
    post_copy(client, visit, home_page, new_title_da="Besøg", new_title_en="Visit")
    assert BasePage.objects.filter(slug_da="besoeg-2", slug_en="visit-2").exists()
    post_copy(client, visit, home_page, new_title_da="Kun dansk", new_title_en="")
    copy = BasePage.objects.get(slug_da="kun-dansk")
    assert (copy.title_en or "", copy.slug_en or "", copy.get_latest_revision_as_object().title_en or "") == ("", "", "")


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

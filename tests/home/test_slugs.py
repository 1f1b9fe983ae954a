from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from home.bilingual.slugs import propose_slug
from home.models import BasePage, HomePage, PublicAddress, User
from tests.support import factories


def slugs(page: BasePage) -> tuple[str, str]:
    return page.slug_da, page.slug_en


def paths(page: BasePage) -> tuple[str, str]:
    """What the database has, not what the object in memory says."""
    return BasePage.objects.values_list("url_path_da", "url_path_en").get(pk=page.pk)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Første besøg", "foerste-besoeg"),
        ("Ærlige svar på spørgsmål", "aerlige-svar-paa-spoergsmaal"),
        ("ÆØÅ", "aeoeaa"),
        ("Smørrebrød à la café", "smoerrebroed-a-la-cafe"),
        ("Sarah’s story", "sarahs-story"),
        ("!?", ""),
    ],
)
def test_danish_letters_are_written_out(title: str, slug: str) -> None:
    assert propose_slug(title) == slug


@pytest.mark.parametrize("language", ["da", "en"])
def test_an_empty_slug_comes_from_the_title_of_its_own_language(home_page: HomePage, language: str) -> None:
    with translation.override(language):
        page = factories.info_page(home_page, "Første besøg", "Your first visit")
    assert slugs(page) == ("foerste-besoeg", "your-first-visit")


def test_a_slug_that_was_chosen_is_kept_when_the_title_changes(home_page: HomePage) -> None:
    page = factories.info_page(home_page, slug_da="besoeg", slug_en="visit")
    page.title_da, page.title_en = "Noget andet", "Something else"
    page.save_revision().publish()
    assert slugs(BasePage.objects.get(pk=page.pk)) == ("besoeg", "visit")


def test_a_new_page_with_a_taken_slug_is_numbered_in_that_language_only(home_page: HomePage) -> None:
    factories.info_page(home_page, "Besøg", "Visit")
    assert slugs(factories.info_page(home_page, "Besøg", "Visiting")) == ("besoeg-2", "visiting")
    assert slugs(factories.info_page(home_page, "Besøget", "Visit")) == ("besoeget", "visit-2")
    assert slugs(factories.info_page(home_page, "Besøg", "Visit")) == ("besoeg-3", "visit-3")


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_copy_is_numbered_in_both_languages(home_page: HomePage, language: str) -> None:
    page = factories.info_page(home_page, "Besøg", "Visit")
    factories.info_page(page, "Parkering", "Parking")
    with translation.override(language):
        copy = page.copy(recursive=True, update_attrs={"title_da": "Besøg igen"})
    assert slugs(copy) == ("besoeg-2", "visit-2")
    assert paths(copy.get_children().get()) == ("/home/besoeg-2/parkering/", "/home/visit-2/parking/")


def test_the_same_slug_may_stand_in_another_place(home_page: HomePage) -> None:
    page = factories.info_page(home_page, "Besøg", "Visit")
    assert slugs(factories.info_page(page, "Besøg", "Visit")) == ("besoeg", "visit")


@pytest.mark.parametrize(("name", "slug"), [("slug_da", "besoeg"), ("slug_en", "visit")])
def test_an_edit_to_a_taken_slug_is_refused_with_a_message(home_page: HomePage, name: str, slug: str) -> None:
    factories.info_page(home_page, "Besøg", "Visit")
    page = factories.info_page(home_page)
    setattr(page, name, slug)
    with pytest.raises(ValidationError) as caught:
        page.save()
    assert f"»{slug}«" in caught.value.message_dict[name][0]


@pytest.mark.parametrize("slug", ["en", "da", "admin", "documents", "media"])
def test_an_address_that_the_site_itself_uses_is_refused_below_its_root(home_page: HomePage, slug: str) -> None:
    page = factories.info_page(home_page)
    page.slug_da = slug
    with pytest.raises(ValidationError) as caught:
        page.save()
    assert f"»{slug}-2«" in caught.value.message_dict["slug_da"][0]


def test_an_address_that_the_site_itself_uses_is_free_further_down(home_page: HomePage, client: Client) -> None:
    page = factories.info_page(home_page, "Besøg", "Visit")
    assert slugs(factories.info_page(page, "Admin", "Media")) == ("admin", "media")
    assert client.get("/besoeg/admin/").status_code == client.get("/en/visit/media/").status_code == 200


def test_a_new_page_avoids_the_addresses_of_the_site(home_page: HomePage) -> None:
    assert slugs(factories.info_page(home_page, "Admin", "Documents")) == ("admin-2", "documents-2")


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_site_root_has_one_slug_for_both_languages(db: None, language: str, client: Client) -> None:
    with translation.override(language):
        page = factories.home_page(slug_da="forside", slug_en="front")
    factories.info_page(page, "Om os", "About us")
    assert slugs(page) == ("forside", "forside")
    assert client.get("/om-os/").status_code == client.get("/en/about-us/").status_code == 200


def family(home_page: HomePage, children: int = 1) -> tuple[BasePage, list[BasePage]]:
    """A page with so many children, and one grandchild below the last."""
    parent = factories.info_page(home_page, "Besøg", "Visit")
    below = [factories.info_page(parent, f"Barn {number}", f"Child {number}") for number in range(children)]
    return parent, [*below, factories.info_page(below[-1], "Barnebarn", "Grandchild")]


@pytest.mark.parametrize("language", ["da", "en"])
def test_renaming_in_one_language_moves_that_language_only(home_page: HomePage, client: Client, language: str) -> None:
    parent, (child, grandchild) = family(home_page)
    with translation.override(language):
        parent.slug_en = "first-visit"
        parent.save_revision().publish()
    assert paths(child) == ("/home/besoeg/barn-0/", "/home/first-visit/child-0/")
    assert paths(grandchild) == ("/home/besoeg/barn-0/barnebarn/", "/home/first-visit/child-0/grandchild/")
    assert client.get("/besoeg/barn-0/barnebarn/").status_code == 200
    assert client.get("/en/first-visit/child-0/grandchild/").status_code == 200
    moved = client.get("/en/visit/child-0/grandchild/")
    assert (moved.status_code, moved["Location"]) == (301, "/en/first-visit/child-0/grandchild/")


def test_renaming_leaves_what_only_begins_with_the_same_letters(home_page: HomePage) -> None:
    parent, _ = family(home_page)
    neighbour = factories.info_page(factories.info_page(home_page, "Besøget", "Visitor"), "Barn", "Child")
    parent.slug_da, parent.slug_en = "x", "y"
    parent.save()
    assert paths(neighbour) == ("/home/besoeget/barn/", "/home/visitor/child/")


@pytest.mark.parametrize("language", ["da", "en"])
def test_moving_a_subtree_keeps_its_addresses_right_in_both_languages(
    home_page: HomePage, client: Client, language: str
) -> None:
    parent, (child, grandchild) = family(home_page)
    target = factories.info_page(home_page, "Klinikken", "The clinic")
    with translation.override(language):
        BasePage.objects.get(pk=parent.pk).move(target, pos="last-child")
    assert paths(parent) == ("/home/klinikken/besoeg/", "/home/the-clinic/visit/")
    assert paths(child) == ("/home/klinikken/besoeg/barn-0/", "/home/the-clinic/visit/child-0/")
    assert paths(grandchild) == (
        "/home/klinikken/besoeg/barn-0/barnebarn/",
        "/home/the-clinic/visit/child-0/grandchild/",
    )
    assert client.get("/klinikken/besoeg/barn-0/barnebarn/").status_code == 200
    assert client.get("/en/the-clinic/visit/child-0/grandchild/").status_code == 200


def test_a_page_cannot_be_moved_beside_its_namesake(home_page: HomePage) -> None:
    target = factories.info_page(home_page, "Klinikken", "The clinic")
    factories.info_page(target, "Parkering", "Visit")
    parent, _ = family(home_page)
    with pytest.raises(ValidationError) as caught:
        parent.move(target, pos="last-child")
    assert "slug_en" in caught.value.message_dict
    assert paths(parent) == ("/home/besoeg/", "/home/visit/")
    assert BasePage.objects.get(pk=parent.pk).get_parent() == home_page.basepage_ptr


def rename(page: BasePage) -> None:
    page.slug_da, page.slug_en = "nyt-besoeg", "new-visit"
    page.save()


def move(page: BasePage) -> None:
    page.move(BasePage.objects.get(slug_da="maal"), pos="last-child")


@pytest.mark.thorough
@pytest.mark.parametrize("act", [rename, move])
def test_the_cost_of_new_addresses_does_not_grow_with_the_subtree(home_page: HomePage, act: Callable) -> None:
    costs = []
    for more in (0, 500):
        factories.info_page(home_page, "Mål", "Goal")
        parent, below = family(home_page)
        factories.clones(below[0], more)
        parent = BasePage.objects.get(pk=parent.pk)
        with CaptureQueriesContext(connection) as queries:
            act(parent)
        costs.append(len(queries))
        assert paths(below[-1])[0].startswith(paths(parent)[0])
        addresses = PublicAddress.objects.filter(page__path__startswith=BasePage.objects.get(pk=parent.pk).path)
        assert addresses.count() > 2 * more
        home_page.get_children().delete()
        home_page = HomePage.objects.get()
    assert costs[0] == costs[1]


def test_the_admin_says_why_a_page_cannot_be_moved_there(home_page: HomePage, client: Client, editor: User) -> None:
    target = factories.info_page(home_page, "Klinikken", "The clinic")
    factories.info_page(target, "Parkering", "Visit")
    page = factories.info_page(home_page, "Besøg", "Visit")
    client.force_login(editor)
    response = client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]), follow=True)
    assert "»visit«" in response.content.decode()
    page.refresh_from_db()
    assert page.get_parent().pk == home_page.pk

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import BasePage, HomePage, InfoPage, Practitioner, User
from tests.home.admin import person
from tests.support import factories


@pytest.fixture
def desk(editor: User, client: Client) -> Client:
    client.force_login(editor)
    return client


def new_draft(parent: BasePage, da: str, en: str, **values: object) -> InfoPage:
    page = factories.info_page(parent, da, en, live=False, **values)
    page.save_revision()
    return page


def published(page: BasePage) -> BasePage:
    page.save_revision().publish()
    return BasePage.objects.get(pk=page.pk).specific


def bulk(desk: Client, act: str, *pages: BasePage, **data: object) -> BeautifulSoup:
    """Confirm a bulk act for some pages, and return the screen that follows."""
    address = reverse("wagtail_bulk_action", args=["home", "basepage", act])
    query = "&".join(f"id={page.pk}" for page in pages)
    assert desk.get(f"{address}?{query}").status_code == 200
    return BeautifulSoup(desk.post(f"{address}?{query}&next=/admin/", data, follow=True).content, "html.parser")


def agree(desk: Client, screen: BeautifulSoup) -> BeautifulSoup:
    """Press the button of the screen that asks whether the others are published."""
    form = screen.select_one("form[action*=publish]")
    data: dict[str, list[str]] = {}
    for field in form.select("input[name]"):
        data.setdefault(field["name"], []).append(field["value"])
    return BeautifulSoup(desk.post(form["action"], data, follow=True).content, "html.parser")


def is_live(page: BasePage) -> bool:
    return BasePage.objects.get(pk=page.pk).live


def test_what_cannot_be_published_is_named_and_the_others_are_published_by_choice(home_page: HomePage, desk: Client) -> None:
    good, bad = new_draft(home_page, "God", "Good"), new_draft(home_page, "Ringe", "Bad", lead_en="")
    screen = bulk(desk, "publish", good, bad)
    assert "Ringe" in screen.text
    assert "»Indledning« mangler på engelsk" in screen.text
    assert not is_live(good)
    screen = agree(desk, screen)
    assert "»Indledning« mangler på engelsk" in screen.text
    assert (is_live(good), is_live(bad)) == (True, False)


def test_of_two_drafts_with_one_new_slug_the_second_is_named(home_page: HomePage, desk: Client) -> None:
    pages = [published(factories.info_page(home_page, f"Side {n}", f"Page {n}")) for n in (1, 2)]
    for page in pages:
        page.slug_en = "same"
        page.save_revision()
    screen = bulk(desk, "publish", *pages)
    assert "adressen »same«" in screen.text
    agree(desk, screen)
    assert [BasePage.objects.get(pk=page.pk).slug_en for page in pages] == ["same", "page-2"]


def test_a_page_below_an_unpublished_page_waits_for_it_unless_both_are_published(home_page: HomePage, desk: Client) -> None:
    above = new_draft(home_page, "Over", "Above")
    below = new_draft(above, "Under", "Below")
    assert "Den overordnede side" in bulk(desk, "publish", below).text
    assert not is_live(below)
    bulk(desk, "publish", below, above)
    assert is_live(below)


def test_pages_below_are_judged_one_by_one_too(home_page: HomePage, desk: Client) -> None:
    above = new_draft(home_page, "Over", "Above")
    good, bad = new_draft(above, "God", "Good"), new_draft(above, "Ringe", "Bad", lead_da="")
    screen = bulk(desk, "publish", above, include_descendants="on")
    assert "»Indledning« mangler på dansk" in screen.text
    agree(desk, screen)
    assert [is_live(page) for page in (above, good, bad)] == [True, True, False]


def test_a_locked_and_a_scheduled_page_are_left_out_with_the_reason(home_page: HomePage, desk: Client) -> None:
    locked = new_draft(home_page, "Låst", "Locked", locked=True)
    scheduled = new_draft(home_page, "Planlagt", "Scheduled", go_live_at=timezone.now() + timedelta(days=1))
    scheduled.get_latest_revision().publish()
    screen = bulk(desk, "publish", locked, scheduled)
    assert "låst" in screen.text
    assert "Fjern planen" in screen.text
    assert not is_live(locked)


def test_a_draft_with_a_time_to_come_is_said_to_be_scheduled(home_page: HomePage, desk: Client) -> None:
    page = new_draft(home_page, "Senere", "Later", go_live_at=timezone.now() + timedelta(days=1))
    screen = bulk(desk, "publish", page)
    assert "»Senere« er planlagt" in screen.text
    assert not is_live(page)


@pytest.mark.parametrize(
    "kind",
    [
        "article",
        "story",
        *(pytest.param(name, marks=pytest.mark.thorough) for name in ("info", "articles", "stories", "contact")),
    ],
)
def test_every_act_on_an_alias_works_or_says_why_not(home_page: HomePage, desk: Client, kind: str) -> None:
    parent = {"article": factories.article_index, "story": factories.case_story_index}.get(kind, lambda page: page)(home_page)
    makers = {
        "info": factories.info_page,
        "articles": factories.article_index,
        "stories": factories.case_story_index,
        "article": factories.article,
        "story": factories.case_story,
        "contact": factories.contact_page,
    }
    page = published(makers[kind](parent))
    # As the explorer reads it: without the columns that only the search needs.
    alias = BasePage.objects.get(pk=page.pk).specific.create_alias(parent=BasePage.objects.get(pk=parent.pk))
    assert desk.get(alias.url_in("da")).status_code == 200
    screen = desk.post(reverse("unpublish_language", args=[alias.pk, "en"]), follow=True)
    assert "Det er et alias" in screen.content.decode()
    bulk(desk, "unpublish", alias)
    assert not is_live(alias)
    assert "Det er et alias" in bulk(desk, "publish", alias).text
    bulk(desk, "publish", alias, page)
    assert is_live(alias)
    bulk(desk, "delete", alias)
    assert not BasePage.objects.filter(pk=alias.pk).exists()


@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_a_page_and_one_below_it_can_be_chosen_together(home_page: HomePage, desk: Client, act: str) -> None:
    above = published(factories.info_page(home_page, "Over", "Above"))
    below = published(factories.info_page(above, "Under", "Below"))
    bulk(desk, act, above, below)
    assert not BasePage.objects.filter(pk__in=[above.pk, below.pk], live=True).exists()


def test_pages_that_would_share_an_address_are_not_moved_together(home_page: HomePage, desk: Client) -> None:
    places = [published(factories.info_page(home_page, f"Side {n}", f"Page {n}")) for n in (1, 2, 3)]
    pages = [published(factories.info_page(place, "Priser", f"Prices {place.pk}")) for place in places[:2]]
    screen = bulk(desk, "move", *pages, chooser=places[2].pk)
    assert "adressen »priser«" in screen.text
    assert [BasePage.objects.get(pk=page.pk).get_parent().pk for page in pages] == [places[0].pk, places[1].pk]


def test_a_page_below_one_that_is_moved_goes_with_it(home_page: HomePage, desk: Client) -> None:
    places = [published(factories.info_page(home_page, f"Side {n}", f"Page {n}")) for n in (1, 2)]
    below = published(factories.info_page(places[0], "Priser", "Prices"))
    bulk(desk, "move", places[0], below, chooser=places[1].pk)
    assert BasePage.objects.get(pk=below.pk).url_in("da") == "/side-2/side-1/priser/"


def test_who_may_not_publish_publishes_nothing(home_page: HomePage) -> None:
    page = new_draft(home_page, "Ny", "New")
    translator = person("translator", "Oversætter til engelsk / Translator (English)")
    bulk(translator, "publish", page)
    assert not is_live(page)


@pytest.mark.parametrize("bulkwise", [True, False])
def test_a_scheduled_version_stops_no_unpublishing_and_is_said_to_be_cancelled(
    home_page: HomePage, desk: Client, bulkwise: bool
) -> None:
    page = published(factories.info_page(home_page))
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    if bulkwise:
        screen = bulk(desk, "unpublish", page)
    else:
        address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
        assert "Den plan fjernes" in desk.get(address).content.decode()
        screen = BeautifulSoup(desk.post(address, follow=True).content, "html.parser")
    assert "Planen for »Om os«" in screen.text
    assert not is_live(page)
    assert not BasePage.objects.get(pk=page.pk).approved_schedule


def test_one_language_can_be_unpublished_while_a_version_is_scheduled(home_page: HomePage, desk: Client) -> None:
    page = published(factories.info_page(home_page))
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    address = reverse("unpublish_language", args=[page.pk, "en"])
    assert address in desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Den plan fjernes" in desk.get(address).content.decode()
    assert "Planen for »Om os«" in desk.post(address, follow=True).content.decode()
    assert desk.get("/en/about-us/").status_code == 404
    assert desk.get("/om-os/").status_code == 200


def test_who_comes_without_an_address_to_go_back_to_comes_to_the_list(home_page: HomePage, desk: Client, editor: User) -> None:
    page, picture, document = new_draft(home_page, "God", "Good"), factories.picture("Ryg"), factories.document()
    acts = {
        ("home", "basepage", "publish", page.pk): f"/admin/pages/{home_page.pk}/",
        ("home", "basepage", "delete", page.pk): f"/admin/pages/{home_page.pk}/",
        ("home", "clinicimage", "delete", picture.pk): "/admin/images/",
        ("home", "clinicdocument", "delete", document.pk): "/admin/documents/",
        ("home", "practitioner", "delete", Practitioner.objects.create(name="Inger").pk): "/admin/snippets/home/practitioner/",
        ("home", "user", "delete", User.objects.create_user("gone", "gone@example.org", "long-enough").pk): "/admin/users/",
    }
    for (*names, pk), wanted in acts.items():
        address = f"{reverse('wagtail_bulk_action', args=names)}?id={pk}"
        assert desk.get(address).status_code == 200
        done = desk.post(address, follow=True)
        assert (done.status_code, done.redirect_chain[-1][0]) == (200, wanted), names

"""Mistakes that the page-tree machine (test_page_tree.py) once found, each as short as it gets."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.bilingual.publishing import publish_language, unpublish_language
from home.models import BasePage, HomePage, InfoPage
from tests.support import factories


def fresh(page: BasePage) -> InfoPage:
    return InfoPage.objects.get(pk=page.pk)


def draft(page: BasePage, **values: object) -> InfoPage:
    """Return the page's latest draft with some changes, not yet saved."""
    page = fresh(page).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(page, name, value)
    return page


def published(parent: BasePage, da: str = "Om os", en: str = "About us", **values: object) -> InfoPage:
    page = factories.info_page(parent, da, en, live=False, **values)
    page.save_revision().publish()
    return fresh(page)


def restrict(page: BasePage) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page_id=page.pk, restriction_type=PageViewRestriction.LOGIN)


def tomorrow() -> object:
    return timezone.now() + timedelta(days=1)


def test_unpublishing_one_language_of_an_unpublished_page_does_not_publish_the_other(home_page: HomePage) -> None:
    page = published(home_page)
    page.unpublish()
    unpublish_language(page, "en")
    assert not fresh(page).live


@pytest.mark.parametrize("language", ["da", "en"])
def test_publishing_one_language_of_what_is_live_already_leaves_no_draft(home_page: HomePage, language: str) -> None:
    page = published(home_page)
    publish_language(page, language)
    assert not fresh(page).has_unpublished_changes
    draft(page, title_en="New").save_revision()
    publish_language(fresh(page), "da")
    publish_language(fresh(page), "en")
    assert not fresh(page).has_unpublished_changes


def test_a_live_page_stays_live_while_its_next_version_is_scheduled(home_page: HomePage) -> None:
    page = factories.info_page(home_page, live=False)
    page.save_revision()
    draft(page, title_en="Soon").save_revision()
    publish_language(fresh(page), "da")
    draft(page, go_live_at=tomorrow()).save_revision().publish()
    assert fresh(page).live


def test_an_alias_waits_with_its_source_for_the_scheduled_hour(home_page: HomePage) -> None:
    page = factories.info_page(home_page, live=False)
    page.save_revision()
    alias = page.create_alias(parent=home_page)
    draft(page, go_live_at=tomorrow()).save_revision().publish()
    assert not fresh(alias).live


def test_a_restricted_page_that_was_never_public_can_be_deleted(home_page: HomePage) -> None:
    page = factories.info_page(home_page, live=False)
    restrict(page)
    page.save_revision().publish()
    with TestCase.captureOnCommitCallbacks(execute=True):
        fresh(page).delete()
    connection.check_constraints()


def test_a_restriction_that_an_alias_took_over_hides_it_until_it_is_lifted(home_page: HomePage, client: Client) -> None:
    page = published(home_page)
    restriction = restrict(page)
    alias = page.create_alias(parent=home_page)
    restriction.delete()
    assert client.get("/om-os/").status_code == 200
    assert client.get("/om-os-2/").status_code == 404
    assert alias.view_restrictions.exists()


def test_the_addresses_of_aliases_are_remembered_when_their_source_is_opened(home_page: HomePage, client: Client) -> None:
    page = published(home_page)
    alias = page.create_alias(parent=home_page)
    restriction = restrict(page)
    target = published(home_page, "Mål", "Goal")
    alias.move(target, pos="last-child")
    with TestCase.captureOnCommitCallbacks(execute=True):
        restriction.delete()
    fresh(alias).move(home_page, pos="last-child")
    assert client.get("/maal/om-os-2/")["Location"] == "/om-os-2/"


def test_an_alias_of_an_alias_is_as_restricted_as_the_page_itself(home_page: HomePage, client: Client) -> None:
    page = published(home_page)
    second = page.create_alias(parent=home_page).create_alias(parent=home_page)
    restrict(page)
    assert client.get("/om-os-2-2/").status_code == 404
    assert not BasePage.objects.public_in("da").filter(pk=second.pk).exists()


def test_a_draft_may_change_an_address_that_another_page_took_meanwhile(home_page: HomePage) -> None:
    page = published(home_page)
    draft(page, slug_en="us").save_revision()
    published(home_page, "Os", "Us", slug_en="us")
    draft(page, slug_en="all-of-us").save_revision().publish()
    assert fresh(page).slug_en == "all-of-us"


@pytest.mark.parametrize("keep_live", [True, False])
def test_the_draft_of_a_copy_has_the_address_of_the_copy(home_page: HomePage, keep_live: bool) -> None:
    page = published(home_page)
    draft(page, title_en="All about us").save_revision()
    copy = fresh(page).copy(keep_live=keep_live)
    draft(copy).save_revision().publish()
    assert (fresh(copy).slug_da, fresh(copy).slug_en) == ("om-os-2", "about-us-2")


def test_a_danish_address_may_begin_with_the_danish_word_en(home_page: HomePage, client: Client) -> None:
    published(home_page, "En god start", "A good start")
    response = client.get("/en-god-start/")
    assert (response.status_code, response["Content-Language"]) == (200, "da")


def test_the_copy_of_a_restricted_page_is_restricted_below_a_copied_page_too(home_page: HomePage, client: Client) -> None:
    parent = published(home_page)
    restrict(published(parent, "Internt", "Internal"))
    fresh(parent).copy(recursive=True)
    assert client.get("/om-os-2/").status_code == 200
    assert client.get("/om-os-2/internt/").status_code == 404


def test_a_body_whose_keys_the_database_has_sorted_is_no_draft(home_page: HomePage) -> None:
    page = published(home_page)
    unpublish_language(page, "en")
    draft(page, title_en="All about us", body_da=factories.paragraph("Teksten om Om os."), shown_en=True).save_revision()
    publish_language(fresh(page), "en")
    assert not fresh(page).has_unpublished_changes

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import PageLogEntry

from home.bilingual.publishing import publish_language, unpublish_language
from home.models import BasePage, HomePage, InfoPage, User
from tests.support import factories


@pytest.fixture
def page(home_page: HomePage) -> InfoPage:
    """A page that is live in both languages."""
    page = factories.info_page(home_page)
    page.save_revision().publish()
    return InfoPage.objects.get(pk=page.pk)


def draft(page: InfoPage, **values: object) -> InfoPage:
    """Save changes as a draft, and return the page with them."""
    page = InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision()
    return page


@pytest.mark.parametrize("admin_language", ["da", "en"])
def test_one_language_is_published_and_the_other_stays_as_it_is(page: InfoPage, client: Client, admin_language: str) -> None:
    with translation.override(admin_language):
        publish_language(draft(page, title_da="Om klinikken", title_en="About the clinic"), "da")
    assert "Om klinikken" in client.get("/om-os/").content.decode()
    assert "About the clinic" not in client.get("/en/about-us/").content.decode()
    kept = InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (kept.title_da, kept.title_en) == ("Om klinikken", "About the clinic")
    assert kept.has_unpublished_changes


def test_the_slug_of_the_other_language_stays_too(page: InfoPage, client: Client) -> None:
    publish_language(draft(page, slug_da="om-klinikken", slug_en="about-the-clinic"), "da")
    assert client.get("/om-klinikken/").status_code == client.get("/en/about-us/").status_code == 200
    assert client.get("/en/about-the-clinic/").status_code == 404


def test_a_page_that_was_never_live_becomes_live_in_one_language(home_page: HomePage, client: Client) -> None:
    page = factories.info_page(home_page, live=False, title_en="", lead_en="", body_en=[])
    page.save_revision()
    publish_language(page, "da")
    assert client.get("/om-os/").status_code == 200
    assert BasePage.objects.get(pk=page.pk).shown_en is False


def test_the_fields_without_a_language_go_live_and_are_named(page: InfoPage) -> None:
    assert publish_language(draft(page, title_en="New", show_in_menus=True), "da") == ["show_in_menus"]
    assert InfoPage.objects.get(pk=page.pk).show_in_menus


def test_what_the_language_lacks_is_named_and_nothing_is_published(page: InfoPage) -> None:
    with pytest.raises(ValidationError) as caught:
        publish_language(draft(page, lead_da=""), "da")
    assert list(caught.value.message_dict) == ["lead_da"]
    assert InfoPage.objects.get(pk=page.pk).lead_da


def test_a_schedule_is_for_both_languages(page: InfoPage) -> None:
    with pytest.raises(ValidationError):
        publish_language(draft(page, go_live_at=timezone.now() + timedelta(days=1)), "da")


def test_one_language_is_unpublished_and_the_draft_agrees(page: InfoPage, client: Client) -> None:
    unpublish_language(draft(page, title_da="Kladde"), "en")
    assert client.get("/en/about-us/").status_code == 404
    assert "Kladde" not in client.get("/om-os/").content.decode()
    kept = InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (kept.title_da, kept.shown_en) == ("Kladde", False)


def test_unpublishing_the_only_language_unpublishes_the_page(page: InfoPage, client: Client) -> None:
    unpublish_language(page, "en")
    unpublish_language(page, "da")
    assert not InfoPage.objects.get(pk=page.pk).live
    assert client.get("/om-os/").status_code == 404


def test_an_alias_follows_one_language_too(page: InfoPage, home_page: HomePage, client: Client) -> None:
    page.create_alias(parent=home_page, update_slug="ogsaa-om-os")
    publish_language(draft(page, title_da="Om klinikken", title_en="About the clinic"), "en")
    assert "About the clinic" in client.get("/en/about-us-2/").content.decode()
    assert "Om klinikken" not in client.get("/ogsaa-om-os/").content.decode()


def test_the_history_says_which_language(page: InfoPage, editor: User, client: Client) -> None:
    publish_language(draft(page, title_da="Om klinikken"), "da", editor)
    entry = PageLogEntry.objects.get(action="home.publish_language")
    assert (entry.user, entry.data["language"]) == (editor, "da")
    assert entry.message == "Kun udgivet på dansk"
    with translation.override("en"):
        assert PageLogEntry.objects.get(action="home.publish_language").message == "Published in Danish only"


def test_a_scheduled_page_that_fails_does_not_stop_the_others(home_page: HomePage, client: Client) -> None:
    due = timezone.now() + timedelta(hours=1)
    pages = [factories.info_page(home_page, f"Side {n}", f"Page {n}", live=False, go_live_at=due) for n in (1, 2)]
    for page in pages:
        page.save_revision().publish()
    for page, lead in zip(pages, ("", "Kort."), strict=True):
        revision = page.get_latest_revision()
        past = (timezone.now() - timedelta(minutes=1)).isoformat()
        revision.content = {**revision.content, "lead_da": lead, "go_live_at": past}
        revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
        revision.save()
    with pytest.raises(CommandError, match="Side 1"):
        call_command("publish_scheduled")
    assert client.get("/side-1/").status_code == 404
    assert client.get("/side-2/").status_code == 200

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageLogEntry

from articles.models import ArticleIndexPage
from home.models import BasePage, HomePage
from tests.home.admin import person, press
from tests.support import factories


@pytest.fixture
def page(home_page: HomePage) -> ArticleIndexPage:
    """A page that is live in both languages, with a draft that changes both titles."""
    page = factories.article_index(home_page)
    page.save_revision().publish()
    change(page, title_da="Nyt om nåle", title_en="News of needles")
    return page


@pytest.fixture
def writer(db: None) -> Client:
    """An editor who may write and submit, but not publish."""
    group = Group.objects.create(name="Writers")
    group.permissions.add(*Permission.objects.filter(codename__in=["access_admin", "write_da", "write_en"]))
    root = BasePage.get_first_root_node()
    for permission in Permission.objects.filter(codename__in=["add_basepage", "change_basepage"]):
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    return person("writer", group.name)


@pytest.fixture
def moderator(db: None) -> Client:
    """A person who may approve."""
    return person("moderator", "Redaktør / Editor")


def change(page: ArticleIndexPage, **values: Any) -> None:
    """Save a draft with some values changed."""
    draft = ArticleIndexPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision()


def approve(client: Client, page: ArticleIndexPage, action: str = "approve") -> BeautifulSoup:
    """Approve in the edit view."""
    return press(client, page, **{"action-workflow-action": "true", "workflow-action-name": action})


def titles(page: ArticleIndexPage) -> tuple[str, str]:
    """Return what readers see."""
    live = ArticleIndexPage.objects.get(pk=page.pk)
    return live.title_da, live.title_en


def test_what_was_submitted_in_one_language_is_published_in_that_language(
    page: ArticleIndexPage, writer: Client, moderator: Client
) -> None:
    press(writer, page, **{"action-submit": "en"})
    assert titles(page) == ("Artikler", "Articles")
    approve(moderator, page)
    assert titles(page) == ("Artikler", "News of needles")
    assert ArticleIndexPage.objects.get(pk=page.pk).get_latest_revision_as_object().title_da == "Nyt om nåle"
    entry = PageLogEntry.objects.filter(page=page.pk, action="home.publish_language").get()
    assert (entry.data, entry.user.username) == ({"language": "en"}, "moderator")


def test_one_language_is_offered_to_those_who_may_not_publish(
    page: ArticleIndexPage, writer: Client, moderator: Client
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Send kun engelsk til godkendelse" in writer.get(address).content.decode()
    assert "Send kun engelsk til godkendelse" not in moderator.get(address).content.decode()


def test_the_moderator_is_told_which_language_was_submitted(page: ArticleIndexPage, writer: Client, moderator: Client) -> None:
    press(writer, page, **{"action-submit": "en"})
    screen = moderator.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Godkend kun engelsk" in screen
    assert "Godkend kun dansk" not in screen


def test_of_both_languages_the_moderator_may_approve_one(page: ArticleIndexPage, writer: Client, moderator: Client) -> None:
    press(writer, page, **{"action-submit": "true"})
    approve(moderator, page, "approve-da")
    assert titles(page) == ("Nyt om nåle", "Articles")


def test_of_both_languages_the_moderator_may_approve_both(page: ArticleIndexPage, writer: Client, moderator: Client) -> None:
    press(writer, page, **{"action-submit": "true"})
    approve(moderator, page)
    assert titles(page) == ("Nyt om nåle", "News of needles")


def test_a_language_that_is_not_finished_does_not_stop_the_other(
    page: ArticleIndexPage, writer: Client, moderator: Client
) -> None:
    change(page, lead_en="")
    press(writer, page, **{"action-submit": "da"})
    approve(moderator, page)
    assert titles(page) == ("Nyt om nåle", "Articles")


def test_submitting_names_what_is_missing_and_keeps_what_is_written(page: ArticleIndexPage, writer: Client) -> None:
    change(page, lead_en="")
    screen = press(writer, page, **{"action-submit": "true"})
    assert "»Indledning« mangler på engelsk" in screen.text
    assert screen.select_one("[name=title_da]").text.strip() == "Nyt om nåle"
    assert not page.workflow_in_progress


def test_what_cannot_be_published_stays_in_moderation_with_the_reason(
    page: ArticleIndexPage, writer: Client, moderator: Client
) -> None:
    press(writer, page, **{"action-submit": "true"})
    change(page, lead_en="")
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    screen = BeautifulSoup(moderator.post(address, {"comment": ""}, follow=True).content, "html.parser")
    assert "»Indledning« mangler på engelsk" in screen.text
    assert titles(page) == ("Artikler", "Articles")
    assert page.current_workflow_task_state.status == "in_progress"


def test_a_schedule_stops_the_approval_of_one_language(page: ArticleIndexPage, writer: Client, moderator: Client) -> None:
    press(writer, page, **{"action-submit": "da"})
    change(page, go_live_at=timezone.now() + timedelta(days=1))
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    screen = BeautifulSoup(moderator.post(address, {"comment": ""}, follow=True).content, "html.parser")
    assert "En planlagt udgivelse gælder begge sprog" in screen.text
    assert titles(page) == ("Artikler", "Articles")


def test_asking_for_changes_needs_no_finished_text(page: ArticleIndexPage, writer: Client, moderator: Client) -> None:
    press(writer, page, **{"action-submit": "da"})
    change(page, lead_da="")
    press(moderator, page, **{"action-workflow-action": "true", "workflow-action-name": "reject"})
    assert page.current_workflow_state.status == "needs_changes"


def test_submitting_again_is_about_the_same_language_until_another_is_named(
    page: ArticleIndexPage, writer: Client, moderator: Client
) -> None:
    press(writer, page, **{"action-submit": "da"})
    press(writer, page, **{"action-restart-workflow": "true"})
    assert page.current_workflow_task_state.language == "da"
    press(moderator, page, **{"action-workflow-action": "true", "workflow-action-name": "reject"})
    press(writer, page, **{"action-submit": "true"})
    approve(moderator, page)
    assert titles(page) == ("Nyt om nåle", "News of needles")

"""What was copied and not translated is published by nobody without a question."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticleIndexPage
from home.admin.readiness.gaps import all_gaps, with_gaps
from home.models import BasePage, HomePage
from tests.home.admin import person, press
from tests.support import factories

QUESTION = "På engelsk står den danske tekst endnu: Indledning."


@pytest.fixture
def page(home_page: HomePage) -> ArticleIndexPage:
    """A live page, whose draft has a new Danish lead, copied to the English side."""
    page = factories.article_index(home_page)
    page.save_revision().publish()
    change(page, lead_da="Læs om nåle.")
    change(page, lead_en="Læs om nåle.")
    return page


@pytest.fixture
def editor_client(db: None) -> Client:
    return person("moderator", "Redaktør / Editor")


def change(page: ArticleIndexPage, **values: Any) -> None:
    draft = ArticleIndexPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision()


def english_lead(page: ArticleIndexPage) -> str:
    """Return what readers see."""
    return ArticleIndexPage.objects.get(pk=page.pk).lead_en


def gaps(page: ArticleIndexPage) -> set[str]:
    """Name what the board says of the texts."""
    wanted = [gap for gap in all_gaps() if gap.name.startswith(("copied", "live_copied", "behind", "live_behind", "both"))]
    row = with_gaps(BasePage.objects.filter(pk=page.pk), wanted).get()
    return {gap.name for gap in wanted if getattr(row, gap.annotation)}


@pytest.mark.parametrize("button", [{"action-publish": "action-publish"}, {"action-publish": "en"}])
def test_publishing_asks_and_names_what_is_copied(
    page: ArticleIndexPage, editor_client: Client, button: dict[str, str]
) -> None:
    screen = press(editor_client, page, **button)
    assert QUESTION in screen.select_one(".bilingual-copied").text
    assert english_lead(page) != "Læs om nåle."
    assert gaps(page) == {"copied_en"}
    press(editor_client, page, **button, **{"publish-copies": "on"})
    assert english_lead(page) == "Læs om nåle."
    assert {"copied_en", "live_copied_en"} <= gaps(page), "nobody called it translated"


def test_copies_alone_offer_no_declaration_of_everything(page: ArticleIndexPage, editor_client: Client) -> None:
    address = reverse("behind", args=[page.pk])
    items = BeautifulSoup(editor_client.get(address).content, "html.parser").select(".bilingual-behind__item")
    # The styles show the tick only beside something else.
    assert ["data-copied" in item.attrs for item in items] == [True]
    change(page, lead_en="Read about needles.")
    press(editor_client, page, **{"action-publish": "action-publish"})
    change(page, lead_da="Læs om nåle og kopper.")
    items = BeautifulSoup(editor_client.get(address).content, "html.parser").select(".bilingual-behind__item")
    assert ["data-copied" in item.attrs for item in items] == [False]


def test_publishing_the_other_language_asks_nothing(page: ArticleIndexPage, editor_client: Client) -> None:
    press(editor_client, page, **{"action-publish": "da"})
    assert ArticleIndexPage.objects.get(pk=page.pk).lead_da == "Læs om nåle."


def test_a_schedule_asks_too(page: ArticleIndexPage, editor_client: Client) -> None:
    change(page, go_live_at=timezone.now() + timedelta(days=1))
    screen = press(editor_client, page, **{"action-publish": "action-publish"})
    assert QUESTION in screen.select_one(".bilingual-copied").text
    assert not ArticleIndexPage.objects.get(pk=page.pk).approved_schedule


def test_an_approval_asks_too_in_the_editor_and_elsewhere(page: ArticleIndexPage, editor_client: Client) -> None:
    press(editor_client, page, **{"action-submit": "action-submit"})
    state = ArticleIndexPage.objects.get(pk=page.pk).current_workflow_task_state
    action = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    assert QUESTION in press(editor_client, page, **action).select_one(".bilingual-copied").text
    elsewhere = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    screen = BeautifulSoup(editor_client.post(elsewhere, follow=True).content, "html.parser")
    assert QUESTION in screen.select_one(".messages").text
    assert english_lead(page) != "Læs om nåle."
    press(editor_client, page, **action, **{"publish-copies": "on"})
    assert english_lead(page) == "Læs om nåle."


def test_names_are_published_without_a_question(page: ArticleIndexPage, editor_client: Client) -> None:
    change(page, lead_da="Aalborg", lead_en="Aalborg")
    press(editor_client, page, **{"action-publish": "action-publish"})
    assert english_lead(page) == "Aalborg"


def test_who_says_that_a_text_belongs_in_both_languages_is_not_asked(page: ArticleIndexPage, editor_client: Client) -> None:
    address = reverse("behind", args=[page.pk])
    panel = BeautifulSoup(editor_client.get(address).content, "html.parser")
    button = panel.find("button", string="Skal være ens på begge sprog")
    editor_client.post(address, {"pair": button["data-home-behind-pair-param"], "seen": button["data-home-behind-seen-param"]})
    press(editor_client, page, **{"action-publish": "action-publish"})
    assert english_lead(page) == "Læs om nåle."
    assert gaps(page) == set()


def test_where_both_were_edited_one_question_decides(page: ArticleIndexPage, editor_client: Client) -> None:
    change(page, lead_en="Read about needles.")
    press(editor_client, page, **{"action-publish": "action-publish"})
    change(page, lead_da="Læs om nåle og kopper.")
    assert gaps(page) == {"behind_en"}
    change(page, lead_en="Read about needles and cups.")
    assert gaps(page) == {"both"}
    address = reverse("behind", args=[page.pk])
    items = BeautifulSoup(editor_client.get(address).content, "html.parser").select(".bilingual-behind__item")
    assert len(items) == 1
    assert "Siger de det samme nu?" in items[0].text
    button = items[0].find("button", string="Ja, de siger det samme")
    editor_client.post(address, {"pair": button["data-home-behind-pair-param"], "seen": button["data-home-behind-seen-param"]})
    press(editor_client, page, **{"action-publish": "action-publish"})
    assert gaps(page) == set()

"""Who writes which language of a page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, PageViewRestriction, Task

from articles.models import ArticleIndexPage, ArticlePage, ArticleSource
from home.models import BasePage, HomePage, User
from tests.home.admin import person
from tests.support import factories

EDITOR = "Redaktør / Editor"


TRANSLATOR = "Oversætter til engelsk / Translator (English)"


RECEPTIONIST = "Receptionist"


# What Wagtail notes of a page when a draft of it is saved.
NOTES = {
    "latest_revision",
    "latest_revision_created_at",
    "last_published_at",
    "has_unpublished_changes",
    "draft_title",
    "draft_title_da",
    "draft_title_en",
}


FORGED = {
    "title_da": "Forfalsket",
    "slug_da": "forfalsket",
    "lead_da": "Forfalsket.",
    "seo_title_da": "Forfalsket",
    "body_da-count": "1",
    "body_da-0-type": "heading",
    "body_da-0-order": "0",
    "body_da-0-deleted": "",
    "body_da-0-value": "Forfalsket",
    "title_en": "About sciatica and needles",
    "slug_en": "sciatica",
    "lead_en": "In short.",
    "shown_en": "on",
    "body_en-count": "1",
    "body_en-0-type": "heading",
    "body_en-0-order": "0",
    "body_en-0-deleted": "",
    "body_en-0-value": "Needles",
    "publication_date": "2001-01-01",
    "show_in_menus": "on",
    "go_live_at": "",
    "expire_at": "",
    "sources-TOTAL_FORMS": "1",
    "sources-INITIAL_FORMS": "0",
    "sources-0-title": "Forfalsket",
    "sources-0-publisher": "Forfalsket",
    "sources-0-year": "2001",
    "sources-0-language": "en",
    "sources-0-ORDER": "1",
    "related_pages-TOTAL_FORMS": "0",
    "related_pages-INITIAL_FORMS": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


@dataclass
class Scene:
    """An article that is live, with an older version, a newer draft, another article beside it, and an alias."""

    index: ArticleIndexPage
    article: ArticlePage
    other: ArticlePage
    alias: BasePage
    section: ArticleIndexPage
    older: int

    def edit(self, **button: str) -> tuple[str, dict[str, str]]:
        return reverse("wagtailadmin_pages:edit", args=[self.article.pk]), {**FORGED, **button}

    def view(self, name: str, *more: Any, **data: str) -> tuple[str, dict[str, str]]:
        return reverse(f"wagtailadmin_pages:{name}", args=[self.article.pk, *more]), data

    def api(self, action: str, page: BasePage | None = None, **data: Any) -> tuple[str, dict[str, str]]:
        return reverse("wagtailadmin_api:pages:action", args=[(page or self.article).pk, action]), data

    def bulk(self, action: str, **data: Any) -> tuple[str, dict[str, str]]:
        address = reverse("wagtail_bulk_action", args=["home", "basepage", action])
        return f"{address}?id={self.article.pk}&id={self.other.pk}", data


ROADS: dict[str, Callable[[Scene], tuple[str, dict[str, str]]]] = {
    "save": lambda scene: scene.edit(),
    "publish": lambda scene: scene.edit(**{"action-publish": "true"}),
    "publish Danish": lambda scene: scene.edit(**{"shown_da": "on", "action-publish": "da"}),
    "submit Danish": lambda scene: scene.edit(**{"shown_da": "on", "action-submit": "da"}),
    "revert": lambda scene: scene.view("revisions_revert", scene.older, **FORGED),
    "create": lambda scene: (
        reverse("wagtailadmin_pages:add", args=["articles", "articlepage", scene.index.pk]),
        {**FORGED, "sources-TOTAL_FORMS": "0"},
    ),
    "copy": lambda scene: scene.view(
        "copy", new_title="Kopi", new_slug="kopi", new_title_en="Copy", new_slug_en="copy", new_parent_page=str(scene.index.pk)
    ),
    "move": lambda scene: scene.view("move_confirm", scene.section.pk),
    "delete": lambda scene: scene.view("delete"),
    "unpublish": lambda scene: scene.view("unpublish"),
    "unpublish Danish": lambda scene: (reverse("unpublish_language", args=[scene.article.pk, "da"]), {}),
    "lock": lambda scene: scene.view("lock"),
    "reorder": lambda scene: (reverse("wagtailadmin_pages:set_page_position", args=[scene.other.pk]) + "?position=0", {}),
    "close": lambda scene: scene.view("set_privacy", restriction_type="login"),
    "alias becomes a page": lambda scene: (reverse("wagtailadmin_pages:convert_alias", args=[scene.alias.pk]), {}),
    "bulk delete": lambda scene: scene.bulk("delete"),
    "bulk unpublish": lambda scene: scene.bulk("unpublish"),
    "bulk publish": lambda scene: scene.bulk("publish"),
    "bulk move": lambda scene: scene.bulk("move", chooser=str(scene.section.pk)),
    "API revert": lambda scene: scene.api("revert_to_page_revision", revision_id=scene.older),
    "API publish": lambda scene: scene.api("publish"),
    "API unpublish": lambda scene: scene.api("unpublish"),
    "API delete": lambda scene: scene.api("delete"),
    "API move": lambda scene: scene.api("move", destination_page_id=scene.section.pk, position="last-child"),
    "API copy": lambda scene: scene.api("copy", slug="kopi"),
    "API alias": lambda scene: scene.api("create_alias", destination_page_id=scene.section.pk),
    "API alias becomes a page": lambda scene: scene.api("convert_alias", scene.alias),
}


@pytest.fixture
def scene(home_page: HomePage) -> Scene:
    section = factories.article_index(home_page, title_da="Arkiv", title_en="Archive")
    index = factories.article_index(home_page)
    article = factories.article(index)
    article.sources = [ArticleSource(title="A trial", publisher="JAMA", year=2024)]
    older = article.save_revision()
    older.publish()
    article = ArticlePage.objects.get(pk=article.pk)
    article.title_da, article.title_en, article.lead_da = "Om iskias og nåle", "Draft", "Ny indledning."
    article.save_revision()
    other = factories.article(index, "Om hovedpine", "About headache")
    return Scene(index, article, other, article.create_alias(parent=index, update_slug="ogsaa-om-iskias"), section, older.pk)


@pytest.fixture
def translator(db: None) -> Client:
    """A person who writes English."""
    return person("ann", TRANSLATOR)


def draft_of(page: BasePage) -> Any:
    return ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def all_but_english(scene: Scene) -> dict[str, Any]:
    """Describe the tree, what readers of both languages see of the article, and its draft without the English words."""
    tree = BasePage.objects.order_by("path").values_list("pk", "path", "live", "locked", "alias_of", "title_da", "slug_da")
    facts = {"tree": list(tree), "closed": PageViewRestriction.objects.count()}
    for page in ArticlePage.objects.filter(pk=scene.article.pk):
        draft = draft_of(scene.article).serializable_data()
        facts |= {f"live {name}": value for name, value in page.serializable_data().items() if name not in NOTES}
        facts |= {f"draft {name}": value for name, value in draft.items() if name not in NOTES and not name.endswith("_en")}
    return facts


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """Name what differs."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def walk(road: str, client: Client, scene: Scene) -> set[str]:
    """Take a road, tell what changed, and take it back."""
    before = all_but_english(scene)
    with transaction.atomic():
        client.post(*ROADS[road](scene))
        after = all_but_english(scene)
        transaction.set_rollback(True)
    return changed(before, after)


def test_by_no_road_does_a_translator_change_anything_but_her_own_language(scene: Scene, translator: Client) -> None:
    editor = person("inger", EDITOR)
    assert {road for road in ROADS if not walk(road, editor, scene)} == set(), "these are no roads at all"
    reached = {road: walk(road, translator, scene) for road in ROADS}
    assert reached == {road: set() for road in ROADS}


def test_a_translator_into_danish_changes_danish(scene: Scene) -> None:
    person("dorte", "Oversætter til dansk / Translator (Danish)").post(*scene.edit())
    draft = draft_of(scene.article)
    assert (draft.title_da, draft.title_en, draft.lead_en) == ("Forfalsket", "Draft", "In short: About sciatica.")


@pytest.mark.parametrize("live", [True, False], ids=["live", "never-published"])
def test_a_translator_saves_her_own_words_by_form_and_by_autosave(scene: Scene, translator: Client, live: bool) -> None:
    if not live:
        scene.article = factories.article(scene.index, "Om iskias og nåle", "Draft", slug_da="ny", live=False)
        scene.article.save_revision()
    before = all_but_english(scene)
    address, data = scene.edit()
    response = translator.post(address, data, headers={"Accept": "application/json"})
    assert response.json()["success"]
    draft = draft_of(scene.article)
    assert (draft.title_en, draft.body_en[0].value, draft.title_da) == (FORGED["title_en"], "Needles", "Om iskias og nåle")
    # Of a page that nobody has published, the row is a draft too.
    english = {name for name in before if name.startswith("live ") and name.endswith("_en")}
    assert changed(before, all_but_english(scene)) - (set() if live else english) == set()


def test_going_back_to_an_older_version_brings_back_only_ones_own_words(scene: Scene, translator: Client) -> None:
    address = reverse("wagtailadmin_pages:revisions_revert", args=[scene.article.pk, scene.older])
    screen = BeautifulSoup(translator.get(address).content, "html.parser")
    assert screen.select_one("[name=title_en]").text.strip() == "About sciatica"
    assert "Om iskias og nåle" in screen.text
    address, data = scene.api("revert_to_page_revision", revision_id=scene.older)
    assert translator.post(address, data).status_code == 200
    draft = draft_of(scene.article)
    assert (draft.title_en, draft.title_da, draft.lead_da) == ("About sciatica", "Om iskias og nåle", "Ny indledning.")


def test_a_translator_reads_the_other_language_and_is_offered_what_she_may_do(scene: Scene, translator: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[scene.article.pk])
    screen = BeautifulSoup(translator.get(address).content, "html.parser")
    form = screen.select_one("#page-edit-form")
    names = {field["name"] for field in form.select("[name]")}
    assert {"title_en", "slug_en", "lead_en", "shown_en"} <= names
    assert not {name for name in names if "_da" in name or name.startswith(("sources", "publication_date", "go_live"))}
    shown = {tag.text.strip() for tag in form.select("[lang=da]")}
    assert {"Om iskias og nåle", "Ny indledning.", "Teksten om Om iskias."} <= shown
    buttons = screen.select_one("[data-w-dropdown-target=content], footer").text
    assert "Send kun engelsk til godkendelse" in screen.text
    assert "Send kun dansk til godkendelse" not in screen.text
    assert "Udgiv" not in buttons
    assert not screen.select("[data-a11y-dialog-show=schedule-publishing-dialog]")


@pytest.mark.parametrize("button", ["true", "en", "da"])
def test_what_a_translator_submits_is_her_own_language_and_an_editor_publishes_it(
    scene: Scene, translator: Client, button: str
) -> None:
    translator.post(*scene.edit(**{"action-submit": button}))
    state = scene.article.current_workflow_task_state
    assert state.language == "en"
    person("inger", EDITOR).post(reverse("wagtailadmin_pages:workflow_action", args=[scene.article.pk, "approve", state.pk]))
    live = ArticlePage.objects.get(pk=scene.article.pk)
    assert (live.title_en, live.title_da, live.lead_da) == (FORGED["title_en"], "Om iskias", "Kort om Om iskias.")
    assert draft_of(scene.article).title_da == "Om iskias og nåle"


def test_a_translator_takes_up_again_what_an_editor_submitted_in_her_own_language_only(
    scene: Scene, translator: Client
) -> None:
    inger = User.objects.create_superuser("inger", "inger@example.org", "long-enough-for-a-test")
    workflow = scene.article.get_workflow().start(scene.article, inger)
    workflow.current_task_state.reject(user=inger)
    translator.post(*scene.edit(**{"action-submit": "true"}))
    assert scene.article.current_workflow_task_state.language == "en"


def test_a_translator_approves_nothing_even_in_a_group_that_does(scene: Scene, translator: Client) -> None:
    Task.objects.get(name="Godkendelse").specific.groups.add(Group.objects.get(name=TRANSLATOR))
    inger = User.objects.create_superuser("inger", "inger@example.org", "long-enough-for-a-test")
    state = scene.article.get_workflow().start(scene.article, inger).current_task_state
    before = all_but_english(scene)
    translator.post(*scene.edit(**{"action-workflow-action": "true", "workflow-action-name": "approve"}))
    translator.post(reverse("wagtailadmin_pages:workflow_action", args=[scene.article.pk, "approve", state.pk]))
    assert not changed(before, all_but_english(scene))


def test_a_group_that_publishes_but_writes_one_language_does_not_publish(scene: Scene, translator: Client) -> None:
    for codename in ("publish", "add", "lock"):
        GroupPagePermission.objects.create(
            group=Group.objects.get(name=TRANSLATOR),
            page=BasePage.get_first_root_node(),
            permission=Permission.objects.get(content_type__app_label="home", codename=f"{codename}_basepage"),
        )
    before = all_but_english(scene)
    for road in ("publish", "create", "lock", "unpublish"):
        translator.post(*ROADS[road](scene))
    assert not changed(before, all_but_english(scene))

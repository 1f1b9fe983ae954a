"""A page that is copied with the pages below it."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import PageLogEntry, PageViewRestriction, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry
from wagtail.signals import page_published

from articles.models import ArticlePage
from home.bilingual.copying import CopyTreeAction
from home.models import BasePage, HomePage, InfoPage, User
from tests.home.page_family import family, fresh, source
from tests.support import factories


@pytest.fixture
def visit(home_page: HomePage) -> InfoPage:
    """A page that is worth copying."""
    return family(home_page, "Besøg", "Visit")


def descendant(copy: BasePage, slug: str) -> Any:
    return fresh(copy).get_descendants().get(slug_da=slug).specific


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_descendants_of_a_copy_answer_in_both_languages(visit: InfoPage, client: Client, language: str) -> None:
    with translation.override(language):
        copy = visit.copy(recursive=True)
    parking = descendant(copy, "parkering")
    assert (parking.url_path_da, parking.url_path_en) == (
        "/home/besoeg-2/vejen/parkering/",
        "/home/visit-2/the-way/parking/",
    )
    assert "Teksten om Parkering." in client.get("/besoeg-2/vejen/parkering/").content.decode()
    assert "The text of Parking." in client.get("/en/visit-2/the-way/parking/").content.decode()
    assert "Needles" in client.get("/besoeg-2/artikler/om-iskias/").content.decode()


def test_a_copy_in_a_deeper_place_is_whole_and_leaves_its_source_alone(visit: InfoPage, home_page: HomePage) -> None:
    before = list(BasePage.objects.order_by("path").values())
    place = factories.info_page(factories.info_page(home_page, "A", "A"), "B", "B")
    copy = visit.copy(recursive=True, to=place)
    assert list(BasePage.objects.filter(pk__in=[row["id"] for row in before]).order_by("path").values()) == [
        {**row, "numchild": row["numchild"] + (row["id"] == home_page.pk)} for row in before
    ]
    assert BasePage.find_problems() == ([], [], [], [], [])
    assert descendant(copy, "parkering").url_path_da == "/home/a/b/besoeg/vejen/parkering/"
    assert BasePage.objects.values("translation_key").distinct().count() == BasePage.objects.count()


def test_the_descendants_of_a_copy_that_is_not_kept_live_do_not_exist_for_readers(visit: InfoPage, client: Client) -> None:
    copy = visit.copy(recursive=True, keep_live=False)
    descendants = copy.get_descendants()
    assert descendants.count() == 5
    assert not descendants.filter(live=True).exists()
    assert not descendants.exclude(live_revision=None, first_published_at=None, last_published_at=None).exists()
    # Publishing the pages above brings none of them along.
    fresh(copy).get_latest_revision().publish()
    assert client.get("/besoeg-2/").status_code == 200
    assert client.get("/besoeg-2/vejen/").status_code == 404
    descendant(copy, "vejen").get_latest_revision().publish()
    assert client.get("/besoeg-2/vejen/").status_code == 200


@pytest.mark.parametrize("keep_live", [True, False])
def test_a_draft_is_copied_as_a_draft(visit: InfoPage, client: Client, keep_live: bool) -> None:
    article = ArticlePage.objects.get()
    article.title_da, article.sources = "Kladde om iskias", [*article.sources.all()[1:], source("A draft's source", 2)]
    article.save_revision()
    copied = descendant(visit.copy(recursive=True, keep_live=keep_live), "om-iskias")
    assert (copied.title_da, copied.draft_title_da, copied.has_unpublished_changes) == ("Om iskias", "Kladde om iskias", True)
    if keep_live:
        assert "Kladde" not in client.get("/besoeg-2/artikler/om-iskias/").content.decode()
    draft = copied.get_latest_revision_as_object()
    assert draft.title_da == "Kladde om iskias"
    assert [row.title for row in draft.sources.all()] == ["Backs", "A draft's source"]
    kept = draft.sources.all()[0].pk
    copied.get_latest_revision().publish()
    assert [(row.pk == kept, row.title) for row in fresh(copied).sources.all()] == [
        (True, "Backs"),
        (False, "A draft's source"),
    ]
    assert [row.title for row in ArticlePage.objects.get(pk=article.pk).sources.all()] == ["Needles", "Backs"]


def test_the_rows_and_topics_of_a_copy_are_its_own(visit: InfoPage) -> None:
    copied = descendant(visit.copy(recursive=True), "om-iskias")
    assert [row.title for row in copied.sources.all()] == ["Needles", "Backs"]
    assert [row.target_id for row in copied.related_pages.all()] == [visit.pk]
    assert [topic.name_da for topic in copied.topics.all()] == ["Ryg"]
    copied.sources, copied.topics = [], []
    copied.save_revision().publish()
    original = ArticlePage.objects.exclude(pk=copied.pk).get()
    assert [row.title for row in original.sources.all()] == ["Needles", "Backs"]
    assert original.topics.count() == original.related_pages.count() == 1


def test_a_copied_page_is_edited_and_published_as_any_other(visit: InfoPage, client: Client) -> None:
    copied = descendant(visit.copy(recursive=True), "om-iskias").get_latest_revision_as_object()
    copied.title_da, copied.slug_da = "Om hovedpine", "om-hovedpine"
    copied.save_revision().publish()
    assert "Om hovedpine" in client.get("/besoeg-2/artikler/om-hovedpine/").content.decode()
    assert client.get("/besoeg-2/artikler/om-iskias/")["Location"] == "/besoeg-2/artikler/om-hovedpine/"
    assert "Om iskias" in client.get("/besoeg/artikler/om-iskias/").content.decode()
    assert fresh(copied).sources.count() == 2


def test_the_editors_search_finds_a_copy(visit: InfoPage, client: Client, editor: User) -> None:
    copied = descendant(visit.copy(recursive=True), "parkering")
    client.force_login(editor)
    response = client.get(reverse("wagtailadmin_pages:search"), {"q": "Parkering"})
    assert reverse("wagtailadmin_pages:edit", args=[copied.pk]) in response.content.decode()


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_original_columns_of_a_copy_equal_the_danish_ones(visit: InfoPage, language: str) -> None:
    with translation.override(language):
        copy = visit.copy(recursive=True)
    names = ("title", "draft_title", "slug", "url_path")
    for row in BasePage.objects.filter(path__startswith=copy.path).rewrite(False).values():
        assert [row[name] for name in names] == [row[f"{name}_da"] for name in names]
        assert Revision.objects.get(pk=row["latest_revision_id"]).object_str == row["title_da"]


def test_every_live_copy_is_announced_as_published(visit: InfoPage) -> None:
    announced = []

    def receive(sender: type, instance: BasePage, revision: Revision, **kwargs: Any) -> None:
        announced.append((sender, instance.pk, revision.pk))

    BasePage.objects.filter(slug_da="parkering").update(live=False)
    page_published.connect(receive)
    try:
        copy = visit.copy(recursive=True)
    finally:
        page_published.disconnect(receive)
    live = copy.get_descendants(inclusive=True).live().specific()
    assert sorted(announced, key=str) == sorted([(type(page), page.pk, page.live_revision_id) for page in live], key=str)
    assert len(announced) == 5


def test_the_copies_of_a_restricted_page_are_restricted(visit: InfoPage, client: Client) -> None:
    group = Group.objects.create(name="Patienter")
    PageViewRestriction.objects.create(page=visit, restriction_type="groups").groups.add(group)
    copy = visit.copy(recursive=True)
    assert client.get("/besoeg-2/vejen/parkering/").status_code == 404
    restrictions = PageViewRestriction.objects.filter(page__path__startswith=copy.path)
    assert [list(restriction.groups.all()) for restriction in restrictions] == [[group]]


def test_a_page_that_is_closed_to_more_people_than_the_pages_above_stays_so_when_they_are_copied(visit: InfoPage) -> None:
    PageViewRestriction.objects.create(page=visit, restriction_type="login")
    group = Group.objects.create(name="Patienter")
    parking = descendant(visit, "parkering")
    PageViewRestriction.objects.create(page=parking, restriction_type="groups").groups.add(group)
    copy = visit.copy(recursive=True)
    assert list(descendant(copy, "parkering").view_restrictions.values_list("groups", flat=True)) == [group.pk]


# What two copies of one page never share.
OWN = {
    *("id", "pk", "path", "numchild", "translation_key", "url_path", "url_path_da", "url_path_en", "page_ptr", "basepage_ptr"),
    *("basepage_ptr_id", "latest_revision", "latest_revision_id", "live_revision", "live_revision_id", "page", "page_id"),
    *("first_published_at", "last_published_at", "latest_revision_created_at"),
}


def common(values: dict[str, Any]) -> dict[str, Any]:
    """The values that two copies of one page share, child rows included."""
    rows = {
        name: [common(row) if isinstance(row, dict) else row for row in v] for name, v in values.items() if isinstance(v, list)
    }
    return {name: parsed(value) for name, value in {**values, **rows}.items() if name not in OWN}


def parsed(value: Any) -> Any:
    """The blocks of a body; in which order a block's own keys were written says nothing."""
    return json.loads(value) if isinstance(value, str) and value.startswith("[{") else value


def described(page: BasePage, top: BasePage) -> dict[str, Any]:
    """All that the database knows of a copied page, in what two copies of one page share."""
    model = type(page)
    entries = PageLogEntry.objects.filter(page=page).order_by("pk")
    return {
        "row": common(model.objects.rewrite(False).values().get(pk=page.pk)),
        "paths": [getattr(page, f"url_path_{code}").removeprefix(getattr(top, f"url_path_{code}")) for code in ("da", "en")],
        "is whole": [page.numchild == page.get_children().count(), page.latest_revision is not None],
        "is published": [
            getattr(page, name) is not None for name in ("live_revision", "first_published_at", "last_published_at")
        ],
        "content": common(page.latest_revision.content),
        "draft": common(page.get_latest_revision_as_object().serializable_data()),
        "live": common(page.serializable_data()),
        "revision": [page.latest_revision.user, page.latest_revision.content_type, page.latest_revision.object_str],
        "log": [(e.action, e.user, e.label, e.content_type, bool(e.revision), e.content_changed) for e in entries],
        "log data": [{**e.data, "page": e.data["page"]["title"], "destination": None} for e in entries if "page" in e.data],
        "index": list(
            IndexEntry.objects.filter(object_id=str(page.pk)).values("content_type", "title", "autocomplete", "body")
        ),
        "references": sorted(ReferenceIndex.get_references_for_object(page).values_list("model_path", "to_object_id")),
        "comments": page.wagtail_admin_comments.count(),
    }


@pytest.mark.parametrize("keep_live", [True, False])
def test_a_copy_is_what_cores_own_recursion_makes_of_it(visit: InfoPage, editor: User, keep_live: bool) -> None:
    article = ArticlePage.objects.get()
    factories.article(article.get_parent(), "Aldrig vist", "Never shown", live=False).save_revision()
    article.create_alias(parent=visit)
    article.title_en, article.slug_en, article.locked = "A draft", "a-draft", True
    article.sources = [*article.sources.all()[1:], source("New", 2)]
    article.save()
    article.title_da, article.slug_da, article.live = "En kladde", "en-kladde", True
    article.save_revision()
    article.wagtail_admin_comments.create(user=editor, text="Hvorfor?", contentpath="title_da")
    article.wagtail_admin_comments.commit()
    copies = []
    for action in (CopyPageAction, CopyTreeAction):
        copy = action(fresh(visit), recursive=True, keep_live=keep_live, user=editor).execute()
        copies.append([described(page, copy) for page in copy.get_descendants().order_by("path").specific()])
    assert len(copies[0]) == 7
    for by_core, ours in zip(*copies, strict=True):
        assert ours == by_core

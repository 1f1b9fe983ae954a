import logging
import os
import shutil
import tempfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client, TestCase
from django.utils import timezone, translation
from hypothesis import HealthCheck
from hypothesis import settings as HypothesisSettings  # noqa: N812 - it is a class
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test
from wagtail.models import PageViewRestriction, Revision

from articles.models import CaseStoryPage
from home.admin.bulk_actions import PublishPages
from home.bilingual.publishing import publish_language, unpublish_language
from home.models import BasePage, InfoPage, LoadedContent
from home.operations.loader import ContentError, load
from tests.home import page_tree_reader as reader
from tests.home.page_tree_model import LANGUAGES, Content, Node, PageTree, RefusedError, Version
from tests.support import factories

RUNS = int(os.environ.get("PAGE_TREE_RUNS", "12"))
STEPS = 20
MOST_PAGES = 8
HOME_FILE = "page: home.HomePage\nkey: home\ntitle: {da: home, en: home}\n"
PAGE_FILE = """
page: home.InfoPage
key: page
parent: home
title: {{da: {da.title}, en: {en.title}}}
slug: {{da: {da.slug}, en: {en.slug}}}
lead: {{da: {da.text}, en: {en.text}}}
body:
  - paragraph: {{da: {da.text}, en: {en.text}}}
"""

some_page = st.integers(0, MOST_PAGES)
some_language = st.sampled_from(LANGUAGES)
some_slug = st.sampled_from(["a", "b", "c", "en"])
yes_or_no = st.booleans()


def act(**choices: Any) -> Callable:
    """A rule that an editor carries out whose admin speaks either language."""
    return rule(admin_language=some_language, **choices)


def approve_language(page: InfoPage, language: str) -> None:
    """Submit a page for moderation and approve one language, as two people do."""
    page.get_workflow().start(page, user=None)
    state = page.current_workflow_task_state
    if state.task.specific.on_action(state, None, f"approve-{language}"):
        raise ValidationError("The approval was refused.")


class PageTreeMachine(RuleBasedStateMachine):
    """Editors do whatever they like with a tree of pages; after each act a reader visits every address there ever was."""

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.counter = self.acts = 0
        self.is_well = False
        self.client = Client()
        content = Content(self._version("da", "home"), self._version("en", "home"))
        page = factories.home_page(**self._columns(content))
        page.save_revision().publish()
        self.tree = PageTree(page.pk, content)
        self.answered: dict[str, Any] = {}
        self.story: CaseStoryPage | None = None
        self.folder = Path(tempfile.mkdtemp())
        # A file may place its page below the front page, which is an editor's.
        (self.folder / "home.yaml").write_text(HOME_FILE)
        LoadedContent.objects.create(key="home", instance=page)

    def teardown(self) -> None:
        try:
            if self.is_well:
                reader.check_answers(self.client, self.tree.answers())
        finally:
            transaction.set_rollback(True)
            self.example.__exit__(None, None, None)
            cache.clear()
            shutil.rmtree(self.folder)

    # What editors write

    def _word(self, language: str) -> str:
        self.counter += 1
        return f"{language}word{self.counter}"

    def _version(self, language: str, slug: str = "", *, shown: bool = True) -> Version:
        return Version(self._word(language), slug, self._word(language), shown)

    def _columns(self, content: Content) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        for language in LANGUAGES:
            version = content[language]
            columns |= {
                f"title_{language}": version.title,
                f"slug_{language}": version.slug or None,
                f"lead_{language}": version.text,
                f"body_{language}": factories.paragraph(version.text) if version.text else [],
                f"shown_{language}": version.shown,
            }
        return columns

    def _draft_with(self, node: Node, content: Content) -> InfoPage:
        page = self._page(node).get_latest_revision_as_object()
        columns = self._columns(content)
        for language in LANGUAGES:
            # What stands in a text beside its words is left as it is where they are.
            if (getattr(page, f"lead_{language}") or "") == content[language].text:
                del columns[f"body_{language}"]
        for name, value in columns.items():
            setattr(page, name, value)
        page.go_live_at = timezone.now() + timedelta(days=1) if content.later else None
        return page

    # Choosing and acting

    def _page(self, node: Node) -> Any:
        return BasePage.objects.get(pk=node.pk).specific

    def _choose(self, number: int, condition: Callable[[Node], Any] = lambda node: True) -> Node | None:
        nodes = [node for node in self.tree.nodes if condition(node)]
        return nodes[number % len(nodes)] if nodes else None

    def _below_home(self, number: int, condition: Callable[[Node], Any] = lambda node: True) -> Node | None:
        return self._choose(number, lambda node: node.parent and condition(node))

    def _editable(self, number: int) -> Node | None:
        # A page whose publication is scheduled is locked, and an alias has no text of its own.
        return self._choose(number, lambda node: node.scheduled is None and not node.alias_of)

    def _do(self, admin_language: str, done: Callable[[], Any], expected: Callable[[], Any]) -> bool:
        """Carry out an act on the site and in the model; both must refuse it, or neither."""
        before = deepcopy(self.tree)
        try:
            expected()
        except RefusedError:
            self.tree = before
            with pytest.raises(ValidationError), translation.override(admin_language), transaction.atomic():
                done()
            return False
        with translation.override(admin_language), TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
            done()
        self._learn_keys(self.tree.home)
        self.tree.remember()
        return True

    def _learn_keys(self, node: Node) -> None:
        """Compare the tree with the model's, and let new nodes know their primary keys."""
        found = BasePage.objects.get(pk=node.pk).get_children().values_list("pk", flat=True)
        assert len(found) == len(node.children)
        for child, pk in zip(node.children, found, strict=True):
            if not child.pk:
                child.pk = pk
                # How many of the older revisions a copy brings along does not matter.
                child.revisions = child.revisions[-self._page(child).revisions.count() :]
            assert child.pk == pk
            self._learn_keys(child)

    def _edit(
        self, admin_language: str, node: Node, content: Content, *, publishing: bool, story: CaseStoryPage | None = None
    ) -> None:
        """Save a draft, and publish it if so wished."""
        content = replace(content, later=False)

        def done() -> None:
            page = self._draft_with(node, content)
            if story:
                page.body_da.append(("case_story", story))
            revision = page.save_revision()
            if publishing:
                revision.publish()

        def expected() -> None:
            self.tree.save_draft(node, content)
            if publishing:
                self.tree.publish(node, -1)

        self._do(admin_language, done, expected)

    # The acts

    @initialize(slugs=st.lists(some_slug, min_size=3, max_size=3), parents=st.lists(some_page, min_size=3, max_size=3))
    def begin(self, slugs: list[str], parents: list[int]) -> None:
        for slug, parent in zip(slugs, parents, strict=True):
            self.create("da", parent, "da en", slug, slug, True)

    @act(parent=some_page, languages=st.sampled_from(["da", "en", "da en"]), da=some_slug, en=some_slug, publishing=yes_or_no)
    def create(self, admin_language: str, parent: int, languages: str, da: str, en: str, publishing: bool) -> None:
        above = self._choose(parent)
        if len(self.tree.nodes) >= MOST_PAGES:
            return
        slugs = {"da": da, "en": en}
        versions = {language: Version() for language in LANGUAGES}
        versions |= {language: self._version(language, slugs[language]) for language in languages.split()}
        content = Content(**versions)

        def done() -> None:
            page = InfoPage(**self._columns(content), live=False)
            self._page(above).add_child(instance=page)
            revision = page.save_revision()
            if publishing:
                revision.publish()

        def expected() -> None:
            node = self.tree.add(0, above, content)
            self.tree.save_draft(node, node.row)
            if publishing:
                self.tree.publish(node, -1)

        self._do(admin_language, done, expected)

    @act(page=some_page, languages=st.sampled_from(["da", "en", "da en"]), publishing=yes_or_no)
    def write(self, admin_language: str, page: int, languages: str, publishing: bool) -> None:
        if node := self._editable(page):
            content = node.draft
            for language in languages.split():
                content = content.having(language, title=self._word(language), text=self._word(language), shown=True)
            self._edit(admin_language, node, content, publishing=publishing)

    @act(page=some_page, language=some_language, publishing=yes_or_no)
    def rename(self, admin_language: str, page: int, language: str, publishing: bool) -> None:
        if (node := self._editable(page)) and node.draft[language].text:
            self._edit(admin_language, node, node.draft.having(language, title=self._word(language)), publishing=publishing)

    @act(page=some_page, language=some_language)
    def empty(self, admin_language: str, page: int, language: str) -> None:
        if node := self._editable(page):
            self._edit(admin_language, node, node.draft.having(language, text=""), publishing=True)

    @act(page=some_page, da=st.none() | some_slug, en=st.none() | some_slug, publishing=yes_or_no)
    def give_slugs(self, admin_language: str, page: int, da: str | None, en: str | None, publishing: bool) -> None:
        if node := self._editable(page):
            content = node.draft
            for language, slug in (("da", da), ("en", en)):
                content = content.having(language, slug=slug or content[language].slug)
            self._edit(admin_language, node, content, publishing=publishing)

    @act(page=some_page, language=some_language)
    def switch(self, admin_language: str, page: int, language: str) -> None:
        if node := self._editable(page):
            content = node.draft.having(language, shown=not node.draft[language].shown)
            self._edit(admin_language, node, content, publishing=True)

    @act(page=some_page, language=some_language, approval=yes_or_no)
    def publish_one_language(self, admin_language: str, page: int, language: str, approval: bool) -> None:
        if node := self._choose(page, lambda node: not node.alias_of):
            # The editor saves before it submits, so what has no revision, as an alias whose page is gone, cannot be submitted.
            publish = approve_language if approval and node.revisions else publish_language
            self._do(
                admin_language,
                lambda: publish(self._page(node), language),
                lambda: self.tree.publish_language(node, language),
            )

    @act(page=some_page, language=some_language)
    def unpublish_one_language(self, admin_language: str, page: int, language: str) -> None:
        if node := self._choose(page, lambda node: not node.alias_of):
            self._do(
                admin_language,
                lambda: unpublish_language(self._page(node), language),
                lambda: self.tree.unpublish_language(node, language),
            )

    @act(pages=st.sets(some_page, min_size=1, max_size=3))
    def publish_many(self, admin_language: str, pages: set[int]) -> None:
        """Tick some pages in the explorer and publish those of them that can be."""
        chosen = [self._choose(page, lambda node: node.scheduled is None and not node.draft.later) for page in pages]
        nodes = list({node.pk: node for node in chosen if node}.values())
        objects = [BasePage.objects.get(pk=node.pk) for node in nodes]
        agreed = frozenset(node.pk for node in nodes)
        self._do(
            admin_language,
            lambda: PublishPages.execute_action(objects, agreed=agreed),
            lambda: self.tree.publish_many(nodes),
        )

    @act(page=some_page)
    def unpublish(self, admin_language: str, page: int) -> None:
        node = self._choose(page)
        self._do(admin_language, lambda: self._page(node).unpublish(), lambda: self.tree.unpublish(node))

    @act(page=some_page)
    def expire(self, admin_language: str, page: int) -> None:
        node = self._choose(page)

        def done() -> None:
            row = BasePage.objects.filter(pk=node.pk)
            row.update(expire_at=timezone.now() - timedelta(minutes=1))
            call_command("publish_scheduled", stdout=StringIO())
            row.update(expire_at=None)

        self._do(admin_language, done, lambda: self.tree.unpublish(node))

    @act(page=some_page, language=some_language, slug=st.none() | some_slug)
    def schedule(self, admin_language: str, page: int, language: str, slug: str | None) -> None:
        if node := self._editable(page):
            content = node.draft.having(language, title=self._word(language), text=self._word(language), shown=True)
            content = replace(content.having(language, slug=slug or content[language].slug), later=True)
            self._do(
                admin_language,
                lambda: self._draft_with(node, content).save_revision().publish(),
                lambda: self.tree.schedule(node, content),
            )

    @precondition(lambda self: any(node.scheduled is not None for node in self.tree.nodes))
    @act(page=some_page)
    def come_due(self, admin_language: str, page: int) -> None:
        node = self._choose(page, lambda node: node.scheduled is not None)
        past = timezone.now() - timedelta(minutes=1)
        revision = Revision.objects.get(approved_go_live_at__isnull=False, object_id=str(node.pk))
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save()
        node.revisions[node.scheduled] = replace(node.revisions[node.scheduled], later=False)
        if not self._do(admin_language, publish_what_is_due, lambda: self.tree.come_due(node)):
            # What cannot be published would be tried again each time; its editor gives up.
            node = next(other for other in self.tree.nodes if other.pk == node.pk)
            node.scheduled = None
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)

    @act(page=some_page, number=st.integers(0, 9), publishing=yes_or_no)
    def revert(self, admin_language: str, page: int, number: int, publishing: bool) -> None:
        """Publish an older revision as it is, or make it the draft and publish that, as the admin does."""
        node = self._choose(page, lambda node: node.revisions and node.scheduled is None and not node.alias_of)
        if not node:
            return
        assert self._page(node).revisions.count() == len(node.revisions)
        number %= len(node.revisions)
        content = node.revisions[number]
        if content.later:
            return
        revision = self._page(node).revisions.order_by("created_at", "pk")[number]
        if publishing:
            self._do(admin_language, revision.publish, lambda: self.tree.publish(node, number))
            return

        def expected() -> None:
            self.tree.save_draft(node, content)
            self.tree.publish(node, -1)

        self._do(admin_language, lambda: revision.as_object().save_revision(previous_revision=revision).publish(), expected)

    @act(page=some_page, place=some_page)
    def move(self, admin_language: str, page: int, place: int) -> None:
        if node := self._below_home(page):
            parent = self._choose(place, lambda other: node not in other.lineage())
            self._do(
                admin_language,
                lambda: self._page(node).move(self._page(parent), pos="last-child"),
                lambda: self.tree.move(node, parent),
            )

    @act(page=some_page, place=some_page, side=st.sampled_from(["left", "right"]))
    def move_beside(self, admin_language: str, page: int, place: int, side: str) -> None:
        node = self._below_home(page)
        if node and (sibling := self._below_home(place, lambda other: node not in other.lineage())):
            others = [other for other in sibling.parent.children if other is not node]
            self._do(
                admin_language,
                lambda: self._page(node).move(self._page(sibling), pos=side),
                lambda: self.tree.move(node, sibling.parent, others.index(sibling) + (side == "right")),
            )

    @act(page=some_page, place=some_page, slug=st.none() | some_slug, recursive=yes_or_no, keep_live=yes_or_no)
    def copy(self, admin_language: str, page: int, place: int, slug: str | None, recursive: bool, keep_live: bool) -> None:
        if not (node := self._below_home(page)) or len(self.tree.nodes) + len(list(node.subtree())) > MOST_PAGES:
            return
        parent = self._choose(place, lambda other: not recursive or node not in other.lineage())
        # The admin's form asks for a title and a slug in the editor's language.
        changes = {"title": self._word(admin_language), "slug": slug} if slug else {}
        self._do(
            admin_language,
            lambda: self._page(node).copy(
                to=self._page(parent), recursive=recursive, keep_live=keep_live, update_attrs=changes
            ),
            lambda: self.tree.copy(node, parent, {admin_language: changes}, recursive=recursive, keep_live=keep_live),
        )

    @act(page=some_page, place=some_page)
    def create_alias(self, admin_language: str, page: int, place: int) -> None:
        if (node := self._below_home(page)) and len(self.tree.nodes) < MOST_PAGES:
            parent = self._choose(place)
            self._do(
                admin_language,
                lambda: self._page(node).create_alias(parent=self._page(parent)),
                lambda: self.tree.alias(node, parent),
            )

    @act(page=some_page)
    def restrict(self, admin_language: str, page: int) -> None:
        if node := self._choose(page, lambda node: not node.restricted and not node.alias_of):
            login = PageViewRestriction.LOGIN
            self._do(
                admin_language,
                lambda: PageViewRestriction(page_id=node.pk, restriction_type=login).save(),
                lambda: setattr(node, "restricted", True),
            )

    @precondition(lambda self: any(node.restricted for node in self.tree.nodes))
    @act(page=some_page)
    def open_again(self, admin_language: str, page: int) -> None:
        node = self._choose(page, lambda node: node.restricted)
        self._do(
            admin_language,
            lambda: PageViewRestriction.objects.get(page_id=node.pk).delete(),
            lambda: setattr(node, "restricted", False),
        )

    @act(page=some_page)
    def delete(self, admin_language: str, page: int) -> None:
        if node := self._below_home(page):
            self._do(admin_language, lambda: self._page(node).delete(), lambda: self.tree.delete(node))

    @act(page=some_page, publishing=yes_or_no)
    def show_story(self, admin_language: str, page: int, publishing: bool) -> None:
        """Show a case story, which no consent allows anybody to read, in the text of a page."""
        if node := self._editable(page):
            if self.story is None:
                story = CaseStoryPage(title_da="Sarah", slug_da="sarah", pseudonym="Sarah", live=False)
                self.story = BasePage.get_first_root_node().add_child(instance=story)
            content = node.draft.having("da", stories=node.draft.da.stories + 1)
            self._edit(admin_language, node, content, publishing=publishing, story=self.story)

    @precondition(lambda self: self.story)
    @act()
    def delete_story(self, admin_language: str) -> None:
        self._do(admin_language, self.story.delete, self.tree.delete_stories)
        self.story = None
        reader.check_no_story_is_shown()

    @act(da=some_slug, en=some_slug)
    def load(self, admin_language: str, da: str, en: str) -> None:
        """Load a content file that says something new each time; what an editor has changed stays."""
        if self.tree.loaded is None and len(self.tree.nodes) >= MOST_PAGES:
            return
        content = Content(self._version("da", da), self._version("en", en))
        (self.folder / "page.yaml").write_text(PAGE_FILE.format(da=content.da, en=content.en))
        self._do(admin_language, lambda: load_content(self.folder), lambda: self.tree.load(content))

    # What must hold after each of them

    @invariant()
    def all_is_well(self) -> None:
        self.is_well = False
        reader.check_database(self.tree)
        answers = self.tree.answers()
        # What has changed is visited after each act, of the rest every sixth address, and all of them when the example ends.
        self.acts += 1
        due = {
            address: answer
            for number, (address, answer) in enumerate(answers.items())
            if answer != self.answered.get(address) or number % 6 == self.acts % 6
        }
        reader.check_answers(self.client, due)
        self.answered = answers
        self.is_well = True


def load_content(folder: Path) -> None:
    """Load the files of a folder, and pass on a mistake in one as a refusal."""
    try:
        load([folder])
    except ContentError as error:
        raise ValidationError(str(error)) from error


def publish_what_is_due() -> None:
    """Run the command, and pass on its failure as a refusal."""
    try:
        call_command("publish_scheduled", stdout=StringIO())
    except CommandError as error:
        raise ValidationError(str(error)) from error


def test_pages_stay_right_through_any_sequence_of_acts(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.TEMPLATES = reader.TEMPLATES
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    run_state_machine_as_test(
        PageTreeMachine,
        settings=HypothesisSettings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            # `make test` tries the same sequences every time; a number of runs asks for new ones.
            derandomize="PAGE_TREE_RUNS" not in os.environ,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        ),
    )

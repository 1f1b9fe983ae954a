"""Pages stay right through any sequence of acts."""

import logging
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck
from hypothesis import settings as HypothesisSettings  # noqa: N812 - it is a class
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, run_state_machine_as_test
from wagtail.models import PageViewRestriction

from articles.models import CaseStoryPage
from home.models import BasePage
from home.operations.loader import ContentError, load
from tests.home import page_tree_reader as reader
from tests.home.page_tree_base import MOST_PAGES, act, some_page, some_slug, yes_or_no
from tests.home.page_tree_node import Content
from tests.home.page_tree_writing import Writing

RUNS = int(os.environ.get("PAGE_TREE_RUNS", "3"))
STEPS = 20
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


def load_content(folder: Path) -> None:
    """Load the files of a folder, and pass on a mistake in one as a refusal."""
    try:
        load([folder])
    except ContentError as error:
        raise ValidationError(str(error)) from error


class PageTreeMachine(Writing):
    """Editors do whatever they like with a tree of pages; after each act a reader visits every address there ever was."""

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

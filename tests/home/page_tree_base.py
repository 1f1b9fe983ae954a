"""What the machine of the page tree stands on: the site and its model, and one act on both."""

import shutil
import tempfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client, TestCase
from django.utils import timezone, translation
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from articles.models import CaseStoryPage
from home.models import BasePage, InfoPage, LoadedContent
from tests.home import page_tree_reader as reader
from tests.home.page_tree_model import PageTree
from tests.home.page_tree_node import LANGUAGES, Content, Node, RefusedError, Version
from tests.support import factories

MOST_PAGES = 8
HOME_FILE = "page: home.HomePage\nkey: home\ntitle: {da: home, en: home}\n"

some_page = st.integers(0, MOST_PAGES)
some_language = st.sampled_from(LANGUAGES)
some_slug = st.sampled_from(["a", "b", "c", "en"])
yes_or_no = st.booleans()


def act(**choices: Any) -> Callable:
    """A rule that an editor carries out whose admin speaks either language."""
    return rule(admin_language=some_language, **choices)


class PageTreeBase(RuleBasedStateMachine):
    """The site and its model side by side, and how an act is carried out on both."""

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

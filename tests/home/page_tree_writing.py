"""The acts of the page tree by which editors write, publish and schedule."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO

from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition
from wagtail.models import Revision

from home.admin.bulk_actions import PublishPages
from home.bilingual.publishing import publish_language, unpublish_language
from home.models import BasePage, InfoPage
from tests.home.page_tree_base import MOST_PAGES, PageTreeBase, act, some_language, some_page, some_slug, yes_or_no
from tests.home.page_tree_node import LANGUAGES, Content, Version


def approve_language(page: InfoPage, language: str) -> None:
    """Submit a page for moderation and approve one language, as two people do."""
    page.get_workflow().start(page, user=None)
    state = page.current_workflow_task_state
    if state.task.specific.on_action(state, None, f"approve-{language}"):
        raise ValidationError("The approval was refused.")


def publish_what_is_due() -> None:
    """Run the command, and pass on its failure as a refusal."""
    try:
        call_command("publish_scheduled", stdout=StringIO())
    except CommandError as error:
        raise ValidationError(str(error)) from error


class Writing(PageTreeBase):
    """Editors write and publish."""

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

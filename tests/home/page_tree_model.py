"""What should be public: a plain model of a page tree in two languages, which knows nothing of the code it judges."""

from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from tests.home.page_tree_node import LANGUAGES, Changes, Content, Node, RefusedError

RESERVED = {"en", "da", "admin", "documents", "media"}


class Answer(NamedTuple):
    """What a reader must get at an address."""

    status: int
    location: str = ""
    language: str = ""
    words: frozenset[str] = frozenset()


class PageTree:
    """All pages, and who was last public at which address."""

    def __init__(self, home_pk: int, content: Content) -> None:
        self.home = Node(home_pk, None, content, live=True, revisions=[content])
        self.book: dict[str, tuple[Node, str]] = {}
        self.known: set[str] = set()
        # The page of the content file, and what a load last left there.
        self.loaded: tuple[Node, Content] | None = None
        self.remember()

    @property
    def nodes(self) -> list[Node]:
        return sorted(self.home.subtree(), key=lambda node: node.pk)

    # What readers find

    def public(self, language: str) -> set[int]:
        return {node.pk for node in self.nodes if node.is_public(language)}

    def answers(self) -> dict[str, Answer]:
        return {address: self._answer(address) for address in sorted(self.known)}

    def _answer(self, address: str) -> Answer:
        if address not in self.book:
            return self._moved_along(address)
        node, language = self.book[address]
        if not node.is_public(language):
            return Answer(404)
        if (current := node.address(language)) != address:
            return Answer(301, current)
        return Answer(200, "", language, frozenset({node.row[language].title, node.row[language].text}))

    def _moved_along(self, address: str) -> Answer:
        """Answer for what nobody had as an address: it may be a page below the former address of another."""
        segments = address.strip("/").split("/")
        for count in range(1, min(3, len(segments))):
            above = f"/{'/'.join(segments[:-count])}/"
            if above in self.book:
                node, language = self.book[above]
                target = f"{node.address(language)}{'/'.join(segments[-count:])}/"
                public = {other.address(language) for other in self.nodes if other.is_public(language)}
                return Answer(301, target) if target in public - {address} and node.is_public(language) else Answer(404)
        return Answer(404)

    def remember(self) -> None:
        """Note who is public where, and every other address that somebody might try."""
        for node in self.nodes:
            self._remember_public(node)
            for language in LANGUAGES:
                for spoken in LANGUAGES:
                    slugs = {None, node.draft[spoken].slug or None}
                    addresses = {node.address(language, last=last, spoken=spoken) for last in slugs}
                    self.known.update(addresses - {None})

    def _remember_public(self, node: Node) -> None:
        for language in LANGUAGES:
            if node.is_public(language):
                self.book[node.address(language)] = (node, language)

    # Slugs

    def _is_free(self, slug: str, language: str, parent: Node | None, node: Node | None) -> bool:
        if parent is None:
            return True
        siblings = [sibling for sibling in parent.children if sibling is not node]
        taken = any(sibling.row[language].slug == slug for sibling in siblings)
        # What a sibling is to have at a time to come is taken too, but not from a page that has it already.
        if not (node and node.row[language].slug == slug):
            taken = taken or any(plan[language].slug == slug for sibling in siblings for plan in sibling.plans)
        return not taken and not (parent is self.home and slug in RESERVED)

    def _numbered(self, slug: str, language: str, parent: Node | None, node: Node | None) -> str:
        candidate, number = slug, 1
        while not self._is_free(candidate, language, parent, node):
            number += 1
            candidate = f"{slug}-{number}"
        return candidate

    def filled(self, content: Content, parent: Node | None, node: Node | None = None) -> Content:
        """Give what is empty the value that the site proposes; a new page (no node yet) also avoids its namesakes."""
        if not content.da.title:
            content = replace(content.having("da", title=content.en.title), borrowed=content.en.title)
        for language in LANGUAGES:
            slug, title = content[language].slug, content[language].title
            if (slug or title) and (not slug or node is None):
                content = content.having(language, slug=self._numbered(slug or title, language, parent, node))
        return content if parent else content.having("en", slug=content.da.slug)

    def _check_slugs(self, content: Content, parent: Node | None, node: Node) -> None:
        for language in LANGUAGES:
            slug = content[language].slug
            if slug and not self._is_free(slug, language, parent, node):
                raise RefusedError

    # Drafts and publication

    def add(self, pk: int, parent: Node, content: Content) -> Node:
        node = Node(pk, parent, self.filled(content, parent))
        parent.children.append(node)
        return node

    def save_draft(self, node: Node, content: Content) -> None:
        content = self.filled(content, node.parent, node)
        self._check_slugs(content, node.parent, node)
        node.revisions.append(content)
        node.has_draft = True

    def _ready(self, node: Node, content: Content) -> Content:
        """Return what is published of some content; raises RefusedError where something stands against it."""
        content = self.filled(content, node.parent, node)
        content.check_text()
        self._check_slugs(content, node.parent, node)
        return content

    def publish(self, node: Node, number: int) -> None:
        node.row, node.live, node.scheduled = self._ready(node, node.revisions[number]), True, None
        node.has_draft = number not in (-1, len(node.revisions) - 1)
        self._update_aliases(node)

    def publish_many(self, nodes: list[Node]) -> None:
        """Publish the latest drafts, parents first; what cannot be published stays as it is."""
        for node in sorted(nodes, key=lambda node: len(node.lineage())):
            if node.alias_of:
                continue
            shown = [language for language in LANGUAGES if node.draft[language].shown]
            with suppress(RefusedError):
                if not all(above.live and above.row[language].shown for above in node.lineage()[:-1] for language in shown):
                    continue
                if not node.revisions:
                    self._ready(node, node.row)
                    node.revisions.append(node.row)
                self.publish(node, -1)

    def _update_aliases(self, node: Node) -> None:
        for alias in [other for other in self.nodes if other.alias_of is node]:
            content = node.row
            for language in LANGUAGES:
                content = content.having(language, slug=alias.row[language].slug)
            alias.row = self.filled(content, alias.parent, alias)
            alias.live, alias.has_draft = True, False

    def publish_language(self, node: Node, language: str) -> None:
        wanted = node.draft
        if node.scheduled is not None or wanted.later or not wanted.is_complete(language) or not wanted[language].shown:
            raise RefusedError
        other = LANGUAGES[1 - LANGUAGES.index(language)]
        kept = replace(node.row[other], shown=node.live and node.row[other].shown)
        borrowed = node.row.borrowed if other == "da" else wanted.borrowed
        self._put_before_draft(node, replace(wanted, **{other: kept}, borrowed=borrowed), wanted)

    def unpublish_language(self, node: Node, language: str) -> None:
        other = LANGUAGES[1 - LANGUAGES.index(language)]
        if not node.live or not node.row[other].shown:
            self.unpublish(node)
            return
        self._put_before_draft(node, node.row.having(language, shown=False), node.draft.having(language, shown=False))

    def _put_before_draft(self, node: Node, published: Content, draft: Content) -> None:
        node.revisions.append(published)
        self.publish(node, -1)
        if draft != replace(published, borrowed=draft.borrowed):
            node.revisions.append(draft)
            node.has_draft = True

    def unpublish(self, node: Node) -> None:
        if not node.live:
            return
        node.live, node.has_draft, node.scheduled = False, True, None
        for alias in [other for other in self.nodes if other.alias_of is node]:
            self.unpublish(alias)

    def schedule(self, node: Node, content: Content) -> None:
        self.save_draft(node, replace(content, later=True))
        if not node.live:
            node.row = node.revisions[-1]
        node.scheduled = len(node.revisions) - 1

    def come_due(self, node: Node) -> None:
        number, node.scheduled = node.scheduled, None
        node.revisions[number] = replace(node.revisions[number], later=False)
        self.publish(node, number)

    def delete_stories(self) -> None:
        """Forget all stories, in every version of every page."""
        for node in self.nodes:
            node.row = node.row.without_stories()
            node.revisions = [content.without_stories() for content in node.revisions]

    # Loading content

    def load(self, content: Content) -> None:
        """Bring the file's page to what it says, unless an editor has changed, moved or deleted the page."""
        # A file that asks for one of the site's own addresses is mistaken.
        is_mistaken = bool(RESERVED & {content.da.slug, content.en.slug})
        if self.loaded is None:
            node = self.add(0, self.home, content)
        else:
            node, left = self.loaded
            if node not in self.nodes or not self._is_as_loaded(node, left):
                return
            for language in LANGUAGES:
                slug, own = content[language].slug, node.row[language]
                is_free = self._is_free(slug, language, node.parent, node)
                # Whether a language is shown is not the file's to say.
                content = content.having(language, slug=slug if is_free else own.slug, shown=own.shown)
        if is_mistaken:
            raise RefusedError
        self.save_draft(node, node.row if self.loaded is None else content)
        self.publish(node, -1)
        self.loaded = (node, node.row.having("da", shown=True).having("en", shown=True))

    def _is_as_loaded(self, node: Node, left: Content) -> bool:
        """Tell whether readers and editors have what the load left, and nothing waits; switching a language is no change."""
        if not node.live or node.parent is not self.home or node.scheduled is not None or node.has_draft:
            return False
        return node.row.having("da", shown=True).having("en", shown=True) == left

    # The tree

    def move(self, node: Node, parent: Node, index: int | None = None) -> None:
        """Move below a page: to the end, or else to a place among its other children."""
        self._check_slugs(node.row, parent, node)
        node.parent.children.remove(node)
        node.parent = parent
        parent.children.insert(len(parent.children) if index is None else index, node)

    def copy(self, node: Node, parent: Node, changes: Changes, *, recursive: bool, keep_live: bool) -> None:
        children = list(node.children) if recursive else []
        copy = self._copy_page(node, parent, changes, keep_live=keep_live)
        # Wagtail copies the restriction of the copied page last, so the copy is public for a moment.
        self._remember_public(copy)
        copy.restricted = node.restricted
        for child in children:
            self.copy(child, copy, {}, recursive=True, keep_live=keep_live)

    def _copy_page(self, node: Node, parent: Node, changes: Changes, *, keep_live: bool) -> Node:
        """Copy a page and its drafts; the draft of a copy has the copy's own slugs, which no sibling has."""
        copy = self.add(0, parent, node.row.with_changes(changes))
        copy.live = node.live and keep_live
        copy.has_draft = node.has_draft or not keep_live
        copy.revisions = list(node.revisions)
        draft = copy.draft.with_changes(changes)
        for language in LANGUAGES:
            draft = draft.having(language, slug=copy.row[language].slug or draft[language].slug)
        copy.revisions.append(draft)
        return copy

    def alias(self, node: Node, parent: Node) -> None:
        alias = self.add(0, parent, node.row)
        alias.live, alias.has_draft = node.live, not node.live
        alias.alias_of = node.alias_of or node
        alias.restricted = node.restricted and not parent.is_hidden

    def delete(self, node: Node) -> None:
        gone = set(node.subtree())
        for page in gone:
            self.unpublish(page)
        node.parent.children.remove(node)
        for other in self.nodes:
            if other.alias_of in gone:
                other.alias_of = None
        self.book = {address: entry for address, entry in self.book.items() if entry[0] not in gone}

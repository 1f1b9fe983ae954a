"""A page of the model: what its fields say, its drafts, and its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Self

LANGUAGES = ("da", "en")


# By language, the new values of some fields.
Changes = dict[str, dict[str, object]]


class RefusedError(Exception):
    """The site must refuse the act, and change nothing."""


@dataclass(frozen=True)
class Version:
    """One language of a page: what its fields say at one moment."""

    title: str = ""
    slug: str = ""
    text: str = ""
    shown: bool = False
    # How many blocks beside the text show a case story.
    stories: int = 0

    @property
    def is_complete(self) -> bool:
        return bool(self.title and self.slug and self.text)


@dataclass(frozen=True)
class Content:
    """All fields of a page at one moment; `later` says that its go-live time has not come.

    `borrowed` is the English title that stands in the Danish one while nobody has written a Danish one.
    """

    da: Version
    en: Version
    later: bool = False
    borrowed: str = ""

    def __getitem__(self, language: str) -> Version:
        return self.da if language == "da" else self.en

    def having(self, language: str, **values: object) -> Self:
        """Change one language; who writes its text anew leaves nothing else in the body."""
        if values.get("text", self[language].text) != self[language].text:
            values = {"stories": 0, **values}
        return replace(self, **{language: replace(self[language], **values)})

    def without_stories(self) -> Self:
        return self.having("da", stories=0)

    def with_changes(self, changes: Changes) -> Self:
        content = self
        for language, values in changes.items():
            content = content.having(language, **values)
        return content

    def check_text(self) -> None:
        shown = [language for language in LANGUAGES if self[language].shown]
        if not shown or not all(self.is_complete(language) for language in shown):
            raise RefusedError

    def is_complete(self, language: str) -> bool:
        is_borrowed = language == "da" and self.borrowed and self.borrowed == self.da.title
        return self[language].is_complete and not is_borrowed


@dataclass(eq=False)
class Node:
    """A page: what readers see (`row`, if `live`), its drafts, and its place."""

    pk: int
    parent: "Node | None"
    row: Content
    live: bool = False
    has_draft: bool = False
    revisions: list[Content] = field(default_factory=list)
    scheduled: int | None = None
    restricted: bool = False
    alias_of: "Node | None" = None
    children: list["Node"] = field(default_factory=list)

    @property
    def draft(self) -> Content:
        return self.revisions[-1] if self.has_draft and self.revisions else self.row

    @property
    def plans(self) -> list[Content]:
        """The versions whose time has not come."""
        drafts = [self.draft] if self.has_draft and self.draft.later else []
        return [*drafts, *([self.revisions[self.scheduled]] if self.scheduled is not None else [])]

    @property
    def draft_titles(self) -> tuple[str, str]:
        latest = self.revisions[-1] if self.revisions else self.row
        return latest.da.title, latest.en.title

    def lineage(self) -> list["Node"]:
        return [*(self.parent.lineage() if self.parent else []), self]

    def subtree(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.subtree()

    @property
    def is_hidden(self) -> bool:
        """Whether a view restriction stands on the page, on an ancestor, or on what one of them is an alias of."""
        return any(node.restricted or (node.alias_of and node.alias_of.restricted) for node in self.lineage())

    def is_public(self, language: str) -> bool:
        return not self.is_hidden and all(node.live and node.row[language].shown for node in self.lineage())

    def address(self, language: str, *, last: str | None = None, spoken: str | None = None) -> str | None:
        """Return the address, or one like it: with another last slug, or with the slugs of another language."""
        slugs = [node.row[spoken or language].slug for node in self.lineage()[1:]]
        if last is not None and slugs:
            slugs[-1] = last
        if not all(slugs):
            return None
        return "/".join(["", *([language] if language == "en" else []), *slugs, ""])

    def url_path(self, language: str) -> str | None:
        slugs = [node.row[language].slug for node in self.lineage()]
        return "/".join(["", *slugs, ""]) if all(slugs) else None

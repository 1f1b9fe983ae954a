"""What readers can search of a page: the words of its lead and of its body, as plain text in each language."""

import unicodedata
from collections.abc import Collection, Iterator
from typing import Any

from wagtail import blocks
from wagtail.rich_text import get_text_for_indexing

from home.bilingual.block_visitor import Kind, leaves
from home.bilingual.languages import LANGUAGES, column
from home.bilingual.page import BilingualPage

SOFT_HYPHEN = "\u00ad"
# PostgreSQL's index of one text cannot pass a megabyte, and this is a book's length.
LONGEST_TEXT = 200_000


def fill_search_text(page: BilingualPage, saved: Collection[str] | None = None) -> list[str]:
    """Bring a page's columns of searchable text up to date with those of its fields that are saved (default: all).

    Returns the columns. A page that was loaded without its specific fields keeps what it has.
    """
    filled = []
    for language in LANGUAGES:
        for target, names in (("search_lead", page.search_lead_fields), ("search_body", page.search_body_fields)):
            columns = [column(name, language) for name in names]
            if columns and (saved is None or {*names, *columns} & {*saved}):
                filled.append(column(target, language))
                setattr(page, filled[-1], plain_text(getattr(page, name) for name in columns))
            elif page._state.adding:
                # An alias of a page that was read without this column.
                page.__dict__.setdefault(column(target, language), "")
    return filled


def plain_text(values: Iterator[Any]) -> str:
    """Join texts, rich texts and blocks to one line without tags; a heading ends as a sentence does, since excerpts show it."""
    parts = (" ".join(part.replace(SOFT_HYPHEN, "").replace("\0", "").split()) for value in values for part in _texts(value))
    text = " ".join(part if part.endswith((".", "!", "?", ":", "”", "«")) else f"{part}." for part in parts if part)
    return unicodedata.normalize("NFC", text)[:LONGEST_TEXT]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, blocks.StreamValue):
        for leaf in leaves(value.stream_block, value.get_prep_value()):
            if leaf.kind in (Kind.RICH_TEXT, Kind.HTML):
                yield get_text_for_indexing(leaf.value)
            elif leaf.kind in (Kind.WORDS, Kind.NUMBER):
                yield str(leaf.value)
    elif value:
        yield get_text_for_indexing(str(value))

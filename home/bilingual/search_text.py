"""What readers can search of a page: the words of its lead and of its body, as plain text in each language."""

import unicodedata
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from wagtail import blocks
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.rich_text import get_text_for_indexing

from home.bilingual.languages import LANGUAGES, column

if TYPE_CHECKING:
    from home.models import BasePage

SOFT_HYPHEN = "\u00ad"
# PostgreSQL's index of one text cannot pass a megabyte, and this is a book's length.
LONGEST_TEXT = 200_000


def fill_search_text(page: "BasePage", saved: Collection[str] | None = None) -> list[str]:
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
        yield from _block_texts(value.stream_block, value)
    elif value:
        yield get_text_for_indexing(str(value))


def _block_texts(block: blocks.Block, value: Any) -> Iterator[str]:
    # Wagtail's own walk reads an empty field as the word “None”, and a choice's label in whatever language is active.
    if value is None or isinstance(block, BaseChoiceBlock):
        return
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            yield from _block_texts(child.block, child.value)
    elif isinstance(block, blocks.StructBlock):
        for name, part in block.child_blocks.items():
            yield from _block_texts(part, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield from _block_texts(block.child_block, item)
    else:
        yield from block.get_searchable_content(value)

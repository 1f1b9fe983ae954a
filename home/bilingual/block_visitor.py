"""One walk over the stored value of any block, for all who ask what a body says: freshness, word count, search and references.

A kind of block that nobody has sorted yet is refused, since what it says would silently be left out; `management/checks.py`
finds it at start-up. Add it to `KINDS` with what it is to its readers.
"""

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, NamedTuple

from wagtail import blocks
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock


class Kind(Enum):
    """What the value of a block is to a reader."""

    WORDS = "words"
    RICH_TEXT = "rich text"
    HTML = "HTML"
    NUMBER = "number"
    DATE = "date"
    LINK = "link"
    # How something is shown, or whether; no part of the text.
    SETTING = "setting"
    # A page, a picture, a document or a snippet.
    CHOSEN = "chosen"
    NOTHING = "nothing"


# Blocks without blocks inside, the narrower before the wider.
KINDS: tuple[tuple[type[blocks.Block] | tuple[type[blocks.Block], ...], Kind], ...] = (
    (blocks.RichTextBlock, Kind.RICH_TEXT),
    (blocks.RawHTMLBlock, Kind.HTML),
    ((blocks.CharBlock, blocks.TextBlock, blocks.RegexBlock), Kind.WORDS),
    ((blocks.IntegerBlock, blocks.FloatBlock, blocks.DecimalBlock), Kind.NUMBER),
    ((blocks.DateBlock, blocks.TimeBlock, blocks.DateTimeBlock), Kind.DATE),
    ((blocks.URLBlock, blocks.EmailBlock), Kind.LINK),
    ((BaseChoiceBlock, blocks.BooleanBlock), Kind.SETTING),
    (blocks.ChooserBlock, Kind.CHOSEN),
    (blocks.StaticBlock, Kind.NOTHING),
)
WRITTEN = frozenset({Kind.WORDS, Kind.RICH_TEXT, Kind.HTML})
READ = frozenset({Kind.WORDS, Kind.RICH_TEXT, Kind.HTML, Kind.NUMBER, Kind.DATE, Kind.LINK})


class UnknownBlockError(TypeError):
    """A block whose kind nobody has sorted."""

    def __init__(self, block: Any) -> None:
        kind = type(block)
        super().__init__(f"{kind.__module__}.{kind.__qualname__} is missing in home.bilingual.block_visitor.KINDS.")


class Leaf(NamedTuple):
    """A value without blocks inside; `block` is None for what a table itself says."""

    kind: Kind
    value: Any
    block: Any = None
    # The keys and places that lead to it in the stored value.
    path: tuple[str | int, ...] = ()


def leaves(block: blocks.Block, value: Any, path: tuple[str | int, ...] = ()) -> Iterator[Leaf]:
    """Go through a block's value, as it is stored, in the order in which it is read; leave out what is empty."""
    if value in (None, ""):
        return
    if isinstance(block, blocks.BaseStreamBlock):
        for place, item in enumerate(value):
            # A block that is no longer offered is kept in the database, but shown to nobody.
            if child := block.child_blocks.get(item["type"]):
                yield from leaves(child, item["value"], (*path, place, "value"))
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from leaves(child, value.get(name), (*path, name))
    elif isinstance(block, blocks.ListBlock):
        for place, item in enumerate(value):
            # Lists that are older than Wagtail 2.16 have no ids.
            has_id = isinstance(item, dict) and "value" in item
            steps = (*path, place, "value") if has_id else (*path, place)
            yield from leaves(block.child_block, item["value"] if has_id else item, steps)
    elif isinstance(block, TypedTableBlock):
        yield from _table(block, value, path)
    else:
        yield Leaf(kind_of(block), value, block, path)


def kind_of(block: blocks.Block) -> Kind:
    """Return what the value of a block without blocks inside is to a reader."""
    for types, kind in KINDS:
        if isinstance(block, types):
            return kind
    raise UnknownBlockError(block)


def unknown_blocks(block: blocks.Block) -> Iterator[UnknownBlockError]:
    """Find the blocks, inside a block or itself, that a walk would refuse."""
    if isinstance(block, blocks.BaseStreamBlock | blocks.BaseStructBlock | TypedTableBlock):
        for child in block.child_blocks.values():
            yield from unknown_blocks(child)
    elif isinstance(block, blocks.ListBlock):
        yield from unknown_blocks(block.child_block)
    else:
        try:
            kind_of(block)
        except UnknownBlockError as error:
            yield error


def _table(block: TypedTableBlock, value: Any, path: tuple[str | int, ...]) -> Iterator[Leaf]:
    columns = value["columns"]
    yield Leaf(Kind.WORDS, value.get("caption") or "", None, (*path, "caption"))
    for place, column in enumerate(columns):
        yield Leaf(Kind.WORDS, column["heading"], None, (*path, "columns", place, "heading"))
    for number, row in enumerate(value["rows"]):
        for place, (column, cell) in enumerate(zip(columns, row["values"], strict=True)):
            yield from leaves(block.child_blocks[column["type"]], cell, (*path, "rows", number, "values", place))


def with_words(block: blocks.Block, value: Any, change: Callable[[Kind, str], str]) -> Any:
    """Return a stored value in which each text that somebody wrote, plain or formatted, is what `change` makes of it."""
    return with_leaves(block, value, lambda leaf: change(leaf.kind, leaf.value) if leaf.kind in WRITTEN else leaf.value)


def with_leaves(block: blocks.Block, value: Any, change: Callable[[Leaf], Any]) -> Any:
    """Return a stored value in which each value without blocks inside is what `change` makes of it."""
    if value in (None, ""):
        return value
    if isinstance(block, blocks.BaseStreamBlock):
        known = [(item, block.child_blocks.get(item["type"])) for item in value]
        return [{**item, "value": with_leaves(child, item["value"], change)} if child else item for item, child in known]
    if isinstance(block, blocks.BaseStructBlock):
        named = {name: with_leaves(child, value.get(name), change) for name, child in block.child_blocks.items()}
        return {**value, **{name: changed for name, changed in named.items() if name in value}}
    if isinstance(block, blocks.ListBlock):
        return [
            {**item, "value": with_leaves(block.child_block, item["value"], change)}
            if isinstance(item, dict) and "value" in item
            else with_leaves(block.child_block, item, change)
            for item in value
        ]
    if isinstance(block, TypedTableBlock):
        return _table_with_leaves(block, value, change)
    return change(Leaf(kind_of(block), value, block))


def _table_with_leaves(block: TypedTableBlock, value: Any, change: Callable[[Leaf], Any]) -> Any:
    columns = value["columns"]
    return {
        **value,
        "caption": change(Leaf(Kind.WORDS, value.get("caption") or "")),
        "columns": [{**column, "heading": change(Leaf(Kind.WORDS, column["heading"]))} for column in columns],
        "rows": [
            {
                **row,
                "values": [
                    with_leaves(block.child_blocks[column["type"]], cell, change)
                    for column, cell in zip(columns, row["values"], strict=True)
                ],
            }
            for row in value["rows"]
        ],
    }

"""Bodies of every kind of block, in any state of translation, for properties."""

import uuid
from typing import Any

from hypothesis import strategies as st
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from home.bilingual.block_visitor import Kind, kind_of
from home.bilingual.normal_text import normal
from home.pages.blocks import BodyBlock

HARD_WORDS = (
    "a b",
    "<script>",
    "a &amp; b",
    "&lt;b1&gt;",
    "“»",
    "<b1>",
    "# fuzzy",
    "50 % d",
    "\\n",
    '"',
    "]]>",
    "e\u0301",
    "\U0001f642",
)

words = st.lists(
    st.sampled_from(HARD_WORDS) | st.text("abcæøå <>&\"'\u00a0.", min_size=1, max_size=8), min_size=1, max_size=3
).map(lambda parts: normal("x".join(["", *parts])))


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def formatted() -> st.SearchStrategy[str]:
    inline = st.tuples(
        st.sampled_from(("{}", "<b>{}</b>", "<i>{}<br/></i>", '<a href="https://a.dk/?a=1&amp;b">{}</a>')), words
    ).map(lambda pair: pair[0].format(escaped(pair[1])))
    run = st.lists(inline, min_size=1, max_size=3).map("".join)
    return st.lists(run, min_size=1, max_size=3).map(
        lambda runs: f"<p>{runs[0]}</p>" + "".join(f"<ul><li>{each}</li></ul>" for each in runs[1:])
    )


def value_of(block: blocks.Block) -> st.SearchStrategy[Any]:
    """Make stored values of any kind of block."""
    if isinstance(block, blocks.BaseStructBlock):
        return st.fixed_dictionaries({name: value_of(child) for name, child in block.child_blocks.items()})
    if isinstance(block, blocks.ListBlock):
        item = value_of(block.child_block).map(lambda value: {"type": "item", "id": str(uuid.uuid4()), "value": value})
        return st.lists(item, min_size=1, max_size=2)
    if isinstance(block, TypedTableBlock):
        return words.flatmap(
            lambda text: st.fixed_dictionaries(
                {
                    "columns": st.just([{"type": "text", "heading": text}, {"type": "rich_text", "heading": ""}]),
                    "rows": st.tuples(words, formatted()).map(lambda cells: [{"values": list(cells)}]),
                    "caption": words,
                }
            )
        )
    kind = kind_of(block)
    if kind == Kind.WORDS:
        return words
    return formatted() if kind == Kind.RICH_TEXT else st.just(3 if kind == Kind.NUMBER else None)


BODY = BodyBlock()
SIDES = st.sampled_from(("missing", "alike", "other", "copy"))


@st.composite
def bodies(draw: Any) -> tuple[list[Any], list[Any]]:
    """Make a body of every kind of block, and what there is of it in the other language."""
    danish, english = [], []
    for name, block in BODY.child_blocks.items():
        block_id, side = str(uuid.uuid4()), draw(SIDES)
        value = draw(value_of(block))
        danish.append({"type": name, "id": block_id, "value": value})
        if side != "missing":
            english.append({"type": name, "id": block_id, "value": value if side == "copy" else draw(value_of(block))})
    return danish, english

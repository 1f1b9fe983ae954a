"""What blocks say: every kind is seen, and a kind that nobody knows is refused."""

from datetime import date
from typing import Any

import pytest
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock

from home.bilingual.block_visitor import Kind, UnknownBlockError, leaves, unknown_blocks
from home.bilingual.search_text import plain_text
from home.bilingual.texts import _block_texts, word_count
from home.management.checks import every_block_is_known


class Part(blocks.StructBlock):
    """Everything that a reader may read, and what is no text."""

    word = blocks.CharBlock()
    minutes = blocks.IntegerBlock()
    day = blocks.DateBlock()
    link = blocks.URLBlock()
    code = blocks.RawHTMLBlock()
    colour = blocks.ChoiceBlock(choices=[("red", "Red")])
    page = blocks.PageChooserBlock()


class Deep(blocks.StreamBlock):
    """A stream inside a list inside a stream."""

    rows = blocks.ListBlock(blocks.StreamBlock([("part", Part())]))


PART = {
    "word": "Varm te",
    "minutes": 45,
    "day": "2026-11-28",
    "link": "https://example.dk/",
    "code": "<p>Kode</p>",
    "colour": "red",
    "page": 7,
}
DEEP: list[dict[str, Any]] = [
    {"type": "rows", "id": "r", "value": [{"type": "item", "id": "i", "value": [{"type": "part", "id": "p", "value": PART}]}]}
]


def test_text_numbers_dates_links_and_html_are_read_however_deep_they_stand() -> None:
    assert _block_texts(Deep(), DEEP) == {"r": "Varm te 45 2026-11-28 https://example.dk/ Kode"}


def test_search_and_word_count_see_the_same_depth(db: None) -> None:
    value = Deep().to_python(DEEP)
    assert value[0].value[0][0].value["day"] == date(2026, 11, 28)
    assert plain_text(iter([value])) == "Varm te. 45. Kode."
    assert word_count(blocks.StreamValue(Deep(), DEEP, is_lazy=True)) == 6


def test_what_a_block_chooses_is_found_with_its_model() -> None:
    assert [(leaf.value, leaf.block.model_class.__name__) for leaf in leaves(Deep(), DEEP) if leaf.kind is Kind.CHOSEN] == [
        (7, "BasePage")
    ]


def test_a_kind_of_block_that_nobody_knows_is_refused_and_found_by_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = blocks.StreamBlock([("points", blocks.ListBlock(blocks.StructBlock([("grid", TableBlock())])))])
    assert [str(error) for error in unknown_blocks(stream)] == [
        "wagtail.contrib.table_block.blocks.TableBlock is missing in home.bilingual.block_visitor.KINDS."
    ]
    with pytest.raises(UnknownBlockError):
        list(leaves(stream, [{"type": "points", "value": [{"grid": [["a"]]}]}]))
    assert every_block_is_known() == []
    monkeypatch.setattr("home.bilingual.block_visitor.KINDS", ())
    assert {message.id for message in every_block_is_known()} == {"home.E001"}

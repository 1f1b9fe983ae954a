"""Blocks that were written by hand side by side are one passage in two languages."""

import pytest
from wagtail.models import Comment

from home.bilingual.freshness import behind
from home.bilingual.pairing import Block, plan_pairs
from home.models import HomePage, InfoPage, User
from tests.support import factories

# By a letter for each kind, with the id behind it; the same id is a pair.
CASES = {
    "one beside one": ("p1", "p2", ["p1=p2"]),
    "in their order": ("h1 p2 h3 p4", "h5 p6 h7 p8", ["h1=h5", "p2=p6", "h3=h7", "p4=p8"]),
    "only one kind": ("h1 p2", "p3", ["p2=p3"]),
    "what follows one that the other lacks": ("q1 h2 p3", "h4 p5", ["h2=h4", "p3=p5"]),
    "the first ones first": ("p1 p2 p3", "p4", ["p1=p4"]),
    "not over a pair": ("p1 h9", "h9 p2", []),
    "between pairs": ("h8 p1 h9 p2", "h8 p3 h9 p4", ["p1=p3", "p2=p4"]),
    "not another kind": ("p1", "h2", []),
    "nothing that was parted": ("p1", "papart-2", []),
    "beside one that was parted": ("p1", "papart-2 p3", ["p1=p3"]),
    "not what moved": ("h8 h9 p1", "h9 h8 p2", ["p1=p2"]),
    "nothing beside nothing": ("", "p1", []),
}


def blocks(words: str) -> list[Block]:
    return [Block(id=word[1:], kind=word[0]) for word in words.split()]


@pytest.mark.parametrize("case", CASES)
def test_blocks_of_one_kind_at_one_place_belong_together(case: str) -> None:
    danish, english, expected = CASES[case]
    left, right = danish.split(), english.split()
    assert [f"{left[i]}={right[j]}" for i, j in plan_pairs(blocks(danish), blocks(english))] == expected


def heading(words: str, block_id: str) -> dict[str, str]:
    return {"type": "heading", "value": words, "id": block_id}


def test_what_was_written_by_hand_is_one_pair_from_the_next_save_on(home_page: HomePage) -> None:
    page = factories.info_page(home_page, body_da=[heading("Priser her", "d1")], body_en=[heading("Prices here", "e1")])
    assert behind(page) == []
    page.save_revision()
    draft = InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [block["id"] for block in draft.body_en.get_prep_value()] == ["d1"]
    draft.body_en = [heading("Prices here", "apart-1")]
    draft.save_revision()
    draft = InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [(item.pair.block_id, item.language) for item in behind(draft)] == [("d1", "da"), ("apart-1", "da")]


def test_a_block_with_a_comment_keeps_its_id(home_page: HomePage, editor: User) -> None:
    page = factories.info_page(home_page, body_da=[heading("Priser her", "d1")], body_en=[heading("Prices here", "e1")])
    Comment.objects.create(page=page, user=editor, text="Sikker?", contentpath="body_en.e1")
    InfoPage.objects.get(pk=page.pk).save_revision()
    draft = InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [block["id"] for side in (draft.body_da, draft.body_en) for block in side.get_prep_value()] == ["e1", "e1"]

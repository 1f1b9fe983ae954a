"""Which blocks of the two languages are one passage although their ids differ, since each was written by hand.

Blocks of one kind at the same place, between the same pairs, belong together in their order. A pair is made by giving both one
id.
`js/editor/pairing.js` makes the same pairs in the editor, so that it never offers to copy what has been translated already.
An id that begins with `apart-` was given when an editor parted a pair by hand: that block pairs with nothing by itself.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME

from home.bilingual.languages import LANGUAGES, column, translated_fields
from home.bilingual.page import BilingualPage

APART = "apart-"


class Block(NamedTuple):
    """What tells of a block where it belongs."""

    id: str
    kind: str


def plan_pairs(left: Sequence[Block], right: Sequence[Block]) -> list[tuple[int, int]]:
    """Return the places of the blocks that belong together, of those that have no pair yet."""
    ids = [{block.id for block in blocks} for blocks in (left, right)]
    pairs = []
    for gap_left, gap_right in _gaps(left, right):
        free_left = [place for place in gap_left if _is_free(left[place], ids[1])]
        free_right = [place for place in gap_right if _is_free(right[place], ids[0])]
        pairs += _in_one_order(left, right, free_left, free_right)
    return pairs


def pair_up(page: BilingualPage) -> None:
    """Give the blocks of a page that belong together one id."""
    for name in translated_fields(type(page)):
        field = page._meta.get_field(name)
        if not isinstance(field, StreamField):
            continue
        values = [getattr(page, column(name, language)) for language in LANGUAGES]
        sides = [value.get_prep_value() if value else [] for value in values]
        plan = plan_pairs(*(blocks_of(side) for side in sides))
        commented = _commented(page, name) if plan else set()
        for left, right in plan:
            kept, renamed = (0, 1) if sides[1][right]["id"] not in commented else (1, 0)
            places = (left, right)
            # A comment would lose its block.
            if sides[renamed][places[renamed]]["id"] not in commented:
                sides[renamed][places[renamed]]["id"] = sides[kept][places[kept]]["id"]
        if plan:
            for language, side in zip(LANGUAGES, sides, strict=True):
                setattr(page, column(name, language), side)


def blocks_of(raw: Sequence[dict[str, Any]]) -> list[Block]:
    """Return what tells of stored blocks where they belong."""
    return [Block(item.get("id") or "", item["type"]) for item in raw]


def _is_free(block: Block, others: set[str]) -> bool:
    return bool(block.id) and block.id not in others and not block.id.startswith(APART)


def _gaps(left: Sequence[Block], right: Sequence[Block]) -> Iterator[tuple[range, range]]:
    """Go through what lies between the pairs that stand in one order."""
    places = {block.id: place for place, block in enumerate(right) if block.id}
    start_left = start_right = 0
    for place, block in enumerate(left):
        other = places.get(block.id, -1)
        if other >= start_right:
            yield range(start_left, place), range(start_right, other)
            start_left, start_right = place + 1, other + 1
    yield range(start_left, len(left)), range(start_right, len(right))


def _in_one_order(
    left: Sequence[Block], right: Sequence[Block], free_left: list[int], free_right: list[int]
) -> list[tuple[int, int]]:
    """Pair as many blocks of one kind as their order allows, the first ones first."""
    lengths = [[0] * (len(free_right) + 1) for _ in range(len(free_left) + 1)]
    for i in reversed(range(len(free_left))):
        for j in reversed(range(len(free_right))):
            is_same = left[free_left[i]].kind == right[free_right[j]].kind
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if is_same else max(lengths[i + 1][j], lengths[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(free_left) and j < len(free_right):
        if left[free_left[i]].kind == right[free_right[j]].kind:
            pairs.append((free_left[i], free_right[j]))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _commented(page: BilingualPage, name: str) -> set[str]:
    """Return the blocks that somebody has commented on."""
    paths = [comment.contentpath.split(".") for comment in getattr(page, COMMENTS_RELATION_NAME).all()]
    columns = {column(name, language) for language in LANGUAGES}
    return {path[1] for path in paths if path[0] in columns and len(path) > 1}

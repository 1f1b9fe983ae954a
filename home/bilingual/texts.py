"""The words of a page in both languages, pair by pair, as plain text that can be compared.

A pair is a translated field, or the blocks of a StreamField that have one id in both languages. Only what is read counts: the
words, numbers, dates and addresses of fields and blocks, however deep. Markup, white space, pictures, the targets of links in
formatted text, and choices are no words, so a change of these alone makes nothing different. Slugs and switches belong to a
language, but are no text.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import get_text_for_indexing

from home.bilingual.block_visitor import READ, Kind, Leaf, leaves
from home.bilingual.languages import LANGUAGES, column, translated_fields
from home.bilingual.page import BilingualPage
from home.bilingual.pairing import blocks_of, plan_pairs

TAG = re.compile(r"<[^>]*>")
# What nobody sees: controls that are no white space, and what Unicode has for formatting, joining and filling.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

# Derived from the title, or no prose.
NO_PROSE = ("draft_title", "slug", "url_path")


class Pair(NamedTuple):
    """What is one passage in two languages: a field, or the block of an id in it."""

    field_name: str
    block_id: str = ""


# The text of each language, in the order of LANGUAGES; empty where there is none.
Sides = tuple[str, ...]
Texts = dict[Pair, Sides]


def page_texts(page: BilingualPage) -> Texts:
    """Return the words of a page as it is given: a draft or what is live."""
    return _texts(type(page), lambda name: getattr(page, name))


def content_texts(model: type[BilingualPage], content: dict[str, Any]) -> Texts:
    """Return the words of a revision's content."""
    return _texts(model, content.get)


def prose_fields(model: type[models.Model]) -> list[str]:
    """Name the translated fields whose text is read."""
    fields = (model._meta.get_field(name) for name in translated_fields(model) if name not in NO_PROSE)
    return [field.name for field in fields if isinstance(field, models.CharField | models.TextField | StreamField)]


def word_count(body: blocks.StreamValue) -> int:
    """Count the words of a body as it is stored; tags are cut out and not parsed, since readers wait for it."""
    parts = (words_of(leaf, untagged) for leaf in leaves(body.stream_block, body.raw_data))
    return sum(len(part.split()) for part in parts)


@lru_cache(maxsize=2048)
def untagged(html: str) -> str:
    """Cut the tags out of formatted text without parsing it."""
    return TAG.sub(" ", html)


def normalise(text: str) -> str:
    """Write a text so that only what a reader sees of its words differs from those of another."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(INVISIBLE.sub("", text).split())


def _texts(model: type[models.Model], value_of: Callable[[str], Any]) -> Texts:
    texts: Texts = {}
    for name in prose_fields(model):
        field = model._meta.get_field(name)
        values = [value_of(column(name, language)) for language in LANGUAGES]
        if isinstance(field, StreamField):
            raw = [_stored(value) for value in values]
            pairs = plan_pairs(*map(blocks_of, raw))
            for left, right in pairs:
                # What is read is not changed, and so is not given its pair's id.
                raw[1][right] = {**raw[1][right], "id": raw[0][left]["id"]}
            sides = [_block_texts(field.stream_block, side) for side in raw]
            for block_id in dict.fromkeys(block_id for side in sides for block_id in side):
                texts[Pair(name, block_id)] = tuple(side.get(block_id, "") for side in sides)
        else:
            read = get_text_for_indexing if isinstance(field, RichTextField) else str
            texts[Pair(name)] = tuple(normalise(read(value or "")) for value in values)
    return texts


def _stored(value: Any) -> list[dict[str, Any]]:
    """Return the blocks of a body as they are stored, so that no picture or page is fetched."""
    if isinstance(value, blocks.StreamValue):
        return list(value.get_prep_value())
    return json.loads(value) if isinstance(value, str) else list(value or [])


def _block_texts(stream: blocks.StreamBlock, raw: list[dict[str, Any]]) -> dict[str, str]:
    return {
        item["id"]: normalise(" ".join(map(words_of, leaves(stream.child_blocks[item["type"]], item["value"]))))
        for item in raw
        if item["type"] in stream.child_blocks and item.get("id")
    }


# The editor reads each text several times.
_plain = lru_cache(maxsize=2048)(get_text_for_indexing)


def words_of(leaf: Leaf, plain: Callable[[str], str] = _plain) -> str:
    """Write what a reader reads of a value; `plain` takes the tags from formatted text."""
    if leaf.kind not in READ:
        return ""
    return plain(leaf.value) if leaf.kind in (Kind.RICH_TEXT, Kind.HTML) else str(leaf.value)

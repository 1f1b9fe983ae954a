"""One passage of a page, in the direction in which it is translated: how it is shown, written and kept."""

from copy import deepcopy
from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail.blocks import Block, BlockField, FieldBlock, StreamBlock, StreamValue

from home.bilingual.block_visitor import with_words
from home.bilingual.languages import DEFAULT_LANGUAGE, column, other_language
from home.bilingual.page import BilingualPage
from home.bilingual.slugs import fill_slugs, propose_slug
from home.bilingual.texts import Pair, page_texts
from home.bilingual.visibility import borrows_title

Raw = list[dict[str, Any]]


class Passage:
    """A pair of a draft, with the language that is written; the other one is its source and stays as it is."""

    def __init__(self, draft: BilingualPage, pair: Pair, language: str) -> None:
        self.draft, self.pair, self.language = draft, pair, language
        self.column = column(pair.field_name, language)
        self.source_column = column(pair.field_name, other_language(language))

    def source(self) -> Any:
        """Return the value of the source; of a block, a stream that has nothing else."""
        value = getattr(self.draft, self.source_column)
        return StreamValue(value.stream_block, self._own(self.source_column), is_lazy=True) if self.pair.block_id else value

    def form_field(self) -> forms.Field:
        """Return the field in which the editor of pages writes this text, and that of a single block for a block."""
        if self.pair.block_id:
            field = BlockField(self._block if self._stands_alone else self._stream_of_one)
        else:
            field = deepcopy(self.draft.get_edit_handler().get_form_class().base_fields[self.column])
        field.required, field.is_deferred_validation, field.label = False, True, ""
        return field

    def value(self) -> Any:
        """Return what is written; a block that is not there yet has everything of its source but the words."""
        if not self.pair.block_id:
            return "" if self._is_borrowed else getattr(self.draft, self.column)
        raw = self._own(self.column) or [self._without_words(block) for block in self._own(self.source_column)]
        if self._stands_alone:
            return self._block.to_python(raw[0]["value"])
        return self._stream_of_one.to_python(raw)

    def write(self, value: Any) -> None:
        """Put into the draft what was typed."""
        if self.pair.block_id:
            self._write_block(self._block.get_prep_value(value if self._stands_alone else value[0].value))
            return
        was_borrowed = self._is_borrowed
        setattr(self.draft, self.column, value)
        if self.pair.field_name == "title":
            self._let_address_follow(was_borrowed)

    def stored_source(self) -> Any:
        """Return the source as it is stored; of a block, its value."""
        if self.pair.block_id:
            return self._own(self.source_column)[0]["value"]
        return getattr(self.draft, self.source_column) or ""

    def stored(self) -> Any:
        """Return what is written as it is stored; None where the block is not there yet."""
        if self.pair.block_id:
            return next((block["value"] for block in self._own(self.column)), None)
        return self.value() or ""

    def write_stored(self, value: Any) -> None:
        """Put into the draft what is written as it is stored."""
        if self.pair.block_id:
            self._write_block(value)
        else:
            self.write(value)

    def copy(self) -> None:
        """Put the source into the draft, to be translated there."""
        if self.pair.block_id:
            self._write_block(self._own(self.source_column)[0]["value"])
        else:
            self.write(getattr(self.draft, self.source_column))

    @property
    def _is_borrowed(self) -> bool:
        return self.column == column("title", DEFAULT_LANGUAGE) and borrows_title(self.draft)

    def _let_address_follow(self, was_borrowed: bool) -> None:
        slug = column("slug", self.language)
        if was_borrowed:
            if not self.draft.live and getattr(self.draft, slug) == propose_slug(self.draft.borrowed_title):
                setattr(self.draft, slug, None)
            self.draft.borrowed_title = ""
        fill_slugs(self.draft, self.draft.get_parent())

    @property
    def field(self) -> Any:
        return self.draft._meta.get_field(self.pair.field_name)

    @property
    def block(self) -> Block:
        """The block that the source has."""
        return self.field.stream_block.child_blocks[self._own(self.source_column)[0]["type"]]

    @property
    def is_of_two_kinds(self) -> bool:
        """Whether the language has another kind of block in this place."""
        columns = (self.source_column, self.column) if self.pair.block_id else ()
        return len({block["type"] for name in columns for block in self._own(name)}) > 1

    @property
    def _block(self) -> Block:
        raw = self._own(self.column) or self._own(self.source_column)
        return self.field.stream_block.child_blocks[raw[0]["type"]]

    @property
    def is_there(self) -> bool:
        """Whether the language has the block, or the field's text, already."""
        return bool(self._own(self.column) if self.pair.block_id else self.value())

    @property
    def _stands_alone(self) -> bool:
        """Whether Wagtail's script draws the block as a field; a block of several values it draws only in a stream."""
        return isinstance(self._block, FieldBlock)

    @cached_property
    def _stream_of_one(self) -> StreamBlock:
        return StreamBlock([(self._block.name, self._block)], min_num=1, max_num=1)

    def _without_words(self, raw: dict[str, Any]) -> dict[str, Any]:
        return {**raw, "value": with_words(self._block, raw["value"], lambda kind, text: "")}

    def _own(self, name: str) -> Raw:
        return [block for block in raw_blocks(self.draft, name) if block["id"] == self.pair.block_id]

    def _write_block(self, value: Any) -> None:
        source, raw = raw_blocks(self.draft, self.source_column), raw_blocks(self.draft, self.column)
        if own := [block for block in raw if block["id"] == self.pair.block_id]:
            own[0]["value"] = value
        else:
            insert_as_in(source, raw, {**self._own(self.source_column)[0], "value": value})
        setattr(self.draft, self.column, raw)


def raw_blocks(draft: BilingualPage, name: str) -> Raw:
    """Return the blocks of a body as they are stored."""
    return list(getattr(draft, name).get_prep_value())


def insert_as_in(source: Raw, target: Raw, block: dict[str, Any]) -> None:
    """Put a block behind the one that it follows in the source."""
    places = {item["id"]: place for place, item in enumerate(target)}
    order = [item["id"] for item in source]
    before = [places[other] for other in order[: order.index(block["id"])] if other in places]
    target.insert(before[-1] + 1 if before else 0, block)


def wordless_blocks(draft: BilingualPage, language: str) -> list[Passage]:
    """List the blocks without words, as pictures and opening hours, that only the other language has."""
    pairs = [pair for pair, sides in page_texts(draft).items() if pair.block_id and not any(sides)]
    return [passage for passage in (Passage(draft, pair, language) for pair in pairs) if not passage.is_there]


def name_of(pair: Pair) -> str:
    """Name a passage in an address: `lead`, or `body:` and its block."""
    return ":".join(filter(None, pair))

"""Turns the values of a content file into the values of model fields and blocks, in each language."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.fields import RichTextField, StreamField

from home.bilingual.languages import LANGUAGES, column, translated_fields
from home.operations.loader.richtext import rich_text
from home.operations.loader.source import Document, Node

NOT_FIELDS = {"page", "snippet", "settings", "image", "key", "parent", "order", "example", "former_addresses", "draft"}
# What stands between the names of blocks in Wagtail's description of their errors.
NOT_NAMES = {"blockErrors", "messages"}
BLOCK_IDS = uuid.UUID("6ad5e1a4-3f0c-4f0e-9f3a-2d4c1be9f8aa")

# Gives the id of the object that another file's key names; raises ContentError where it is of another model.
Resolve = Callable[[Node, type[models.Model]], int]


class RefusedError(Exception):
    """What a file refers to must not be loaded, so the reference goes too."""


class Converter:
    """Converts one file's values for its model."""

    def __init__(self, document: Document, resolve: Resolve, page_model: type[models.Model]) -> None:
        self.document = document
        self.resolve = resolve
        self.page_model = page_model

    def columns(self, names: Iterable[str] | None = None) -> dict[str, Any]:
        """Return the values of the model's own columns, of some fields or of all that the file has."""
        fields = self.document.fields
        return self._columns(self.document.model, {name: fields[name] for name in names or fields if name in fields})

    def relations(self) -> dict[str, list[Any]]:
        """Return the rows of the model's child tables, and the ids of its many-to-many relations."""
        rows: dict[str, list[Any]] = {}
        for name, node in self.document.fields.items():
            field = self._field(self.document.model, name, node) if name not in NOT_FIELDS else None
            if field is not None and field.many_to_many:
                rows[name] = list(self._known(self.resolve, node, field.related_model))
            elif field is not None and field.one_to_many:
                rows[name] = list(self._known(self._child, node, field.related_model))
                for sort_order, row in enumerate(rows[name]):
                    row.sort_order = sort_order
        return rows

    def examples(self) -> list[str]:
        """Return the names of the fields that the file calls examples."""
        nodes = self.document.fields["example"].sequence() if "example" in self.document.fields else []
        for node in nodes:
            self._field(self.document.model, node.text(), node)
        return [node.text() for node in nodes]

    def former_addresses(self) -> list[tuple[str, str]]:
        """Return the addresses of an earlier site that lead to the page, each with the language it leads to."""
        node = self.document.fields.get("former_addresses")
        addresses = []
        for language, paths in (node.mapping() if node else {}).items():
            if language not in LANGUAGES:
                raise paths.fail(f"“{language}” is not a language of the site.")
            addresses += [(language, f"/{path.text().strip('/')}/") for path in paths.sequence()]
        return addresses

    def _known(self, make: Callable[[Node, type[models.Model]], Any], node: Node, model: type[models.Model]) -> Iterator[Any]:
        """Make what each part of a list stands for, without those that refer to what must not be loaded or is gone."""
        for item in node.sequence():
            with suppress(RefusedError):
                yield make(item, model)

    def _child(self, node: Node, model: type[models.Model]) -> models.Model:
        child = model(**self._columns(model, node.mapping()))
        parent_names = [f.name for f in model._meta.fields if f.is_relation and f.name in ("page", "settings")]
        try:
            child.full_clean(exclude=parent_names)
        except ValidationError as error:
            raise node.fail(explain(error)) from error
        return child

    def _columns(self, model: type[models.Model], nodes: dict[str, Node]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        translated = translated_fields(model)
        for name, node in nodes.items():
            if name in NOT_FIELDS:
                continue
            field = self._field(model, name, node)
            if name in translated:
                for language in LANGUAGES:
                    part = node.in_language(language)
                    if part is node and not isinstance(field, StreamField):
                        raise node.fail(f"write “{name}” in both languages, as “da: …” and “en: …”.")
                    values[column(name, language)] = self._value(field, part, language)
            elif not (field.many_to_many or field.one_to_many):
                values[field.attname] = self._value(field, node, LANGUAGES[0])
        return values

    def _field(self, model: type[models.Model], name: str, node: Node) -> Any:
        if field := field_of(model, name):
            return field
        raise node.fail(f"“{name}” is not a field of {model._meta.label}.")

    def _value(self, field: Any, node: Node, language: str) -> Any:
        if isinstance(field, StreamField):
            return self._stream(field, node, language)
        if isinstance(field, RichTextField):
            return self._rich_text(node)
        if isinstance(field, models.ForeignKey):
            try:
                return self.resolve(node, field.related_model)
            except RefusedError:
                if not field.blank:
                    raise
                return None
        if isinstance(field, models.CharField | models.TextField):
            return node.text()
        try:
            return field.to_python(str(node.value) if isinstance(node.value, float) else node.scalar())
        except ValidationError as error:
            raise node.fail(explain(error)) from error

    def _stream(self, field: StreamField, node: Node, language: str) -> Any:
        block = field.stream_block
        value = block.to_python(self._block(block, node, language, f"{self.document.key}.{field.name}"))
        try:
            return block.clean(value)
        except StreamBlockValidationError as error:
            index = next((i for i in error.block_errors or {} if isinstance(i, int)), None)
            place = node.sequence()[index] if index is not None else node
            raise place.fail(f"this block is not complete in “{language}”: {_reasons(error)}") from error

    def _block(self, block: blocks.Block, node: Node, language: str, place: str) -> Any:
        node = node.in_language(language)
        if isinstance(block, blocks.StreamBlock):
            return list(self._stream_children(block, node, language, place))
        if isinstance(block, blocks.ListBlock):
            return [
                {
                    "type": "item",
                    "value": self._block(block.child_block, item, language, f"{place}.{index}"),
                    "id": _id(place, index),
                }
                for index, item in enumerate(node.sequence())
            ]
        if isinstance(block, blocks.StructBlock):
            return self._struct(block, node, language, place)
        if isinstance(block, blocks.RichTextBlock):
            return self._rich_text(node)
        if isinstance(block, blocks.ChooserBlock):
            return self.resolve(node, block.model_class)
        return None if isinstance(block, blocks.StaticBlock) else node.text()

    def _stream_children(self, block: blocks.StreamBlock, node: Node, language: str, place: str) -> Iterator[dict[str, Any]]:
        for index, item in enumerate(node.sequence()):
            with suppress(RefusedError):
                yield self._stream_child(block, item, language, f"{place}.{index}")

    def _stream_child(self, block: blocks.StreamBlock, item: Node, language: str, place: str) -> dict[str, Any]:
        if len(item.mapping()) != 1:
            raise item.fail("each block has one name, for example “- paragraph: …”.")
        [(name, node)] = item.mapping().items()
        if name not in block.child_blocks:
            raise item.fail(f"there is no block “{name}”. There are: {', '.join(block.child_blocks)}.")
        value = self._block(block.child_blocks[name], node, language, place)
        # Both languages of a passage get the same id: they are one paragraph.
        return {"type": name, "value": value, "id": str(uuid.uuid5(BLOCK_IDS, place))}

    def _struct(self, block: blocks.StructBlock, node: Node, language: str, place: str) -> dict[str, Any]:
        unknown = [part for name, part in node.mapping().items() if name not in block.child_blocks]
        if unknown:
            raise unknown[0].fail(f"this block has only: {', '.join(block.child_blocks)}.")
        values = {}
        for name, part in node.mapping().items():
            child = block.child_blocks[name]
            try:
                values[name] = self._block(child, part, language, f"{place}.{name}")
            except RefusedError:
                if child.required:
                    raise
                values[name] = None
        return values

    def _rich_text(self, node: Node) -> str:
        def page_id(key: str) -> int | None:
            with suppress(RefusedError):
                return self.resolve(Node(key, node.line, node.file), self.page_model)
            return None

        return rich_text(node.text(), page_id)


def field_of(model: type[models.Model], name: str) -> Any:
    """Find a field or a relation by the name that a file gives it; None where there is none."""
    return next((each for each in model._meta.get_fields() if name in (each.name, getattr(each, "related_name", None))), None)


def _id(place: str, index: int) -> str:
    return str(uuid.uuid5(BLOCK_IDS, f"{place}.{index}"))


def explain(error: ValidationError) -> str:
    """Write a validation error as one line that names the fields."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    parts = ((name, " ".join(messages)) for name, messages in error.message_dict.items())
    return "; ".join(text if name == NON_FIELD_ERRORS else f"“{name}”: {text}" for name, text in parts)


def _reasons(error: ValidationError) -> str:
    return "; ".join(_messages(error.as_json_data()))


def _messages(data: Any, name: str = "") -> list[str]:
    if isinstance(data, str):
        return [f"“{name}”: {data}" if name else data]
    if isinstance(data, dict):
        parts = [(key if isinstance(key, str) and key not in NOT_NAMES else name, part) for key, part in data.items()]
    else:
        parts = [(name, part) for part in data]
    return [message for inner_name, part in parts for message in _messages(part, inner_name)]

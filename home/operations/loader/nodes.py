"""Writes the values of an object as the values of a content file: what `values.py` reads, the other way round."""

from typing import Any

from django.db import models
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import LiteralScalarString
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from home.bilingual.languages import LANGUAGES, column, translated_fields
from home.operations.loader.markdown import markdown
from home.operations.loader.values import field_of
from home.pages.base import BasePage


class UnwritableError(Exception):
    """A content file has no words for a value."""


class NodeWriter:
    """Writes values; knows the keys of all that was loaded, by model and number."""

    def __init__(self, keys: dict[tuple[Any, int], str]) -> None:
        self.keys = keys

    def field(self, name: str, instance: Any, before: Any) -> Any:
        each = field_of(type(instance), name)
        if each.many_to_many:
            return CommentedSeq(self._key(related) for related in getattr(instance, name).all())
        if each.one_to_many:
            return CommentedSeq(self._row_node(child, each) for child in getattr(instance, name).all())
        if name not in translated_fields(type(instance)):
            return self._value(each, instance)
        values = [getattr(instance, column(name, language)) for language in LANGUAGES]
        if isinstance(each, StreamField):
            return self._stream(each.stream_block, tuple(list(value.get_prep_value()) for value in values))
        # What one language says stays as it is where only the other one has changed.
        kept = before if isinstance(before, CommentedMap) else CommentedMap()
        for language, value in zip(LANGUAGES, values, strict=True):
            text = self._markdown(value) if isinstance(each, RichTextField) else value or ""
            if language not in kept or str(kept[language] or "").strip() != text:
                kept[language] = _scalar(text)
        return kept

    def _row_node(self, child: Any, relation: Any) -> CommentedMap:
        node = CommentedMap()
        translated = translated_fields(type(child))
        suffixed = {column(name, language) for name in translated for language in LANGUAGES}
        for each in type(child)._meta.concrete_fields:
            if each.primary_key or each.name in suffixed or each.name in ("sort_order", relation.field.name):
                continue
            if each.name in translated:
                value = self.field(each.name, child, None)
                is_empty = not any(value.values())
            else:
                value = self._value(each, child)
                is_empty = value in (None, "")
            if not is_empty:
                node[each.name] = value
        return node

    def _value(self, each: Any, instance: Any) -> Any:
        if isinstance(each, models.ForeignKey):
            related = getattr(instance, each.name)
            return None if related is None else self._key(related)
        value = getattr(instance, each.attname)
        if isinstance(each, RichTextField):
            return _scalar(self._markdown(value))
        return value if value is None or isinstance(value, bool | int) else _scalar(each.value_to_string(instance))

    def _stream(self, block: blocks.BaseStreamBlock, values: tuple[list[Any], ...]) -> Any:
        if len({tuple((item["type"], item.get("id")) for item in side) for side in values}) > 1:
            return self._apart(block, values)
        nodes = CommentedSeq()
        for items in zip(*values, strict=True):
            name = items[0]["type"]
            nodes.append(CommentedMap({name: self._block(block.child_blocks[name], tuple(item["value"] for item in items))}))
        return nodes

    def _apart(self, block: blocks.Block, values: tuple[Any, ...]) -> CommentedMap:
        return CommentedMap((name, self._block(block, (side,))) for name, side in zip(LANGUAGES, values, strict=True))

    def _block(self, block: blocks.Block, values: tuple[Any, ...]) -> Any:
        """Write the value of a block in each language, or in one where the languages stand apart further up."""
        if isinstance(block, blocks.BaseStreamBlock):
            return self._stream(block, values)
        if isinstance(block, blocks.ListBlock):
            if len({len(side) for side in values}) > 1:
                return self._apart(block, values)
            items = zip(*values, strict=True)
            return CommentedSeq(self._block(block.child_block, tuple(item["value"] for item in each)) for each in items)
        if isinstance(block, blocks.BaseStructBlock):
            parts = ((name, tuple((side or {}).get(name) for side in values)) for name in block.child_blocks)
            filled = ((name, sides) for name, sides in parts if any(side not in (None, "", []) for side in sides))
            return CommentedMap((name, self._block(block.child_blocks[name], sides)) for name, sides in filled)
        written = [self._leaf(block, side) for side in values]
        return written[0] if len(set(map(str, written))) == 1 else CommentedMap(zip(LANGUAGES, written, strict=True))

    def _leaf(self, block: blocks.Block, value: Any) -> Any:
        if isinstance(block, blocks.StaticBlock) or value is None:
            return None
        if isinstance(block, blocks.RichTextBlock):
            return _scalar(self._markdown(value))
        if isinstance(block, blocks.ChooserBlock):
            return self._key_of(block.model_class, value)
        if isinstance(value, list | dict):
            raise UnwritableError(f"a “{block.name}” has no form in content files")
        return _scalar(str(value))

    def _markdown(self, html: str) -> str:
        return markdown(html or "", lambda number: self.keys.get((BasePage, number)))

    def _key(self, related: Any) -> str:
        return self._key_of(type(related), related.pk)

    def _key_of(self, model: Any, number: Any) -> str:
        if key := self.keys.get((base_of(model), number)):
            return key
        raise UnwritableError(f"{model._meta.verbose_name} {number} is in no content file")


def base_of(model: Any) -> Any:
    """Return the model by which an object is known."""
    return BasePage if issubclass(model, BasePage) else model._meta.concrete_model


def _scalar(text: str) -> Any:
    return LiteralScalarString(f"{text}\n") if "\n" in text else text

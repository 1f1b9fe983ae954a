"""Writes what was loaded back as content files: to the byte what nobody has changed, and of the rest only what has.

A changed value is written anew, and the file is read again: what a content file cannot say, as a block that only one language
has, is named in the report and stays as the file had it. So does everything of a page about a patient that may not be shown.
"""

import io
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import LiteralScalarString
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from home.bilingual.languages import LANGUAGES, column, in_default_language, translated_fields
from home.operations.loader.markdown import markdown
from home.operations.loader.models import LoadedContent
from home.operations.loader.source import DatesAsText, Document, Node, app_folders, image_file, read, read_all
from home.operations.loader.touched import fingerprint, plain
from home.operations.loader.values import NOT_FIELDS, Converter, RefusedError
from home.pages.base import BasePage

BLOCK_KEY = re.compile(' data-block-key="[^"]*"')


class UnwritableError(Exception):
    """A content file has no words for a value."""


@dataclass
class Saved:
    """What a saving did, by key."""

    unchanged: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def save(target: Path, folders: Iterable[Path] | None = None) -> Saved:
    """Write the content files of some folders (of the apps, unless told otherwise) into another, as the site is now."""
    sources = app_folders() if folders is None else list(folders)
    saver = Saver(read_all(sources))
    for document in saver.documents.values():
        source = next(folder for folder in sources if document.file.is_relative_to(folder))
        saver.write(document, target / source.parent.name / document.file.relative_to(source))
    return saver.saved


class Saver:
    """Knows the keys of all that was loaded."""

    def __init__(self, documents: dict[str, Document]) -> None:
        self.documents, self.saved = documents, Saved()
        self.records = {record.key: record for record in LoadedContent.objects.select_related("content_type")}
        # A page is known as a page, whatever its type.
        self.keys = {(_base(record.content_type.model_class()), record.object_id): key for key, record in self.records.items()}

    def write(self, document: Document, path: Path) -> None:
        """Write one file, and the picture beside it."""
        key, record = document.key, self.records.get(document.key)
        if record is None or record.instance is None:
            self.saved.left_out.append(f"{key}: it is not on the site.")
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(document.file, path)
        if document.kind == "image":
            source = image_file(document.fields["image"])
            beside = path.parent / source.relative_to(document.file.parent)
            beside.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, beside)
        instance: Any = record.instance
        if isinstance(instance, BasePage):
            instance = instance.specific.get_latest_revision_as_object()
        is_same = record.file_digest == document.digest and record.object_digest == fingerprint(record.instance, document)
        if is_same and not (isinstance(instance, BasePage) and self._place(document, instance, CommentedMap())):
            self.saved.unchanged.append(key)
        elif isinstance(instance, BasePage) and any(instance.withheld_reason(language) for language in LANGUAGES):
            self.saved.left_out.append(f"{key}: the text about a patient may not be shown, so the file is as it was.")
        else:
            self._rewrite(document, instance, path)

    @in_default_language
    def _rewrite(self, document: Document, instance: Any, path: Path) -> None:
        yaml = YAML(typ="rt")
        yaml.Constructor, yaml.preserve_quotes, yaml.width = DatesAsText, True, 10**6
        yaml.indent(mapping=2, sequence=4, offset=2)
        tree = yaml.load(path.read_bytes())
        changed = list(self._differences(document, instance))
        for name in changed:
            before = tree[name]
            try:
                tree[name] = self._node(document.model._meta, name, instance, before)
            except UnwritableError as error:
                self.saved.left_out.append(f"{document.key}: {name}, since {error}.")
        if isinstance(instance, BasePage):
            changed += self._place(document, instance, tree)
        if "example" in tree and changed:
            tree["example"] = type(tree["example"])(name for name in tree["example"] if name not in changed)
        text = io.BytesIO()
        yaml.dump(tree, text)
        path.write_bytes(text.getvalue())
        (self.saved.changed if changed else self.saved.unchanged).append(document.key)
        told = {entry.partition(",")[0] for entry in self.saved.left_out}
        for name in self._differences(read(path), instance):
            if f"{document.key}: {name}" not in told:
                self.saved.left_out.append(f"{document.key}: {name}, since the file cannot say it wholly.")

    def _place(self, document: Document, page: Any, tree: CommentedMap) -> list[str]:
        """Write where a page stands, and whether it waits for an editor."""
        changed = []
        parent = self.keys.get((BasePage, page.get_parent().pk), document.parent)
        if parent != document.parent:
            tree["parent"] = parent
            changed.append("parent")
        if page.live == document.is_draft:
            tree["draft"] = not page.live
            changed.append("draft")
        return changed

    def _differences(self, document: Document, instance: Any) -> Iterator[str]:
        """Name the fields of which the file says something else than the site."""
        converter = Converter(document, self._number, BasePage)
        columns, rows = converter.columns(), converter.relations()
        from_file = type(instance)(**columns)
        names = {each.name: each for each in type(instance)._meta.get_fields()}
        names |= {name: each for each in names.values() if (name := getattr(each, "related_name", None))}
        for name in document.fields:
            if name in NOT_FIELDS:
                continue
            each = names[name]
            if each.many_to_many:
                differs = sorted(rows[name]) != sorted(related.pk for related in getattr(instance, name).all())
            elif each.one_to_many:
                own = [_row(child, each) for child in getattr(instance, name).all()]
                differs = own != [_row(child, each) for child in rows[name]]
            else:
                differs = any(_said(f, from_file) != _said(f, instance) for f in _columns(type(instance), name))
            if differs:
                yield name

    def _node(self, meta: Any, name: str, instance: Any, before: Any) -> Any:
        each = next(each for each in meta.get_fields() if name in (each.name, getattr(each, "related_name", None)))
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
                value = self._node(type(child)._meta, each.name, child, None)
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
        if key := self.keys.get((_base(model), number)):
            return key
        raise UnwritableError(f"{model._meta.verbose_name} {number} is in no content file")

    def _number(self, node: Node, model: type[models.Model]) -> int:
        """Give the number of what a key names; raises RefusedError where it is gone."""
        record = self.records.get(node.text())
        if record is None or record.instance is None:
            raise RefusedError
        return record.object_id


def _base(model: Any) -> Any:
    return BasePage if issubclass(model, BasePage) else model._meta.concrete_model


def _columns(model: Any, name: str) -> list[Any]:
    names = [column(name, language) for language in LANGUAGES] if name in translated_fields(model) else [name]
    return [model._meta.get_field(each) for each in names]


def _row(child: Any, relation: Any) -> dict[str, Any]:
    left_out = ("sort_order", relation.field.name)
    return {f.name: _said(f, child) for f in type(child)._meta.concrete_fields if not f.primary_key and f.name not in left_out}


def _said(model_field: Any, instance: Any) -> Any:
    is_stream = isinstance(model_field, StreamField)
    return _without_ids(plain(model_field, instance) if is_stream else getattr(instance, model_field.attname))


def _without_ids(value: Any) -> Any:
    """Leave out what the editor gives blocks and paragraphs to know them by."""
    if isinstance(value, list):
        return [_without_ids(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_ids(item) for key, item in value.items() if key != "id"}
    return BLOCK_KEY.sub("", value) if isinstance(value, str) else value


def _scalar(text: str) -> Any:
    return LiteralScalarString(f"{text}\n") if "\n" in text else text

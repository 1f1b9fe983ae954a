"""Writes what was loaded back as content files: to the byte what nobody has changed, and of the rest only what has.

A changed value is written anew, and the file is read again: what a content file cannot say, as a table, is named in the report
and stays as the file had it. A page about a patient that may not be shown is not written at all. Neither is what
was made in the admin: it has no file.
"""

import io
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from wagtail.fields import StreamField

from home.bilingual.languages import LANGUAGES, column, in_default_language, translated_fields
from home.operations.loader.models import LoadedContent
from home.operations.loader.nodes import NodeWriter, UnwritableError, base_of
from home.operations.loader.source import DatesAsText, Document, Node, app_folders, image_file, read, read_all
from home.operations.loader.touched import fingerprint, plain
from home.operations.loader.values import NOT_FIELDS, Converter, RefusedError, field_of
from home.pages.base import BasePage
from home.security.plain_files import plain_file

BLOCK_KEY = re.compile(' data-block-key="[^"]*"')


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
    saver.count_others()
    return saver.saved


class Saver:
    """Knows the keys of all that was loaded."""

    def __init__(self, documents: dict[str, Document]) -> None:
        self.documents, self.saved = documents, Saved()
        self.records = {record.key: record for record in LoadedContent.objects.select_related("content_type")}
        # A page is known as a page, whatever its type.
        records = self.records.values()
        self.keys = {(base_of(record.content_type.model_class()), record.object_id): record.key for record in records}
        self.nodes = NodeWriter(self.keys)

    def write(self, document: Document, path: Path) -> None:
        """Write one file, and the picture beside it."""
        key, record = document.key, self.records.get(document.key)
        if record is None or record.instance is None:
            self.saved.left_out.append(f"{key}: it is not on the site.")
            return
        instance: Any = record.instance
        if isinstance(instance, BasePage):
            instance = instance.specific.get_latest_revision_as_object()
            if any(instance.withheld_reason(language) for language in LANGUAGES):
                self.saved.left_out.append(f"{key}: the text about a patient may not be shown.")
                return
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(document.file, path)
        if document.kind == "image":
            _copy(image_file(document.fields["image"]), path.parent / document.fields["image"].text())
        is_same = record.file_digest == document.digest and record.object_digest == fingerprint(record.instance, document)
        if is_same and not (isinstance(instance, BasePage) and self._place(document, instance, CommentedMap())):
            self.saved.unchanged.append(key)
        else:
            self._rewrite(document, instance, path)

    def count_others(self) -> None:
        """Say how many pages have no content file, since editors have made them."""
        loaded = [number for model, number in self.keys if model is BasePage]
        if pages := BasePage.objects.filter(depth__gt=1).exclude(pk__in=loaded).count():
            self.saved.left_out.append(f"{pages} pages that were made in the admin.")

    @in_default_language
    def _rewrite(self, document: Document, instance: Any, path: Path) -> None:
        tree, original = _read_tree(path), _read_tree(path)
        changed = list(self._differences(document, instance))
        for name in changed:
            try:
                tree[name] = self.nodes.field(name, instance, tree[name])
            except UnwritableError as error:
                self.saved.left_out.append(f"{document.key}: {name}, since {error}.")
                tree[name] = original[name]
        _write_tree(tree, path)
        for name in list(self._differences(read(path), instance)):
            if tree[name] is not original[name]:
                self.saved.left_out.append(f"{document.key}: {name}, since a content file cannot say it wholly.")
                tree[name] = original[name]
        changed = [name for name in changed if tree[name] is not original[name]]
        if isinstance(instance, BasePage):
            changed += self._place(document, instance, tree)
        if document.kind == "image" and (name := _write_picture(instance, document, path)):
            tree["image"] = name
            changed.append("image")
        if "example" in tree and changed:
            tree["example"] = type(tree["example"])(name for name in tree["example"] if name not in changed)
        _write_tree(tree, path)
        (self.saved.changed if changed else self.saved.unchanged).append(document.key)

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
        for name in document.fields:
            if name in NOT_FIELDS:
                continue
            each = field_of(type(instance), name)
            if each.many_to_many:
                differs = sorted(rows[name]) != sorted(related.pk for related in getattr(instance, name).all())
            elif each.one_to_many:
                own = [_row(child, each) for child in getattr(instance, name).all()]
                differs = own != [_row(child, each) for child in rows[name]]
            else:
                differs = any(_said(f, from_file) != _said(f, instance) for f in _columns(type(instance), name))
            if differs:
                yield name

    def _number(self, node: Node, model: type[models.Model]) -> int:
        """Give the number of what a key names; raises RefusedError where it is gone."""
        record = self.records.get(node.text())
        if record is None or record.instance is None:
            raise RefusedError
        return record.object_id


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Constructor, yaml.preserve_quotes, yaml.width = DatesAsText, True, 10**6
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _read_tree(path: Path) -> CommentedMap:
    return _yaml().load(path.read_bytes())


def _write_tree(tree: CommentedMap, path: Path) -> None:
    text = io.BytesIO()
    _yaml().dump(tree, text)
    path.write_bytes(text.getvalue())


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write_picture(picture: Any, document: Document, path: Path) -> str:
    """Write a picture that an editor has put in the place of the file's; returns its new name, or none where it is the same."""
    source = image_file(document.fields["image"])
    with picture.open_file() as opened:
        data = opened.read()
    if data == plain_file(ContentFile(source.read_bytes(), name=source.name)).read():
        return ""
    name = str(Path(document.fields["image"].text()).with_suffix(Path(picture.file.name).suffix))
    (path.parent / name).write_bytes(data)
    return name


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

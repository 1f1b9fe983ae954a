"""Reads the bilingual content files: YAML in which the Danish and the English of a passage stand side by side.

A file describes one object. Its first key says which: `page`, `snippet` or `settings` name a model, `image` a picture's file
beside it. `key` is the name by which other files refer to it. Text that is translated is a mapping with the keys `da` and `en`;
rich text is Markdown, with `[words](page:KEY)` for a link to a page. `former_addresses` lists, by language, where an earlier
site had the page. A page with `draft: true` is not published: it waits for an editor to finish it.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import YAMLError
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.images.models import AbstractImage
from wagtail.models import AbstractPage

from home.bilingual.languages import LANGUAGES

# What a file describes, and the class that its model must have.
KINDS = {"image": AbstractImage, "snippet": models.Model, "page": AbstractPage, "settings": BaseGenericSetting}
IMAGE_MODEL = "home.ClinicImage"


class DatesAsText(RoundTripConstructor):
    """Leaves dates to the model fields, which name the mistake and its line; ruamel.yaml would fail without a line."""


DatesAsText.add_constructor("tag:yaml.org,2002:timestamp", RoundTripConstructor.construct_scalar)


class ContentError(Exception):
    """A mistake in a content file, with the place where a person mends it."""

    def __init__(self, file: Path, line: int, reason: str) -> None:
        super().__init__(f"{file.name}, line {line}: {reason}")


@dataclass(frozen=True)
class Node:
    """A value of a file, with the line it stands on."""

    value: Any
    line: int
    file: Path

    def fail(self, reason: str) -> ContentError:
        """Make the error that says what is wrong with this value."""
        return ContentError(self.file, self.line, reason)

    def mapping(self) -> dict[str, "Node"]:
        """Return the value as a mapping, or say that one is needed."""
        if not isinstance(self.value, dict):
            raise self.fail("a mapping (“name: value”) is needed here.")
        return self.value

    def sequence(self) -> list["Node"]:
        """Return the value as a list, or say that one is needed; nothing is an empty list."""
        if self.value is not None and not isinstance(self.value, list):
            raise self.fail("a list (“- …”) is needed here.")
        return self.value or []

    def scalar(self) -> Any:
        """Return the value, or say that a list or a mapping cannot stand here."""
        if isinstance(self.value, dict | list):
            raise self.fail("text is needed here.")
        return self.value

    def text(self) -> str:
        """Return the value as text, or say that text is needed; nothing is empty text."""
        return "" if self.scalar() is None else str(self.value).strip()

    def flag(self) -> bool:
        """Return the value as yes or no, or say that one is needed."""
        if not isinstance(self.value, bool):
            raise self.fail("“true” or “false” is needed here.")
        return self.value

    def number(self) -> int:
        """Return the value as a whole number, or say that one is needed."""
        if not isinstance(self.value, int):
            raise self.fail("a whole number is needed here.")
        return int(self.value)

    def is_passage(self) -> bool:
        """Tell whether the value is a passage in two languages; one that lacks a language is refused."""
        if not isinstance(self.value, dict) or not set(self.value) & set(LANGUAGES):
            return False
        for language in LANGUAGES:
            if language not in self.value:
                raise self.fail(f"“{language}” is missing beside the other language.")
        if unknown := set(self.value) - set(LANGUAGES):
            raise self.fail(f"“{unknown.pop()}” does not belong beside “da” and “en”. Is a comma missing its quotation marks?")
        return True

    def in_language(self, language: str) -> "Node":
        """Return one language of a passage, or the value itself where it is no passage."""
        return self.value[language] if self.is_passage() else self


@dataclass(frozen=True)
class Document:
    """One content file: a model, a key, and the values of its fields."""

    file: Path
    kind: str
    model: type[models.Model]
    fields: dict[str, Node]
    digest: str

    @property
    def key(self) -> str:
        return self.fields["key"].text()

    @property
    def parent(self) -> str:
        return self.fields["parent"].text() if "parent" in self.fields else ""

    @property
    def is_draft(self) -> bool:
        """Tell whether the page is only begun, for an editor to finish."""
        return "draft" in self.fields and self.fields["draft"].flag()

    @property
    def order(self) -> int:
        return self.fields["order"].number() if "order" in self.fields else 0


def app_folders() -> list[Path]:
    """List where the apps keep their content files."""
    return [Path(app.path) / "content" for app in apps.get_app_configs()]


def read_all(folders: Iterable[Path]) -> dict[str, Document]:
    """Read the content files of some folders by key; raises ContentError for the first that is malformed."""
    documents: dict[str, Document] = {}
    for folder in folders:
        for file in sorted(folder.rglob("*.yaml")):
            document = read(file)
            if document.key in documents:
                raise document.fields["key"].fail(
                    f"the key “{document.key}” is used in {documents[document.key].file.name} too."
                )
            documents[document.key] = document
    return documents


def read(file: Path) -> Document:
    """Read one content file; raises ContentError where it is malformed."""
    content = file.read_bytes()
    yaml = YAML(typ="rt")
    yaml.Constructor = DatesAsText
    try:
        tree = yaml.load(content)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        reason = getattr(error, "problem", None) or "this is not YAML."
        raise ContentError(file, mark.line + 1 if mark else 1, reason) from error
    fields = _wrap(tree, 1, file).mapping()
    kinds = [kind for kind in KINDS if kind in fields]
    if len(kinds) != 1 or "key" not in fields or not fields["key"].text():
        raise ContentError(file, 1, f"a file begins with one of {', '.join(KINDS)}, and has a “key”.")
    kind = kinds[0]
    name = IMAGE_MODEL if kind == "image" else fields[kind].text()
    try:
        model = apps.get_model(name)
    except (LookupError, ValueError) as error:
        raise fields[kind].fail(f"there is no model “{name}”.") from error
    if not issubclass(model, KINDS[kind]):
        raise fields[kind].fail(f"“{name}” is not a model for “{kind}:”.")
    digest = hashlib.sha256(content)
    if kind == "image":
        digest.update(image_file(fields["image"]).read_bytes())
    return Document(file, kind, model, fields, digest.hexdigest())


def image_file(node: Node) -> Path:
    """Find a picture's file beside the file that describes it."""
    path = node.file.parent / node.text()
    if not path.is_file():
        raise node.fail(f"there is no file “{node.text()}”.")
    return path


def _wrap(value: Any, line: int, file: Path) -> Node:
    if isinstance(value, CommentedMap):
        return Node({str(key): _wrap(item, value.lc.value(key)[0] + 1, file) for key, item in value.items()}, line, file)
    if isinstance(value, CommentedSeq):
        return Node([_wrap(item, value.lc.item(index)[0] + 1, file) for index, item in enumerate(value)], line, file)
    return Node(value, line, file)

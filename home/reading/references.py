"""What pages refer to, in their text and fields: public pages by one query, pictures with their renditions by another."""

import copy
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import translation
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import AbstractPage, CollectionViewRestriction
from wagtail.rich_text import extract_references_from_rich_text

from home.bilingual.block_visitor import Kind, leaves
from home.bilingual.columns import card_fields
from home.bilingual.languages import LANGUAGES, active_language
from home.bilingual.page import Base, page_model
from home.bilingual.visibility import IsAmong
from home.reading.compiled import Compiled, Given
from home.reading.joined_rows import WithRows

KEYS = ArrayField(models.IntegerField())

Reference = tuple[type[models.Model], int]


@dataclass(frozen=True)
class Referred:
    """What was fetched for pages in one language; `asked` has the pages that were looked for, public or not."""

    language: str
    asked: frozenset[int]
    pages: dict[int, Any]
    images: dict[int, Any]
    documents: dict[int, Any]

    def of(self, model: type[models.Model]) -> dict[int, Any]:
        """Return what was looked for of a model, by key; None stands for what readers may not see."""
        if issubclass(model, AbstractPage):
            return {**dict.fromkeys(self.asked), **self.pages}
        return self.documents if model is get_document_model() else self.images


_referred: ContextVar[Referred | None] = ContextVar("referred", default=None)


def referred() -> Referred | None:
    """Return what was fetched for the page that is being rendered; None in a language for which nothing was."""
    current = _referred.get()
    return current if current and current.language == active_language() else None


def referred_pages(page: Any) -> dict[int, Any]:
    """Return the public pages that a page refers to, by key."""
    return (referred() or _fetch([page])).pages


def pictures_of(page: Any) -> set[int]:
    """Find the pictures that a page shows in any language, by key."""
    keys = set()
    for language in LANGUAGES:
        with translation.override(language):
            keys |= {key for model, key in page.references() if model is get_image_model()}
    return keys | _pictures_in_fields([page, *page.shown_beside()])


@contextmanager
def fetched_for(*pages: Any) -> Iterator[None]:
    """Fetch what some pages refer to, for the blocks, links and tags that show it."""
    token = _referred.set(_fetch(pages))
    try:
        yield
    finally:
        _referred.reset(token)


def references_in(value: StreamValue | str | None) -> Iterator[Reference]:
    """Find the pages, pictures and documents that a text names, without reading any of them."""
    if isinstance(value, StreamValue):
        raw = [dict(block) for block in value.raw_data]
        for leaf in leaves(value.stream_block, raw):
            if leaf.kind is Kind.CHOSEN:
                yield leaf.block.model_class, leaf.value
        yield from _linked(raw)
    elif value:
        yield from _linked(value)


class FetchedTogether(Base):
    """A chooser block that takes what was fetched for the whole page, where it was."""

    def bulk_to_python(self, values: list[int | None]) -> list[Any]:
        current = referred()
        found = current.of(self.model_class) if current else {}
        if not all(value is None or value in found for value in values):
            return super().bulk_to_python(values)
        return [copy.copy(found[value]) if value is not None else None for value in values]


def _fetch(holding: Sequence[Any]) -> Referred:
    references = {reference for page in holding for reference in page.references()}
    asked = {key for model, key in references if issubclass(model, AbstractPage)}
    naming = frozenset(page._meta.get_field(name) for page in holding for name in page.shown_by)
    types = {model for model, _key in references if issubclass(model, AbstractPage) and model is not page_model()}
    types.update(*(page.card_types() for page in holding), (relation.related_model for relation in naming))
    held = {page.pk for page in holding if page.pk}
    found = _pages(naming, frozenset(types))(asked=asked, held=held) if asked or naming else []
    pages = {base.pk: _specific(base, types) for base in found}
    holders = [*holding, *(beside for page in holding for beside in page.shown_beside()), *pages.values()]
    keys = {key for model, key in references if model is get_image_model()}
    keys |= _pictures_in_fields(holders)
    images = {image.pk: image for image in _images(keys=keys)} if keys else {}
    for holder in holders:
        for field in _image_fields(holder):
            setattr(holder, field.name, images.get(getattr(holder, field.attname)))
    documents = _documents({key for model, key in references if model is get_document_model()})
    return Referred(active_language(), frozenset(asked), pages, images, documents)


@cache
def _pages(naming: frozenset[Any], types: frozenset[type[models.Model]]) -> Compiled:
    """Find the public pages that some pages refer to or are named by, together with their rows of the given types."""
    names = {model: model._meta.pk.remote_field.get_accessor_name() for model in types}
    wanted = Q(IsAmong(F("pk"), Given("asked", KEYS)))
    for relation in naming:
        named_by = relation.related_model._base_manager.filter(IsAmong(F(relation.field.name), Given("held", KEYS)))
        # As an array it is asked for first; otherwise every page of the site would be looked at.
        wanted |= Q(IsAmong(F("pk"), ArraySubquery(named_by.values("pk"))))

    base = page_model()

    def make() -> models.QuerySet:
        pages = base.objects.public_in().filter(wanted).select_related(*names.values() or [None])
        own = [f"{name}__{field}" for model, name in names.items() for field in card_fields(model)]
        return pages.only(*card_fields(base), *own)

    return Compiled(make)


@WithRows.of("renditions")
def _images() -> models.QuerySet:
    return get_image_model().objects.filter(IsAmong(F("pk"), Given("keys", KEYS)))


def _documents(keys: set[int]) -> dict[int, Any]:
    """Read documents; None stands for one that is gone, or that only people who log in may open."""
    if not keys:
        return {}
    around = CollectionViewRestriction.objects.annotate(
        inside=ExpressionWrapper(OuterRef("collection__path"), models.TextField())
    )
    closed = Exists(around.filter(inside__startswith=F("collection__path")))
    found = get_document_model().objects.filter(~closed, pk__in=keys)
    return {**dict.fromkeys(keys), **{document.pk: document for document in found}}


def _specific(base: Any, types: Iterable[type[models.Model]]) -> Any:
    own = base.specific_class
    return getattr(base, own._meta.pk.remote_field.get_accessor_name()) if own in types else base


def _pictures_in_fields(holders: Iterable[models.Model]) -> set[int]:
    return {key for holder in holders for field in _image_fields(holder) if (key := getattr(holder, field.attname))}


def _image_fields(holder: models.Model) -> list[Any]:
    image_model = get_image_model()
    return [field for field in holder._meta.concrete_fields if field.related_model is image_model]


def _linked(raw: Any) -> Iterator[Reference]:
    """Find the pages that the links of rich text name, and its pictures; a link to a document reads that itself."""
    if isinstance(raw, str) and "<" in raw:
        yield from _links_in(raw)
    elif isinstance(raw, dict | list):
        for part in raw.values() if isinstance(raw, dict) else raw:
            yield from _linked(part)


@lru_cache(maxsize=2048)
def _links_in(html: str) -> tuple[Reference, ...]:
    found = extract_references_from_rich_text(html)
    return tuple((model, int(key)) for model, key, _paths, _content in found if model is not get_document_model())

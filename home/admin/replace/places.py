"""Where the words stand: the drafts of pages, snippets and settings, with the rows that belong to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models.functions import Cast
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltranslation.fields import TranslationField
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.fields import StreamField
from wagtail.models import Revision

from home.admin.readiness.board import editable_pages
from home.admin.replace.words import Words
from home.bilingual.languages import translated_fields
from home.bilingual.roles import writes_everything
from home.bilingual.texts import NO_PROSE
from home.editing.beside_pages import editable_beside_pages, rows_of
from home.editing.drafts import lock_message
from home.pages.base import BasePage

TOO_LONG = _("The text would be too long.")


@dataclass(frozen=True)
class Place:
    """A field with the words in it, of a page's draft, of a snippet, of settings, or of a row that belongs to one of them."""

    owner: Any
    url: str
    # The relation and the number of the row, as `prices:2`; empty for the owner's own fields.
    row: str
    field: models.Field
    excerpts: SafeString
    # Why nothing can be changed here, where that is so.
    problem: str = ""

    @property
    def key(self) -> str:
        return f"{self.owner._meta.label_lower}/{self.owner.pk}/{self.row}/{self.field.name}"

    @property
    def is_page(self) -> bool:
        return isinstance(self.owner, BasePage)

    @property
    def title(self) -> str:
        return self.owner.get_admin_display_title() if self.is_page else str(self.owner)

    @property
    def label(self) -> str:
        field = self.field.translated_field if isinstance(self.field, TranslationField) else self.field
        return str(capfirst(field.verbose_name))


def find_places(words: Words, user: Any) -> list[Place]:
    """List the places that a person may change, pages first."""
    return [*_in_pages(words, user), *_elsewhere(words, user)]


def find_row(owner: Any, row: str) -> Any:
    """Return the object that has the field: the owner, or one of its rows."""
    if not row:
        return owner
    relation, _, number = row.partition(":")
    return list(getattr(owner, relation).all())[int(number)]


def stored_value(holder: Any, field: models.Field) -> Any:
    value = getattr(holder, field.attname)
    return list(value.get_prep_value()) if isinstance(field, StreamField) and value else value


def _in_pages(words: Words, user: Any) -> Iterator[Place]:
    pages = editable_pages(user).filter(alias_of=None)
    if needle := max(_plain_parts(words.old), key=len, default=""):
        # What is kept as JSON within JSON writes other letters in its own way, so the database looks for the rest.
        drafts = Revision.page_revisions.annotate(text=Cast("content", models.TextField())).filter(text__icontains=needle)
        pages = pages.filter(latest_revision__in=drafts.values("pk"))
    finder = AdminURLFinder(user)
    for page in pages.specific().iterator():
        if page.permissions_for_user(user).can_edit():
            draft, url = page.get_latest_revision_as_object(), finder.get_edit_url(page) or ""
            yield from _in_object(draft, words, url, lock_message(page, user), user)


def _elsewhere(words: Words, user: Any) -> Iterator[Place]:
    for instance, url in editable_beside_pages(user):
        yield from _in_object(instance, words, url, "", user)


def _in_object(owner: Any, words: Words, url: str, problem: str, user: Any) -> Iterator[Place]:
    for row, holder in rows_of(owner):
        for field in fields_of(type(holder), words.language, with_common=writes_everything(user)):
            stored = stored_value(holder, field)
            changed = words.replaced_in(field, stored)
            if changed == stored:
                continue
            is_too_long = field.max_length and isinstance(changed, str) and len(changed) > field.max_length
            yield Place(owner, url, row, field, words.excerpts(field, stored), problem or (TOO_LONG if is_too_long else ""))


def fields_of(model: type[models.Model], language: str, *, with_common: bool) -> Iterator[models.Field]:
    """Go through the text of a language, and outside of pages what both languages share, as a telephone number."""
    translated = set(translated_fields(model))
    for field in model._meta.concrete_fields:
        if not isinstance(field, models.CharField | models.TextField | StreamField) or field.choices or not field.editable:
            continue
        if isinstance(field, TranslationField):
            if field.language == language and field.translated_field.name not in NO_PROSE:
                yield field
        elif with_common and field.name not in translated and not issubclass(model, BasePage):
            yield field


def _plain_parts(text: str) -> list[str]:
    """Split a text at whatever JSON or HTML may write in another way."""
    return "".join(letter if letter.isascii() and letter not in "\"\\&<>'" else "\n" for letter in text).split("\n")

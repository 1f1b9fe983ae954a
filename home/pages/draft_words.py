"""The words of each page's latest draft, for the admin's search: readers' columns have only what is live."""

import html
import json
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from modeltranslation.fields import TranslationField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Revision

from home.bilingual.block_visitor import leaves
from home.bilingual.languages import LANGUAGES, column, translated_fields
from home.bilingual.search_query import CONFIGURATIONS
from home.bilingual.search_text import LONGEST_TEXT, SOFT_HYPHEN
from home.bilingual.texts import NO_PROSE, untagged, words_of
from home.pages.base import BasePage
from home.pages.search import indexed_text

# Of one run of the timer.
PAGES_AT_ONCE = 100


def _vector(language: str) -> models.GeneratedField:
    title, words = (
        SearchVector(indexed_text(F(column(name, language))), config=CONFIGURATIONS[language], weight=weight)
        for name, weight in (("title", "A"), ("words", "C"))
    )
    return models.GeneratedField(expression=title + words, output_field=SearchVectorField(), db_persist=True)


class DraftWords(models.Model):
    """What a page's latest draft says in each language: its fields, its blocks and the rows that belong to it."""

    page = models.OneToOneField("home.BasePage", primary_key=True, on_delete=models.CASCADE, related_name="draft_words")
    title_da = models.TextField(default="")
    title_en = models.TextField(default="")
    words_da = models.TextField(default="")
    words_en = models.TextField(default="")
    vector_da = _vector("da")
    vector_en = _vector("en")

    # No reader sees a draft.
    page_cache_ignore = True

    class Meta:
        verbose_name = _("words of a draft")
        verbose_name_plural = _("words of drafts")
        indexes = [GinIndex(fields=[column("vector", language)], name=f"draft_words_{language}") for language in LANGUAGES]

    def __str__(self) -> str:
        return str(self.page_id)


def follow_revision(instance: Revision, created: bool, **kwargs: Any) -> None:
    """Keep the words of a draft whenever it is written, whoever writes it."""
    model = instance.content_type.model_class()
    if not issubclass(model, BasePage):
        return
    if created or BasePage._base_manager.filter(pk=instance.object_id, latest_revision=instance).exists():
        keep_words(int(instance.object_id), model, instance.content)


def keep_words(page_id: int, model: type[BasePage], content: dict[str, Any]) -> None:
    said: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    _collect(model, content, said)
    values = {column("words", language): _plain(parts) for language, parts in said.items()}
    titles = {column("title", language): _plain([content.get(column("title", language)) or ""]) for language in LANGUAGES}
    DraftWords.objects.update_or_create(page_id=page_id, defaults={**values, **titles})


def keep_missing_words() -> None:
    """Read the drafts that were last saved by a version of the site that did not keep their words."""
    unread = BasePage._base_manager.exclude(latest_revision=None).filter(
        ~Exists(DraftWords.objects.filter(page=OuterRef("pk")))
    )
    for revision in Revision.objects.filter(pk__in=unread.values("latest_revision")[:PAGES_AT_ONCE]):
        keep_words(int(revision.object_id), revision.content_type.model_class(), revision.content)


def _collect(model: type[models.Model], content: dict[str, Any], said: dict[str, list[str]]) -> None:
    """Add the words of a page or of a row, as a revision has them; what has no language is said in both."""
    translated = {*translated_fields(model), *NO_PROSE}
    for field in model._meta.concrete_fields:
        value = content.get(field.name)
        if not value or field.choices or not isinstance(field, models.CharField | models.TextField | StreamField):
            continue
        if isinstance(field, TranslationField):
            if field.translated_field.name not in NO_PROSE:
                said[field.language].extend(_texts(field, value))
        elif field.editable and field.name not in translated:
            for parts in said.values():
                parts.extend(_texts(field, value))
    for relation in get_all_child_relations(model):
        for row in content.get(relation.get_accessor_name()) or []:
            _collect(relation.related_model, row, said)


def _texts(field: models.Field, value: Any) -> list[str]:
    original = field.translated_field if isinstance(field, TranslationField) else field
    if isinstance(original, StreamField):
        found = leaves(original.stream_block, json.loads(value) if isinstance(value, str) else value)
        return [words_of(leaf, _untagged) for leaf in found]
    return [_untagged(value) if isinstance(original, RichTextField) else str(value)]


def _untagged(text: str) -> str:
    # Cut out and not parsed, since it is done whenever a draft is saved.
    return html.unescape(untagged(text))


def _plain(parts: list[str]) -> str:
    return " ".join(" ".join(parts).replace(SOFT_HYPHEN, "").replace("\0", "").split())[:LONGEST_TEXT]

"""Takes a story out of what other pages and snippets say: their blocks that show it, and their links to it."""

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.fields import StreamField
from wagtail.models import ReferenceIndex, Revision
from wagtail.rich_text import get_text_for_indexing

from articles.consent.rows import OF_THE_TREE, edited_fields, named_rows
from articles.consent.words import Words
from articles.models import CaseStoryPage
from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, column
from home.models import Declaration

LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
PAGE = re.compile(r'\bid="(\d+)"')
# What comes before the first word of a sentence.
SENTENCE = re.compile(r"(?:^|<(?:p|li|h\d|td|th)\b[^>]*>|[.!?])\s*$")
# What stands without a space in a text, and the marks that end the sentence around it.
TOKEN = re.compile(r"[^\s<>\"'()]+?(?=[.,;:!?]*(?:[\s<>\"'()]|$))")


def referring_objects(targets: Iterable[models.Model], own: Collection[int]) -> list[models.Model]:
    """List what refers to some objects, apart from the pages with these numbers."""
    found: dict[tuple[int, str], models.Model] = {}
    pages = ContentType.objects.get_for_model(CaseStoryPage.base_page_model)
    for target in targets:
        for reference in ReferenceIndex.get_references_to(target).select_related("content_type"):
            key = (reference.base_content_type_id, reference.object_id)
            if key in found or (reference.base_content_type_id == pages.pk and int(reference.object_id) in own):
                continue
            if instance := reference.content_type.model_class()._base_manager.filter(pk=reference.object_id).first():
                found[key] = instance
    return list(found.values())


def forget_story(instance: CaseStoryPage, **kwargs: Any) -> None:
    """Do so when a story is deleted, by whatever road: no page could be published with a block that shows it."""
    forget(referring_objects([instance], [instance.pk]), [instance.pk])


def forget(referring: Collection[models.Model], keys: Collection[int]) -> None:
    """Take some stories out of all pages, drafts, scheduled versions and snippets: blocks that show them, and links to them.

    A link is one by the page's number or by its address. Its words stay, unless they tell of the story themselves.
    """
    words = Words.of(keys)
    eraser = Eraser(words, frozenset(keys))
    instances = {(_base(instance), instance.pk): instance for instance in [*named_rows(words), *referring]}
    for (model, key), instance in instances.items():
        if model is not CaseStoryPage.base_page_model or key not in eraser.keys:
            _forget_in_row(instance, eraser)
    for revision in _revisions_that_name(words, keys).iterator(chunk_size=100):
        pruned = {
            name: value if name.startswith(OF_THE_TREE) else eraser.without(value, _language_of(name))
            for name, value in revision.content.items()
        }
        if pruned != revision.content:
            revision.content = pruned
            revision.save(update_fields=["content"])
    _forget_in_declarations(eraser)


@dataclass
class Eraser:
    """Rewrites stored texts without what leads to some pages."""

    words: Words
    keys: frozenset[int]
    # The words of links that told of the story, as a reader saw them, and what stands there now.
    replaced: dict[str, str] = field(default_factory=dict)

    def without(self, value: Any, language: str) -> Any:
        """Return a text, or the JSON of blocks or of a revision, without them; what needs no change is the same object."""
        if isinstance(value, list):
            return [self.without(item, language) for item in value if not self._is_card(item)]
        if isinstance(value, dict):
            return {name: self.without(part, _language_of(name) or language) for name, part in value.items()}
        if not isinstance(value, str) or not value:
            return value
        if value.startswith("["):
            try:
                stored = json.loads(value)
            except ValueError:
                return self._text(value, language)
            pruned = self.without(stored, language)
            return value if pruned == stored else json.dumps(pruned)
        return self._text(value, language)

    def _text(self, text: str, language: str) -> str:
        if "<a" in text:
            text = LINK.sub(lambda link: self._unlinked(link, language) if self._leads(link) else link[0], text)
        if self.words.has_address(text):
            text = TOKEN.sub(lambda token: "" if self.words.has_address(token[0]) else token[0], text)
        return text

    def _leads(self, link: re.Match[str]) -> bool:
        page = PAGE.search(link[1]) if 'linktype="page"' in link[1] else None
        return int(page[1]) in self.keys if page else self.words.has_address(link[1])

    def _unlinked(self, link: re.Match[str], language: str) -> str:
        if not self.words.tell(link[2]) and not self.words.has_address(link[2]):
            return link[2]
        phrase = _neutral(link, language)
        self.replaced[get_text_for_indexing(link[2])] = phrase
        return phrase

    def _is_card(self, item: Any) -> bool:
        return isinstance(item, dict) and item.get("type") == "case_story" and item.get("value") in self.keys


def _neutral(link: re.Match[str], language: str) -> str:
    """Say instead of words that tell of a story what they led to."""
    with translation.override(language or DEFAULT_LANGUAGE):
        phrase = gettext("a case story")
    return capfirst(phrase) if SENTENCE.search(link.string[: link.start()]) else phrase


def _forget_in_row(instance: models.Model, eraser: Eraser) -> None:
    changed = []
    for stored_in in edited_fields(type(instance)):
        stored = stored_in.value_from_object(instance)
        before = json.dumps(list(stored.raw_data)) if isinstance(stored_in, StreamField) else stored
        if (after := eraser.without(before, _language_of(stored_in.attname))) != before:
            setattr(instance, stored_in.attname, after)
            changed.append(stored_in.attname)
    if changed:
        # The page is otherwise as it was, and what its editor has not finished is none of ours.
        options = {"clean": False} if isinstance(instance, CaseStoryPage.base_page_model) else {}
        instance.save(update_fields=changed, **options)


def _forget_in_declarations(eraser: Eraser) -> None:
    """Let what was declared equal follow what now stands there, so that nothing is behind that nobody changed."""
    for declaration in Declaration.objects.iterator(chunk_size=500):
        texts = [eraser.without(text, language) for text, language in zip(declaration.texts, LANGUAGES, strict=False)]
        for words, phrase in eraser.replaced.items():
            texts = [text.replace(words, phrase) for text in texts]
        if texts != declaration.texts:
            declaration.texts = texts
            declaration.save(update_fields=["texts"])


def _revisions_that_name(words: Words, keys: Collection[int]) -> models.QuerySet:
    # Blocks are JSON within JSON, so their quotation marks stand behind backslashes.
    numbers = rf'(value[\\"]*: ?|id=[\\"]*)({"|".join(map(str, keys))})\M'
    patterns = [pattern for pattern in (numbers if keys else "", words.database_pattern) if pattern]
    text = Cast("content", models.TextField())
    pages = ContentType.objects.get_for_model(CaseStoryPage.base_page_model)
    found = Revision.objects.annotate(text=text).exclude(base_content_type=pages, object_id__in=[str(key) for key in keys])
    return found.filter(text__iregex="|".join(patterns)) if patterns else found.none()


def _base(instance: models.Model) -> type[models.Model]:
    page = CaseStoryPage.base_page_model
    return page if isinstance(instance, page) else type(instance)


def _language_of(name: str) -> str:
    return next((language for language in LANGUAGES if str(name).endswith(column("", language))), "")

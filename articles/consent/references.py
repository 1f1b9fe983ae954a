"""Takes a story out of what other pages and snippets say: their blocks that show it, and their links to it."""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from wagtail.fields import RichTextField, StreamField
from wagtail.models import ReferenceIndex, Revision

from articles.models import CaseStoryPage

LINK = re.compile(r'<a (?=[^>]*linktype="page")(?=[^>]*\bid="(\d+)")[^>]*>(.*?)</a>', re.DOTALL)


def referring_objects(stories: Collection[CaseStoryPage]) -> list[models.Model]:
    """List what refers to some stories, apart from these themselves."""
    found: dict[tuple[int, str], models.Model] = {}
    own = {str(story.pk) for story in stories}
    base = ContentType.objects.get_for_model(CaseStoryPage.base_page_model)
    for story in stories:
        for reference in ReferenceIndex.get_references_to(story).select_related("content_type"):
            key = (reference.base_content_type_id, reference.object_id)
            if key in found or (reference.base_content_type_id == base.pk and reference.object_id in own):
                continue
            instance = reference.content_type.model_class()._base_manager.filter(pk=reference.object_id).first()
            if instance:
                found[key] = instance
    return list(found.values())


def forget(referring: Collection[models.Model], keys: Collection[int]) -> None:
    """Take the blocks and links that lead to some pages out of other objects and out of every revision."""
    for instance in referring:
        _forget_in_row(instance, keys)
    for revision in _revisions_that_name(keys).iterator(chunk_size=100):
        model = revision.content_type.model_class()
        names = [field.attname for field in _texts(model)] if model else []
        pruned = {name: _without(revision.content[name], keys) for name in names if revision.content.get(name)}
        if any(revision.content[name] != text for name, text in pruned.items()):
            revision.content = {**revision.content, **pruned}
            revision.save(update_fields=["content"])


def _forget_in_row(instance: models.Model, keys: Collection[int]) -> None:
    changed = []
    for field in _texts(type(instance)):
        stored = field.value_from_object(instance)
        before = json.dumps(list(stored.raw_data)) if isinstance(field, StreamField) else stored
        if (after := _without(before, keys)) != before:
            setattr(instance, field.attname, after)
            changed.append(field.attname)
    if changed:
        # The page is otherwise as it was, and what its editor has not finished is none of ours.
        options = {"clean": False} if isinstance(instance, CaseStoryPage.base_page_model) else {}
        instance.save(update_fields=changed, **options)


def _revisions_that_name(keys: Collection[int]) -> models.QuerySet:
    # Blocks are JSON within JSON, so their quotation marks stand behind backslashes.
    pattern = rf'(value[\\"]*: ?|id=[\\"]*)({"|".join(map(str, keys))})\M'
    text = Cast("content", models.TextField())
    return Revision.objects.annotate(text=text).filter(text__regex=pattern) if keys else Revision.objects.none()


def _texts(model: type[models.Model]) -> Iterator[Any]:
    return (field for field in model._meta.concrete_fields if isinstance(field, StreamField | RichTextField))


def _without(text: str | None, keys: Collection[int]) -> str | None:
    """Return stored rich text, or the JSON of blocks, without what leads to some pages."""
    if not text:
        return text
    if text.startswith("["):
        return json.dumps(_pruned(json.loads(text), keys))
    return LINK.sub(lambda link: link[2] if int(link[1]) in keys else link[0], text)


def _pruned(value: Any, keys: Collection[int]) -> Any:
    if isinstance(value, list):
        return [_pruned(item, keys) for item in value if not _is_card(item, keys)]
    if isinstance(value, dict):
        return {name: _pruned(part, keys) for name, part in value.items()}
    return _without(value, keys) if isinstance(value, str) and "<a " in value else value


def _is_card(item: Any, keys: Collection[int]) -> bool:
    return isinstance(item, dict) and item.get("type") == "case_story" and item.get("value") in keys

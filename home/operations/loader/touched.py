"""Tells whether an editor has touched what a content file became."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.fields import StreamField

from home.bilingual.languages import in_default_language
from home.bilingual.publishing import has_changed_draft
from home.operations.loader.models import LoadedContent
from home.operations.loader.source import Document
from home.pages.base import BasePage


def is_touched(record: LoadedContent, document: Document, parent: models.Model | None) -> bool:
    """Tell whether an editor has changed the object, or is about to: what waits in a draft would be lost by a load."""
    instance: Any = record.instance
    if isinstance(instance, BasePage):
        is_moved = parent is not None and instance.get_parent().pk != parent.pk
        waits = instance.approved_schedule or instance.workflow_in_progress or has_changed_draft(instance.specific)
        if is_moved or waits or instance.locked or instance.alias_of_id:
            return True
    return record.object_digest != fingerprint(instance, document)


@in_default_language
def fingerprint(instance: models.Model, document: Document) -> str:
    """Digest what an object (a page: its latest draft) holds in the fields that its file speaks of."""
    if isinstance(instance, BasePage):
        instance = instance.specific.get_latest_revision_as_object()
    # A page that was unpublished and a picture that was replaced are touched, too.
    values: dict[str, Any] = {name: str(getattr(instance, name)) for name in ("live", "file") if hasattr(instance, name)}
    for model_field in instance._meta.get_fields():
        name = getattr(model_field, "translated_field", model_field).name
        name = getattr(model_field, "related_name", None) or name
        if name not in document.fields or name in ("page", "image"):
            continue
        if model_field.one_to_many:
            values[name] = [_row(child) for child in getattr(instance, name).all()]
        elif model_field.many_to_many:
            values[name] = sorted(related.pk for related in getattr(instance, name).all())
        else:
            values[model_field.name] = plain(model_field, instance)
    return hashlib.sha256(json.dumps(values, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()


def _row(child: models.Model) -> dict[str, Any]:
    fields: Iterable[Any] = child._meta.concrete_fields
    return {f.name: plain(f, child) for f in fields if f.name != "id"}


def plain(model_field: Any, instance: models.Model) -> Any:
    """Write the value of a field so that it can be compared."""
    value = model_field.value_to_string(instance)
    # Written as text, blocks differ in the order of their keys after every save.
    return json.loads(value) if isinstance(model_field, StreamField) else value

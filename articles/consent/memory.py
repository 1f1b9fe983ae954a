"""Remembers, whenever a story is saved or deleted, what a withdrawal will have to find of it."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from wagtail.models import Revision

from articles.consent.pictures import keep_private
from articles.models import CaseStoryPage, StoryTrace
from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, column
from home.models import PublicAddress

TITLES = [column(name, language) for name in ("title", "draft_title") for language in LANGUAGES]


def watch_stories() -> None:
    post_save.connect(_remember_row, sender=CaseStoryPage)
    post_save.connect(_remember_revision, sender=Revision)
    pre_delete.connect(_remember_addresses, sender=CaseStoryPage)


@transaction.atomic
def remember(key: uuid.UUID, page: int, content: dict[str, Any], addresses: Iterable[str] = ()) -> None:
    """Add to the trace of a page what it is called now, whom it names, where it stands and what picture it shows."""
    trace, _made = StoryTrace.objects.select_for_update().get_or_create(page_number=page, defaults={"consent_key": key})
    found = {
        "titles": {content[name] for name in TITLES if content.get(name)},
        "names": {content["pseudonym"]} if content.get("pseudonym") else set(),
        "paths": {*paths_of(content), *addresses},
    }
    known = {name: set(getattr(trace, name)) for name in found}
    if any(found[name] - known[name] for name in found):
        for name, values in found.items():
            setattr(trace, name, sorted(known[name] | values))
        trace.save()
    if picture := content.get("picture_id") or content.get("picture"):
        keep_private(key, [picture])


def _remember_row(instance: CaseStoryPage, **kwargs: Any) -> None:
    loaded = {name: value for name, value in vars(instance).items() if not name.startswith("_")}
    remember(instance.consent_key, instance.pk, loaded | {"picture": None})


def _remember_revision(instance: Revision, **kwargs: Any) -> None:
    if instance.content_type_id == ContentType.objects.get_for_model(CaseStoryPage).pk:
        story = CaseStoryPage._base_manager.filter(pk=instance.object_id).only("consent_key").first()
        if story:
            remember(story.consent_key, story.pk, instance.content)


def _remember_addresses(instance: CaseStoryPage, **kwargs: Any) -> None:
    addresses = PublicAddress.objects.filter(page=instance.pk).values_list("path", flat=True)
    remember(instance.consent_key, instance.pk, {}, addresses)


def paths_of(content: dict[str, Any]) -> Iterable[str]:
    """Derive the addresses from the paths in the tree, which begin with the site's root."""
    for language in LANGUAGES:
        _empty, _root, *below = (content.get(column("url_path", language)) or "").rstrip("/").split("/") + [""] * 2
        if path := "/".join(filter(None, below)):
            yield f"/{path}/" if language == DEFAULT_LANGUAGE else f"/{language}/{path}/"

"""Which rows of the whole database may name a story."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from wagtail.fields import StreamField
from wagtail.models import Revision

from articles.consent.words import Words
from articles.models import CaseStoryPage

# Framework tables, and what a withdrawal clears by itself: `Traces` says how.
CLEARED_ELSEWHERE = {
    "articles.consent",
    "articles.signeddocument",
    "articles.storypicture",
    "articles.storytrace",
    "articles.withdrawal",
    "auth.permission",
    "contenttypes.contenttype",
    "home.declaration",
    "home.draftwords",
    "home.loadedcontent",
    "home.mail",
    "home.publicaddress",
    "home.rendition",
    "home.user",
    "sessions.session",
    "wagtailadmin.editingsession",
    "wagtailadmin.formstate",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailredirects.redirect",
}
# What a person writes; an address stands in none of the page tree's own columns.
EDITED = (StreamField, models.CharField, models.TextField)
OF_THE_TREE = ("path", "slug", "url_path")


def named_rows(words: Words) -> Iterator[models.Model]:
    """Find what people have written in which a story may be named: pages, snippets, settings, comments, requests."""
    pattern = words.database_pattern
    for model in apps.get_models() if pattern else []:
        if model._meta.label_lower in CLEARED_ELSEWHERE or model._meta.proxy:
            continue
        for key in matching(model, pattern):
            instance: Any = model._base_manager.filter(pk=key).first()
            if instance is not None:
                yield instance.specific if isinstance(instance, CaseStoryPage.base_page_model) else instance


def matching(model: type[models.Model], pattern: str) -> list[Any]:
    """Return the keys of a table's rows that a regular expression finds in whatever column."""
    table, key = map(connection.ops.quote_name, (model._meta.db_table, model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT r.{key} FROM {table} AS r WHERE r::text ~* %s", [pattern])  # noqa: S608 - names of the model
        return [found for (found,) in cursor.fetchall()]


def edited_fields(model: type[models.Model]) -> list[Any]:
    """Name the fields of a model in which a person writes."""
    return [
        stored
        for stored in model._meta.concrete_fields
        if isinstance(stored, EDITED) and not stored.choices and not stored.attname.startswith(OF_THE_TREE)
    ]


def rows_to_read(words: Words) -> list[models.Model]:
    """List what only a person can judge: what still has a title, an address or the pseudonym of a story in its own words."""
    found: dict[tuple[str, Any], models.Model] = {}
    for instance in named_rows(words):
        fields = [f for f in instance._meta.concrete_fields if isinstance(f, (*EDITED, models.JSONField, ArrayField))]
        values = [_raw(instance, f) for f in fields if not f.attname.startswith(OF_THE_TREE)]
        if words.may_be_meant_in(values):
            found.setdefault((instance._meta.label, instance.pk), instance)
    for revision in Revision.objects.filter(pk__in=matching(Revision, words.database_pattern or "^$")):
        content = {name: value for name, value in revision.content.items() if not name.startswith(OF_THE_TREE)}
        if words.may_be_meant_in(content) and (owner := revision.content_object) is not None:
            owner = owner.specific if isinstance(owner, CaseStoryPage.base_page_model) else owner
            found.setdefault((owner._meta.label, owner.pk), owner)
    return list(found.values())


def _raw(instance: models.Model, stored: Any) -> Any:
    value = stored.value_from_object(instance)
    return [dict(block) for block in value.raw_data] if isinstance(stored, StreamField) else value

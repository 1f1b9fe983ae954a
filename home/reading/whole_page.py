"""What readers need of a page: the columns of their language and what it says of the other one, together with rows it shows."""

from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import Field, IntegerField, Model, QuerySet
from modeltranslation.fields import TranslationField

from home.bilingual.languages import active_language, column, translated_fields
from home.reading.compiled import Given
from home.reading.joined_rows import WithRows

if TYPE_CHECKING:
    from home.pages.base import BasePage

# What a page in one language says of its other version, and what only editors are shown.
TOLD_OF_THE_OTHER = ("title", "slug", "url_path", "shown")
SHOWN_TO_EDITORS = ("draft_title", "has_text")


def read_fields(model: type[Model]) -> list[str]:
    """Name the fields of a model that readers need; of a translated one that is the column of the active language."""
    fields, translated = model._meta.concrete_fields, translated_fields(model)
    return [field.name for field in fields if field.name not in translated and not _is_unread(field)]


def card_fields(model: type["BasePage"]) -> list[str]:
    """Name the fields of a page type that its cards need: all but its text."""
    texts = {column(name, active_language()) for name in model.search_body_fields}
    return [name for name in read_fields(model) if name not in texts]


@cache
def page_for_readers(page_type: Any) -> WithRows:
    """Return the query for the page of a key with what its template shows of other tables, as its type says."""

    def make() -> QuerySet:
        pages: QuerySet = page_type.objects.filter(pk=Given("pk", IntegerField())).only(*read_fields(page_type))
        return pages.select_related(*page_type.joined_for_readers or [None])

    return WithRows(make, *page_type.rows_for_readers)


def _is_unread(field: Field) -> bool:
    if not isinstance(field, TranslationField):
        return False
    name = field.translated_field.name
    return name in SHOWN_TO_EDITORS or (field.language != active_language() and name not in TOLD_OF_THE_OTHER)

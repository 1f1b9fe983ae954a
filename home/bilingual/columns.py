"""Which columns readers need of a page: those of their language, and what it says of the other one."""

from django.db.models import Field, Model
from modeltranslation.fields import TranslationField

from home.bilingual.languages import active_language, column, translated_fields
from home.bilingual.page import BilingualPage

# What a page in one language says of its other version, and what only editors are shown.
TOLD_OF_THE_OTHER = ("title", "slug", "url_path", "shown")
SHOWN_TO_EDITORS = ("draft_title", "has_text")


def read_fields(model: type[Model]) -> list[str]:
    """Name the fields of a model that readers need; of a translated one that is the column of the active language."""
    fields, translated = model._meta.concrete_fields, translated_fields(model)
    return [field.name for field in fields if field.name not in translated and not _is_unread(field)]


def card_fields(model: type[BilingualPage]) -> list[str]:
    """Name the fields of a page type that its cards need: all but its text."""
    texts = {column(name, active_language()) for name in model.search_body_fields}
    return [name for name in read_fields(model) if name not in texts]


def _is_unread(field: Field) -> bool:
    if not isinstance(field, TranslationField):
        return False
    name = field.translated_field.name
    return name in SHOWN_TO_EDITORS or (field.language != active_language() and name not in TOLD_OF_THE_OTHER)

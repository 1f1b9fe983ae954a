"""The site's two languages, Danish and English, and the columns they have.

Two by design: each text has one other side, to which it is compared and from which it is copied, and the editor shows both
beside each other. A loop over LANGUAGES does the same for each of the two; it promises no third.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.functional import lazy
from modeltranslation.translator import NotRegistered, translator
from modeltranslation.utils import build_localized_fieldname

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

LANGUAGES: tuple[str, str] = tuple(code for code, _ in settings.LANGUAGES)
DEFAULT_LANGUAGE: str = settings.LANGUAGE_CODE


def column(field_name: str, language: str) -> str:
    """Name the column that holds a translated field in one language: `title`, `en` → `title_en`."""
    return build_localized_fieldname(field_name, language)


def other_language(language: str) -> str:
    """Name the language that a reader of this one may switch to."""
    return LANGUAGES[1 - LANGUAGES.index(language)]


def active_language() -> str:
    """Name the active language, or the default one where none of ours is active."""
    language = translation.get_language()
    return language if language in LANGUAGES else DEFAULT_LANGUAGE


def _language_name(language: str) -> str:
    return str(translation.get_language_info(language)["name_translated"])


# Names a language in the one that is active when the name is shown: `en` → “engelsk”.
language_name = lazy(_language_name, str)


def in_default_language(method: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Run with the default language active, so that original columns take the Danish values whatever the editor reads."""

    @wraps(method)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        with translation.override(DEFAULT_LANGUAGE):
            return method(*args, **kwargs)

    return run


def translated_fields(model: type[models.Model]) -> list[str]:
    """List the translated fields of a model, its parents' included, in their order; none where the model is not translated."""
    try:
        translated = translator.get_options_for_model(model).all_fields
    except NotRegistered:
        return []
    return [field.name for field in model._meta.fields if field.name in translated]


def with_columns(model: type[models.Model], field_names: Iterable[str]) -> list[str]:
    """Add to some field names the columns of every language of those that are translated."""
    translated = set(translated_fields(model))
    names = list(field_names)
    return names + [column(name, language) for name in names if name in translated for language in LANGUAGES]


class DefaultLanguageSaveMixin(models.Model):
    """A translated model whose original columns equal the Danish ones, whoever saves it."""

    class Meta:
        abstract = True

    @in_default_language
    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = with_columns(type(self), kwargs["update_fields"])
        super().save(*args, **kwargs)

"""What stands in one language only on a snippet, in settings or in the rows of a page, so that half of the readers miss it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext
from modelcluster.models import get_all_child_relations
from wagtail.admin import messages

from home.bilingual.languages import LANGUAGES, column, language_name, other_language, translated_fields
from home.bilingual.visibility import shown_languages

# A page says for itself which language it is shown in; these have a default, or follow from others.
NOT_JUDGED = ("slug", "seo_title", "search_description", "draft_title", "url_path", "has_text", "shown")


def half_written(instance: Any) -> list[str]:
    """Name what one language lacks, one entry per language: `Notice (English)`."""
    if not getattr(instance, "needs_both_languages", True):
        return []
    if hasattr(instance, "required_to_show") and shown_languages(instance) != list(LANGUAGES):
        return []
    sentences = []
    for language in LANGUAGES:
        if names := list(dict.fromkeys(_missing(instance, language))):
            params = {"fields": get_text_list(names, gettext("and")), "language": language_name(language)}
            sentences.append(gettext("Not written in %(language)s: %(fields)s.") % params)
    return sentences


def tell_half_written(request: HttpRequest, instance: Any) -> None:
    """Say at saving what readers of one language will not have; autosave says nothing."""
    if not request.accepts("text/html"):
        return
    consequence = gettext("Readers of that language do not see it.")
    for sentence in half_written(instance):
        messages.warning(request, f"{sentence} {consequence}")


def _missing(instance: Any, language: str) -> Iterator[str]:
    model, other = type(instance), other_language(language)
    required = getattr(instance, "required_to_show", ())
    for name in translated_fields(model):
        if name in NOT_JUDGED or name in required:
            continue
        if _text(getattr(instance, column(name, other))) and not _text(getattr(instance, column(name, language))):
            yield str(capfirst(model._meta.get_field(name).verbose_name))
    for relation in get_all_child_relations(model):
        for number, row in enumerate(getattr(instance, relation.get_accessor_name()).all(), 1):
            if any(_missing(row, language)):
                yield f"{capfirst(relation.related_model._meta.verbose_name)} {number}"


def _text(value: Any) -> str:
    return strip_tags(str(value or "")).strip()

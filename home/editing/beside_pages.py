"""What is translated but no page: snippets and settings, with the rows that belong to them."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from modelcluster.models import get_all_child_relations
from modeltranslation.translator import translator
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import log

from home.bilingual.languages import translated_fields
from home.bilingual.page import BilingualPage
from home.editing.drafts import save_draft


def models_beside_pages(*left_out: type) -> list[Any]:
    """List the translated models that are no pages: snippets, settings, and the rows of each."""
    models = translator.get_registered_models(abstract=False)
    return [model for model in models if not issubclass(model, (BilingualPage, *left_out)) and model in apps.get_models()]


def editable_beside_pages(user: Any, *left_out: type) -> Iterator[tuple[Any, str]]:
    """Go through the translated snippets and settings that a person may change, each with where that is done."""
    finder = AdminURLFinder(user)
    for model in models_beside_pages(*left_out):
        for instance in model._default_manager.all():
            if url := finder.get_edit_url(instance):
                yield instance, url


def rows_of(owner: Any) -> Iterator[tuple[str, Any]]:
    """Go through the objects that have an owner's texts: itself, and its rows that are translated."""
    yield "", owner
    for relation in get_all_child_relations(type(owner)):
        name = relation.get_accessor_name()
        if translated_fields(relation.related_model):
            yield from ((f"{name}:{number}", row) for number, row in enumerate(getattr(owner, name).all()))


def save_owner(owner: Any, user: Any) -> None:
    """Save a page as a new draft, and anything else at once."""
    if isinstance(owner, BilingualPage):
        save_draft(owner, user)
    else:
        owner.save()
        log(owner, "wagtail.edit", user=user)

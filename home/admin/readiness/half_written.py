"""What the board and the dashboard say of things that are written in one language only."""

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator
from wagtail.admin.admin_url_finder import AdminURLFinder

from home.admin.readiness.gaps import Gap
from home.admin.readiness.launch import LaunchItem
from home.bilingual.languages import LANGUAGES, column, other_language
from home.contact.models import ContactField
from home.editing.half_written import half_written
from home.pages.base import BasePage
from home.pages.media import ClinicImage


def form_gaps() -> list[Gap]:
    """Find the pages whose form asks something in one language only."""
    return [
        Gap(column("form", language), _("A field of the form is not written"), _unwritten(language), language)
        for language in LANGUAGES
    ]


def half_written_items(user: Any) -> list[LaunchItem]:
    """List settings and snippets of which a person can write what one language lacks."""
    finder = AdminURLFinder(user)
    items = []
    for model in translator.get_registered_models(abstract=False):
        if issubclass(model, BasePage | ClinicImage) or model not in apps.get_models():
            continue
        for instance in model._default_manager.all():
            if (url := finder.get_edit_url(instance)) and (lacks := half_written(instance)):
                items.append(LaunchItem(str(instance), url, " ".join(lacks)))
    return items


def _unwritten(language: str) -> Exists:
    missing, written = column("label", language), column("label", other_language(language))
    fields = ContactField.objects.filter(Q(**{missing: ""}) | Q(**{missing: None}), page=OuterRef("pk"))
    return Exists(fields.exclude(**{written: ""}).order_by())

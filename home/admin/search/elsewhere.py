"""The search over what stands beside the pages: snippets and settings, with the rows that belong to them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.search import SearchArea
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView

from home.admin.replace.places import fields_of, stored_value
from home.admin.replace.words import texts_of
from home.admin.search.words import MARK_BEGINS, MARK_ENDS, excerpts
from home.bilingual.languages import LANGUAGES
from home.editing.beside_pages import editable_beside_pages, models_beside_pages, rows_of
from home.pages.media import ClinicImage


@dataclass(frozen=True)
class Found:
    """A snippet or settings that say the words, where, and in which words."""

    title: str
    url: str
    excerpt: SafeString


class ElsewhereView(BaseListingView):
    """Lists the snippets and settings that say the words and that a person may change."""

    page_title = _("Snippets and settings")
    header_icon = "snippet"
    index_url_name = "search_elsewhere"
    index_results_url_name = "search_elsewhere_results"
    results_template_name = "wagtailadmin/generic/index_results.html"
    show_other_searches = True
    is_searchable = True
    paginate_by = 50
    columns = [
        TitleColumn("title", label=_("Name"), get_url=lambda found: found.url),
        Column("excerpt", label=_("Text"), width="65%", classname="search-excerpt"),
    ]

    @cached_property
    def verbose_name_plural(self) -> str:
        return str(self.page_title)

    def get_queryset(self) -> Any:
        return find_elsewhere(self.search_query, self.request.user) if self.search_query else []


class ElsewhereSearchArea(SearchArea):
    """The way to it from the other searches."""

    def __init__(self) -> None:
        super().__init__(
            _("Snippets and settings"), reverse("search_elsewhere"), name="elsewhere", icon_name="snippet", order=400
        )

    def is_shown(self, request: HttpRequest) -> bool:
        models = models_beside_pages(ClinicImage)
        return any(request.user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}") for model in models)


def find_elsewhere(text: str, user: Any) -> list[Found]:
    """Find the words in either language; a picture has a search of its own."""
    things = list(editable_beside_pages(user, ClinicImage))
    said: dict[int, str] = {}
    for language in LANGUAGES:
        said = {**excerpts([_words(instance, language) for instance, _url in things], text, language), **said}
    return [_found(*things[place], said[place]) for place in sorted(said)]


def _found(instance: Any, url: str, excerpt: str) -> Found:
    kind = capfirst(str(instance._meta.verbose_name))
    return Found(capfirst(str(instance)), url, format_html("<strong>{}</strong>: {}", kind, _marked(excerpt)))


def _words(owner: Any, language: str) -> str:
    """Return all that an object says in a language, with what has none."""
    return " … ".join(
        text
        for _row, holder in rows_of(owner)
        for field in fields_of(type(holder), language, with_common=True)
        if (stored := stored_value(holder, field))
        for text in texts_of(field, stored)
    )


def _marked(excerpt: str) -> SafeString:
    return mark_safe(escape(excerpt).replace(MARK_BEGINS, "<mark>").replace(MARK_ENDS, "</mark>"))  # noqa: S308 - escaped

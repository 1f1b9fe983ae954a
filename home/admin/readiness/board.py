"""The readiness board: pages by languages, what each version's state is and what it still wants."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, MultipleChoiceFilter
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button
from wagtail.models import get_page_content_types
from wagtail.permissions import policy_registry

from home.admin.readiness.gaps import Gap, all_gaps, with_gaps
from home.bilingual.languages import LANGUAGES, column, language_name
from home.bilingual.sorting import clicked_order
from home.bilingual.visibility import State
from home.editing.spreadsheets import LocalSpreadsheetMixin
from home.exchange.first_drafts.translator_url import translator
from home.pages.base import BasePage


class BoardFilterSet(WagtailFilterSet):
    """Narrows the board to a state in a language, and to pages with at least one of some gaps."""

    content_type = ContentTypeFilter(
        label=_("Page type"), queryset=lambda request: get_page_content_types(include_base_page_type=False)
    )
    gap = MultipleChoiceFilter(
        label=_("What is missing"),
        choices=lambda: [(gap.name, gap.full_label) for gap in all_gaps()],
        method="filter_gaps",
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = BasePage
        fields: list[str] = []

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        states = {
            column("state", language): ChoiceFilter(
                field_name=column("state", language),
                label=capfirst(language_name(language)),
                choices=State.choices,
                empty_label=_("Any"),
                widget=RadioSelect,
            )
            for language in LANGUAGES
        }
        return {**states, **super().get_filters()}

    def filter_gaps(self, pages: QuerySet, name: str, gaps: list[str]) -> QuerySet:
        return pages.filter(reduce(or_, (Q(**{f"gap_{gap}": True}) for gap in gaps))) if gaps else pages


class TitlesColumn(BaseColumn):
    """A page's title in the admin's language, leading to its editor, above the title in the other one."""

    cell_template_name = "wagtailadmin/readiness/titles_cell.html"


class VersionColumn(BaseColumn):
    """The state of a page's version in one language, and what that version wants."""

    cell_template_name = "wagtailadmin/readiness/version_cell.html"

    def __init__(self, language: str, gaps: list[Gap]) -> None:
        name = column("state", language)
        super().__init__(name, label=capfirst(language_name(language)), sort_key=name, width="17%")
        self.language = language
        self.gaps = [gap for gap in gaps if gap.language == language]

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "language": self.language, "gaps": found(instance, self.gaps)}


class PageGapsColumn(Column):
    """What the page wants as a whole."""

    cell_template_name = "wagtailadmin/readiness/gaps_cell.html"

    def __init__(self, gaps: list[Gap]) -> None:
        super().__init__("gaps", label=_("Whole page"), width="20%")
        self.gaps = [gap for gap in gaps if not gap.language]

    def get_value(self, instance: Any) -> list[Gap]:
        return found(instance, self.gaps)


class PagesReport(LocalSpreadsheetMixin, ReportView):
    """A report on pages, for everybody who works with some: filtered, searched, sorted and exported."""

    model = BasePage
    is_searchable = True
    any_permission_required = ("add", "change", "publish")

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        # Pages of equal rank keep their order from one page of the list to the next.
        return queryset.order_by(clicked_order(BasePage, self.ordering), "path")


class BoardView(PagesReport):
    """All pages with the state of both language versions."""

    page_title = _("Readiness")
    header_icon = "globe"
    index_url_name = "readiness"
    index_results_url_name = "readiness_results"
    filterset_class = BoardFilterSet
    default_ordering = "path"
    export_filename = "readiness"
    table_classname = "listing readiness"

    @cached_property
    def gaps(self) -> list[Gap]:
        return all_gaps()

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            TitlesColumn("title", label=_("Title"), sort_key="title"),
            *(VersionColumn(language, self.gaps) for language in LANGUAGES),
            PageGapsColumn(self.gaps),
            DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at", width="11%"),
        ]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        drafts = Button(_("First draft by machine"), reverse("first_drafts"), icon_name="globe", priority=75)
        return [
            *super().header_more_buttons,
            *([drafts] if translator() else []),
            Button(_("Send to a translator"), reverse("send_to_translator"), icon_name="download", priority=80),
            Button(_("Bring a translation back"), reverse("bring_translation_back"), icon_name="upload", priority=85),
        ]

    def get_base_queryset(self) -> QuerySet:
        return with_gaps(editable_pages(self.request.user).with_states(), self.gaps)

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        # The result of a search itself can be neither filtered nor sorted by a state.
        matches = BasePage.objects.order_by().autocomplete(self.search_query, order_by_relevance=False)
        return queryset.filter(pk__in=matches.get_queryset().values("pk"))

    @cached_property
    def list_export(self) -> list[str]:
        titles = [column("draft_title", language) for language in LANGUAGES]
        states = [column("state", language) for language in LANGUAGES]
        return [*titles, *states, *(gap.annotation for gap in self.gaps), "latest_revision_created_at"]

    def get_heading(self, queryset: QuerySet, field: str) -> str:
        headings = {gap.annotation: gap.full_label for gap in self.gaps}
        for language in LANGUAGES:
            headings[column("draft_title", language)] = f"{gettext('Title')} ({language_name(language)})"
            headings[column("state", language)] = capfirst(language_name(language))
        headings["latest_revision_created_at"] = gettext("Updated")
        return str(headings[field])

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if field.startswith("state_"):
            return str(State(value).label)
        if field.startswith("gap_"):
            return gettext("yes") if value else ""
        return super().preprocess_field_value(field, value, export_format)


def editable_pages(user: Any) -> QuerySet:
    """Return the pages that a person finds in the explorer, without the root."""
    pages = policy_registry.get_by_type(BasePage).explorable_instances(user)
    return BasePage.objects.filter(pk__in=pages.values("pk"), depth__gt=1)


def found(page: BasePage, gaps: list[Gap]) -> list[Gap]:
    """Keep the gaps that a page of the board has."""
    return [gap for gap in gaps if getattr(page, gap.annotation)]

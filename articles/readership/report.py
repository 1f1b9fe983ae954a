"""The readership in the admin: by page and language, and over time."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.forms import RadioSelect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column

from articles.models import ArticlePage, CaseStoryPage, DailyViews
from articles.readership.figures import FOLDING, with_views
from articles.readership.plot import Plot
from home.admin.readiness.board import PagesReport, TitlesColumn, editable_pages
from home.bilingual.languages import LANGUAGES, column, language_name
from home.models import BasePage
from home.operations.scheduled_work import run_step

VIEWS = {column("views", language): language for language in LANGUAGES}


# How far back the report looks, in days; the first where nothing is chosen.
PERIODS = {
    "90": _("The last 90 days"),
    "30": _("The last 30 days"),
    "365": _("The last 12 months"),
    "all": _("Since the beginning"),
}
DEFAULT_PERIOD, *OTHER_PERIODS = PERIODS


class ReadershipFilterSet(WagtailFilterSet):
    """Chooses the period, by which the views themselves look."""

    period = ChoiceFilter(
        label=_("Period"),
        choices=[(period, PERIODS[period]) for period in OTHER_PERIODS],
        empty_label=PERIODS[DEFAULT_PERIOD],
        method="keep_all",
        widget=RadioSelect,
    )

    class Meta:
        model = BasePage
        fields: list[str] = []

    def keep_all(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        return pages


class ReadershipView(PagesReport):
    """How often each article and case story was viewed in a period, with a plot over time."""

    page_title = _("Readership")
    header_icon = "view"
    index_url_name = "readership"
    index_results_url_name = "readership_results"
    results_template_name = "wagtailadmin/readership/results.html"
    filterset_class = ReadershipFilterSet
    default_ordering = "-views"
    export_filename = "readership"
    list_export = [*(column("draft_title", language) for language in LANGUAGES), *VIEWS, "views"]

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            TitlesColumn("title", label=_("Title"), sort_key="title"),
            *(
                Column(name, label=capfirst(language_name(language)), sort_key=name, width="14%")
                for name, language in VIEWS.items()
            ),
            Column("views", label=_("Both languages"), sort_key="views", width="14%"),
        ]

    @cached_property
    def period(self) -> str:
        asked = self.request.GET.get("period", "")
        return asked if asked in PERIODS else DEFAULT_PERIOD

    @property
    def first_day(self) -> date | None:
        return timezone.localdate() - timedelta(int(self.period) - 1) if self.period.isdigit() else None

    @cached_property
    def days(self) -> QuerySet[DailyViews]:
        # For readers a new figure is a new page, so the views are added up once an hour, whoever looks at them.
        run_step(FOLDING)
        return DailyViews.objects.filter(day__gte=self.first_day) if self.first_day else DailyViews.objects.all()

    def get_base_queryset(self) -> QuerySet:
        pages = editable_pages(self.request.user).type(ArticlePage, CaseStoryPage)
        return with_views(pages, self.days, **VIEWS)

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        # Among the titles only: the result of a full search can be neither annotated nor sorted by a figure.
        titles = (Q(**{f"{column('draft_title', language)}__icontains": self.search_query or ""}) for language in LANGUAGES)
        return queryset.filter(next(titles) | next(titles)) if self.is_searching else queryset

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        if self.is_export:
            return context
        views = self.days.filter(page__in=self.object_list.order_by().values("pk"))
        first = self.first_day or views.aggregate(first=Min("day"))["first"]
        plot = Plot(views, first, timezone.localdate()) if first else None
        return {
            **context,
            "plot": plot,
            "period": PERIODS[self.period],
            "languages": [str(language_name(code)) for code in LANGUAGES],
        }

    def get_heading(self, queryset: QuerySet, field: str) -> str:
        headings = {"views": gettext("Both languages")}
        for name, language in VIEWS.items():
            headings[name] = capfirst(language_name(language))
            headings[column("draft_title", language)] = f"{gettext('Title')} ({language_name(language)})"
        return str(headings[field])

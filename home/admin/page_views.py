"""The admin's views of pages, which show both titles and how far each language version has come."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.ui.tables.pages import NavigateToChildrenColumn, PageTitleColumn
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView, PageListingMixin
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import BaseButton

from home.admin.core_gaps.history import EveryVersionHistoryView
from home.bilingual.page import Base
from home.bilingual.passages import copy_errors
from home.bilingual.sorting import NamesInOrderMixin
from home.bilingual.workflow import APPROVE, APPROVE_LANGUAGE, submitted_language
from home.pages.base import BasePage


class TitlesColumn(PageTitleColumn):
    """The title in the admin's language, above the title in the other one."""

    cell_template_name = "wagtailadmin/home/title_cell.html"


class StatesColumn(BaseColumn):
    """How far each language version has come."""

    cell_template_name = "wagtailadmin/home/states_cell.html"


def bilingual_columns(columns: list[BaseColumn]) -> list[BaseColumn]:
    """Put the columns of two languages in the place of those of one."""
    ours = {
        "title": TitlesColumn("title", label=_("Title"), sort_key="title", classname="title"),
        "status": StatesColumn("status", label=_("Languages"), sort_key="live", width="12%"),
    }
    return [ours.get(listed.name, listed) for listed in columns]


class BilingualListingMixin(NamesInOrderMixin, Base):
    """A list of pages that know the states of their language versions."""

    base_columns = bilingual_columns(PageListingMixin.base_columns)

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        return super().annotate_queryset(pages.with_states())


class StatesInHeader(BaseButton):
    """The states of a page's language versions, beside its name in the header."""

    template_name = "wagtailadmin/home/header_states.html"

    def __init__(self, page: BasePage) -> None:
        super().__init__(priority=0)
        self.page = page

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        page = self.page.base_page_model.objects.with_states().filter(pk=self.page.pk).first()
        return {**super().get_context_data(parent_context), "page": page}


class BilingualIndexView(BilingualListingMixin, ExplorableIndexView):
    """The explorer."""

    @cached_property
    def header_buttons(self) -> list[BaseButton]:
        states = [] if self.parent_page.is_root() else [StatesInHeader(self.parent_page)]
        return [*states, *super().header_buttons]


class BilingualSearchView(BilingualListingMixin, SearchView):
    """The search over all pages."""

    verbose_name = _("page")
    verbose_name_plural = _("pages")
    columns = [*BilingualListingMixin.base_columns, NavigateToChildrenColumn("navigate", width="10%")]


class BilingualUseView(BilingualListingMixin, ContentTypeUseView):
    """The list of the pages of one type."""


class BilingualEditView(EditView):
    """The editor, whose header and publish menu follow the draft as it is saved."""

    partials_template_name = "wagtailadmin/home/edit_partials.html"

    @cached_property
    def header_buttons(self) -> list[BaseButton]:
        return [StatesInHeader(self.page)]


class AskingWorkflowActionView(WorkflowActionView):
    """Approves a page from outside its editor, unless there is a question that only the editor can answer."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.action_name.startswith(APPROVE):
            language = APPROVE_LANGUAGE.get(self.action_name) or submitted_language(self.object)
            questions = copy_errors(self.object.get_latest_revision_as_object(), [language] if language else None)
            for question in questions:
                messages.warning(request, " ".join(question.messages))
            if questions:
                url = reverse("wagtailadmin_pages:edit", args=[self.object.pk])
                is_modal = request.headers.get("x-requested-with") == "XMLHttpRequest"
                return self.render_modal_json(request, {"step": "success", "redirect": url}) if is_modal else redirect(url)
        return super().post(request, *args, **kwargs)


class BilingualPageViewSet(PageViewSet):
    """All pages of the site."""

    index_view_class = BilingualIndexView
    search_view_class = BilingualSearchView
    content_type_use_view_class = BilingualUseView
    edit_view_class = BilingualEditView
    workflow_action_view_class = AskingWorkflowActionView
    history_view_class = EveryVersionHistoryView

"""The admin's views of pages, which show both titles and how far each language version has come."""

import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.ui.tables.pages import NavigateToChildrenColumn, PageTitleColumn
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView, PageListingMixin
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import BaseButton
from wagtail.search.utils import separate_filters_from_query

from home.admin.bin.deleting import DeleteToBinView
from home.admin.copy_screen import BilingualCopyView
from home.admin.core_gaps.history import EveryVersionHistoryView
from home.admin.search.words import matching_pages
from home.bilingual.bin import is_in_bin
from home.bilingual.page import Base
from home.bilingual.passages import copy_errors
from home.bilingual.sorting import NamesInOrderMixin
from home.bilingual.workflow import APPROVE, APPROVE_LANGUAGE, submitted_language
from home.editing.storable import has_only_lost_choices, refused, storable
from home.pages.base import BasePage

# What one may write in the search, as `live:no`.
LIVE = {"yes": True, "true": True, "no": False, "false": False}


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

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        response = super().get(request, parent_page_id)
        return redirect("bin") if is_in_bin(self.parent_page) else response

    @cached_property
    def header_buttons(self) -> list[BaseButton]:
        states = [] if self.parent_page.is_root() else [StatesInHeader(self.parent_page)]
        return [*states, *super().header_buttons]


class BilingualSearchView(BilingualListingMixin, SearchView):
    """The search over all pages."""

    verbose_name = _("page")
    verbose_name_plural = _("pages")
    columns = [*BilingualListingMixin.base_columns, NavigateToChildrenColumn("navigate", width="10%")]

    def get_queryset(self) -> QuerySet:
        """Find every word of what is live and of what is drafted, in either language."""
        filters, text = separate_filters_from_query(self.search_query)
        explorable = self.permission_policy.explorable_instances(self.request.user)
        pages = self.model.objects.filter(pk__in=explorable.values("pk"))
        is_live = LIVE.get((filters.get("live") or filters.get("published") or "").lower())
        if is_live is not None:
            pages = pages.filter(live=is_live)
        self.all_pages = matching_pages(pages, text) if text else pages
        counts = self.all_pages.order_by().values_list("content_type").annotate(count=Count("pk")).order_by("-count")
        self.content_types = [(ContentType.objects.get_for_id(key), count) for key, count in counts]
        found = self.all_pages.filter(content_type=self.selected_content_type) if self.selected_content_type else self.all_pages
        if order := self.words_in_order(self.model) or ([self.ordering] if self.ordering else []):
            found = found.order_by(*order, "pk")
        return self.annotate_queryset(found)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        # Core's template asks this of what a search engine finds.
        context["object_list"].supports_facet = True
        return context


class BilingualUseView(BilingualListingMixin, ContentTypeUseView):
    """The list of the pages of one type."""


class SavesWhatItCanMixin(Base):
    """Saves a draft without what cannot be stored, which stays on the screen, and says why it cannot."""

    locked_for_user = False
    # By the name of the field, its label and why it was refused.
    not_saved: dict[str, tuple[str, str]] = {}

    def form_invalid(self, form: Any) -> HttpResponse:
        is_draft = self.action_name == "save" and not self.locked_for_user and not self.not_saved
        # Who presses the button sees the form again, unless nothing is wrong with it but what others have deleted.
        data = storable(form) if is_draft and (self.expects_json_response or has_only_lost_choices(form)) else None
        if data is None:
            return super().form_invalid(form)
        self.not_saved, self.request.POST = refused(form), data
        self.read_again()
        return self.post(self.request)

    def read_again(self) -> None:
        """Forget what the refused form has already written into the page."""
        raise NotImplementedError

    def save_action(self) -> HttpResponse:
        response = super().save_action()
        if not self.not_saved:
            return response
        if self.expects_json_response and isinstance(response, JsonResponse):
            return JsonResponse({**json.loads(response.content), "not_saved": self.not_saved})
        for label, reason in self.not_saved.values():
            messages.warning(self.request, f"{label}: {reason}")
        return response


class BilingualCreateView(SavesWhatItCanMixin, CreateView):
    """The editor of a page that is not there yet."""

    def read_again(self) -> None:
        self.page = self.page_class(owner=self.request.user, locale=self.locale)


class BilingualEditView(SavesWhatItCanMixin, EditView):
    """The editor, whose header and publish menu follow the draft as it is saved."""

    partials_template_name = "wagtailadmin/home/edit_partials.html"

    def read_again(self) -> None:
        self.page = self.get_object()

    @cached_property
    def header_buttons(self) -> list[BaseButton]:
        return [StatesInHeader(self.page)]


class PreviewsWhatItCanMixin(Base):
    """Shows a draft without what cannot be stored."""

    refused_form: Any = None

    def validate_form(self, form: Any) -> bool:
        is_valid = super().validate_form(form)
        if not is_valid:
            self.refused_form = self.refused_form or form
        return is_valid

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = super().post(request, *args, **kwargs)
            data = storable(self.refused_form) if self.refused_form else None
            if data is None:
                return response
            request.POST = data
            self.object = super().get_object()
            return super().post(request, *args, **kwargs)
        except ValidationError:
            # Core asks a new page's address of the tree once more; the page that autosave has just made may have it by now.
            return JsonResponse({"is_valid": False, "is_available": False})


class BilingualPreviewOnCreateView(PreviewsWhatItCanMixin, PreviewOnCreateView):
    """The preview of a page that is not there yet."""


class BilingualPreviewOnEditView(PreviewsWhatItCanMixin, PreviewOnEditView):
    """The preview of what is being written."""


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
    copy_view_class = BilingualCopyView
    content_type_use_view_class = BilingualUseView
    add_view_class = BilingualCreateView
    preview_on_add_view_class = BilingualPreviewOnCreateView
    preview_on_edit_view_class = BilingualPreviewOnEditView
    edit_view_class = BilingualEditView
    delete_view_class = DeleteToBinView
    workflow_action_view_class = AskingWorkflowActionView
    history_view_class = EveryVersionHistoryView

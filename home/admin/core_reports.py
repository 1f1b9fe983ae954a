"""Core's reports, whose spreadsheets open in the editor's own program, with the hours of the clinic."""

from typing import Any

from django.urls import path
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView

from home.admin.screens import in_place_of_core
from home.bilingual.sorting import NamesInOrderMixin
from home.editing.spreadsheets import LocalSpreadsheetMixin


class LockedPages(NamesInOrderMixin, LocalSpreadsheetMixin, LockedPagesView):
    pass


class AgingPages(NamesInOrderMixin, LocalSpreadsheetMixin, AgingPagesView):
    pass


class SiteHistory(LocalSpreadsheetMixin, LogEntriesView):
    pass


class Workflows(LocalSpreadsheetMixin, WorkflowView):
    pass


class WorkflowTasks(LocalSpreadsheetMixin, WorkflowTasksView):
    pass


REPORTS: dict[str, Any] = {
    "locked": LockedPages,
    "aging-pages": AgingPages,
    "site-history": SiteHistory,
    "workflow": Workflows,
    "workflow_tasks": WorkflowTasks,
}
urlpatterns = in_place_of_core(
    *(path(f"reports/{name}/", report.as_view()) for name, report in REPORTS.items()),
    *(path(f"reports/{name}/results/", report.as_view(results_only=True)) for name, report in REPORTS.items()),
)

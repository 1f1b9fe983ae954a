"""Core's reports, whose spreadsheets open in the editor's own program, with the hours of the clinic."""

from typing import Any

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.utils.urlpatterns import decorate_urlpatterns

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
# They stand before core's own addresses, whose names go on leading here.
urlpatterns = decorate_urlpatterns(
    [
        *(path(f"reports/{name}/", report.as_view()) for name, report in REPORTS.items()),
        *(path(f"reports/{name}/results/", report.as_view(results_only=True)) for name, report in REPORTS.items()),
    ],
    lambda view: never_cache(require_admin_access(view)),
)

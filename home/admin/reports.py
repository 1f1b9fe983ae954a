from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, Table, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from home.clinic.examples import Example
from home.privacy.models import RetentionRun


class ExamplesView(WagtailAdminTemplateMixin, TemplateView):
    """The values that are still examples, each with a link that leads to where the real one goes."""

    template_name = "wagtailadmin/home/examples.html"
    page_title = _("Examples")
    header_icon = "warning"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        finder = AdminURLFinder(self.request.user)
        columns = [
            TitleColumn("label", label=_("What is still an example"), get_url=lambda e: finder.get_edit_url(e.instance)),
            Column("instance", label=_("Where")),
        ]
        return {**super().get_context_data(**kwargs), "table": Table(columns, Example.objects.remaining())}


class RetentionView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """What the scheduled deletion did, newest first; numbers only."""

    permission_required = "home.view_retentionrun"
    raise_exception = True
    template_name = "wagtailadmin/home/retention.html"
    page_title = _("Scheduled deletion")
    header_icon = "bin"
    _show_breadcrumbs = True
    runs_shown = 90

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns = [
            DateColumn("ran_at", label=_("When")),
            DateColumn("before", label=_("What was older than")),
            Column("counts", label=_("Deleted"), accessor=_counted),
        ]
        runs = RetentionRun.objects.all()[: self.runs_shown]
        return {**super().get_context_data(**kwargs), "table": Table(columns, runs)}


class RetentionMenuItem(MenuItem):
    """The way to the report, for who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(RetentionView.permission_required))


def _counted(run: RetentionRun) -> str:
    return ", ".join(f"{label}: {count}" for label, count in run.counts.items()) or "–"

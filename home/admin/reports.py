"""What is still an example, and what the scheduled deletion did."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, DateColumn, Table, TitleColumn

from home.admin.screens import AdminScreen
from home.clinic.examples import Example
from home.privacy.models import RetentionRun


class ExamplesView(AdminScreen):
    """The values that are still examples, each with a link that leads to where the real one goes."""

    template_name = "wagtailadmin/home/examples.html"
    page_title = _("Examples")
    header_icon = "warning"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        finder = AdminURLFinder(self.request.user)
        columns = [
            TitleColumn("label", label=_("What is still an example"), get_url=lambda e: finder.get_edit_url(e.instance)),
            Column("instance", label=_("Where")),
        ]
        return {**super().get_context_data(**kwargs), "table": Table(columns, Example.objects.remaining())}


class RetentionView(AdminScreen):
    """What the scheduled deletion did, newest first; numbers only."""

    permission_required = "home.view_retentionrun"
    template_name = "wagtailadmin/home/retention.html"
    page_title = _("Scheduled deletion")
    header_icon = "bin"
    runs_shown = 90

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns = [
            DateColumn("ran_at", label=_("When")),
            DateColumn("before", label=_("Deleted if older than")),
            Column("counts", label=_("Deleted"), accessor=_counted),
        ]
        runs = RetentionRun.objects.all()[: self.runs_shown]
        return {**super().get_context_data(**kwargs), "table": Table(columns, runs)}


def _counted(run: RetentionRun) -> str:
    return ", ".join(f"{label}: {count}" for label, count in run.counts.items()) or "–"

"""Tells on the dashboard which scheduled versions could not be published at their hour, and why: the timer tells nobody."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Revision

from home.admin.bulk_actions import form_reasons

# The timer comes every minute.
PATIENCE = timedelta(minutes=5)


class OverduePanel(Component):
    """Lists the pages whose time has come and that are not published, each with the reasons."""

    name = "overdue"
    template_name = "wagtailadmin/readiness/overdue.html"
    order = 50

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"rows": self.rows}


def add_overdue_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Show the panel to those who can publish one of the pages, until it is empty."""
    overdue = Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now() - PATIENCE).order_by("approved_go_live_at")
    rows = []
    for revision in overdue[:20]:
        draft = revision.as_object()
        if draft.permissions_for_user(request.user).can_publish():
            edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
            time = revision.approved_go_live_at
            rows.append({"title": revision.object_str, "url": edit, "time": time, "reasons": form_reasons(draft)})
    if rows:
        panels.append(OverduePanel(rows))

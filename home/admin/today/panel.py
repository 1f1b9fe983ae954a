"""The first panel of the dashboard; `waiting.py` has what it lists, and apps add to it by the hook `register_today_items`."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from home.admin.readiness.board import BoardView
from home.admin.today.acts import quick_acts
from home.admin.today.items import today_items
from home.pages.base import BasePage

# As many as leave room for the acts on a telephone; the others unfold.
AT_ONCE = 5


class TodayPanel(Component):
    """What waits for this person, and beside it what they do most."""

    name = "today"
    template_name = "wagtailadmin/today/panel.html"
    order = 10

    class Media:
        css = {"all": ["home/css/today.css"]}

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        items = today_items(self.user)
        pages = policy_registry.get_by_type(BasePage)
        return {
            "items": items[:AT_ONCE],
            "more": items[AT_ONCE:],
            "acts": quick_acts(self.user),
            "has_pages": pages.user_has_any_permission(self.user, BoardView.any_permission_required),
        }


def add_today(request: HttpRequest, panels: list[Component]) -> None:
    """Begin the dashboard of everybody with it."""
    panels.append(TodayPanel(request.user))


def remove_summary(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Leave the place of core's counts of pages, images and documents to what waits."""
    items.clear()

"""The first panels of the dashboard: how ready the pages are, and what stands between the site and its opening."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from home.admin.readiness.board import BoardView, editable_pages
from home.admin.readiness.gaps import all_gaps
from home.admin.readiness.launch import LaunchItem, launch_items
from home.bilingual.languages import LANGUAGES, column, language_name
from home.bilingual.visibility import State
from home.pages.base import BasePage


class ReadinessPanel(Component):
    """Counts the language versions by state, and the pages by what they want; each count leads to the board."""

    name = "readiness"
    template_name = "wagtailadmin/readiness/panel.html"
    order = 100

    def __init__(self, user: Any) -> None:
        self.pages = editable_pages(user).order_by()

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        states = [column("state", language) for language in LANGUAGES]
        counts = list(self.pages.with_states().values(*states).annotate(count=Count("pk")))
        rows = [
            {
                "language": capfirst(language_name(language)),
                "cells": [
                    {
                        "count": sum(row["count"] for row in counts if row[name] == state),
                        "label": state.label,
                        "url": board_address(**{name: state.value}),
                    }
                    for state in reversed(State)
                ],
            }
            for language, name in zip(LANGUAGES, states, strict=True)
        ]
        return {"states": list(reversed(State)), "rows": rows, "gaps": self._gaps()}

    def _gaps(self) -> list[dict[str, Any]]:
        gaps = all_gaps()
        counts = self.pages.aggregate(**{gap.name: Count("pk", filter=gap.condition) for gap in gaps})
        return [
            {"label": gap.full_label, "count": counts[gap.name], "url": board_address(gap=gap.name)}
            for gap in gaps
            if counts[gap.name]
        ]


class LaunchPanel(Component):
    """Lists what is left to do before the site opens, each with where to do it."""

    name = "launch"
    template_name = "wagtailadmin/readiness/launch.html"
    order = 110

    def __init__(self, items: list[LaunchItem]) -> None:
        self.items = items

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"items": self.items}


def add_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Put the panels on the dashboard of those who work with pages; the launch list until it is empty."""
    policy = policy_registry.get_by_type(BasePage)
    if policy.user_has_any_permission(request.user, BoardView.any_permission_required):
        panels.append(ReadinessPanel(request.user))
    if items := launch_items(request.user):
        panels.append(LaunchPanel(items))


def board_address(**filters: str | list[str]) -> str:
    """Return where the board shows what some filters leave."""
    return f"{reverse('readiness')}?{urlencode(filters, doseq=True)}"

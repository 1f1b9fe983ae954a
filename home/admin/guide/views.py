"""The guide's screens, and its place on the dashboard."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from home.admin.guide.audience import tasks_of
from home.admin.guide.tasks import Task, all_tasks
from home.admin.screens import AdminScreen


class GuideView(AdminScreen):
    """The tasks of the guide that a person has."""

    template_name = "wagtailadmin/home/guide/index.html"
    page_title = _("How do I …?")
    header_icon = "help"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "tasks": tasks_of(self.request.user)}


class TaskView(GuideView):
    """One task, step by step."""

    template_name = "wagtailadmin/home/guide/task.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        # Tasks lead to each other, whoever they are for.
        tasks = {task.slug: task for task in all_tasks()}
        try:
            return {**context, "task": tasks[kwargs["slug"]]}
        except KeyError as error:
            raise Http404 from error

    def get_page_title(self) -> str:
        return next((task.title for task in all_tasks() if task.slug == self.kwargs["slug"]), "")

    def above(self) -> list[dict[str, Any]]:
        return [{"url": reverse("guide"), "label": GuideView.page_title}]


class GuidePanel(Component):
    """The guide on the dashboard."""

    name = "guide"
    order = 900
    template_name = "wagtailadmin/home/guide/panel.html"

    class Media:
        css = {"all": ["home/css/guide.css"]}

    def __init__(self, tasks: list[Task]) -> None:
        self.tasks = tasks

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        return {"tasks": self.tasks}


def add_guide(request: HttpRequest, panels: list[Component]) -> None:
    """Put a person’s own tasks below what else is on the dashboard."""
    if tasks := tasks_of(request.user):
        panels.append(GuidePanel(tasks))

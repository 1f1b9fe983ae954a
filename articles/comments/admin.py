"""What the dashboard says of comments."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from articles.models import Comment, CommentState


class CommentsPanel(Component):
    """Counts the comments in each state; each count leads to the queue."""

    name = "comments"
    template_name = "wagtailadmin/comments/panel.html"
    order = 105

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        counts = dict(Comment.objects.order_by().values_list("state").annotate(Count("pk")))
        queue = reverse("wagtailsnippets_articles_comment:list")
        return {
            "states": [
                {"label": label, "count": counts.get(state, 0), "url": f"{queue}?state={state}"}
                for state, label in CommentState.choices
            ]
        }


def add_comments(request: HttpRequest, panels: list[Component]) -> None:
    """Put the comments after the summary of the pages, for those who answer them."""
    if request.user.has_perm("articles.change_comment"):
        panels.append(CommentsPanel())

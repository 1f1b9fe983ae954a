"""What the articles add to the readiness board: the people and sources that health content needs."""

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePage
from home.readiness.gaps import Gap
from home.readiness.launch import LaunchItem
from home.readiness.panels import board_address


def article_gaps() -> list[Gap]:
    """List what an article may want."""
    return [
        Gap("reviewer", _("No medical reviewer"), _articles(reviewer=None)),
        Gap("sources", _("No sources"), _articles(sources=None)),
        Gap("review", _("Medical review overdue"), _articles(next_review__lt=timezone.localdate())),
        Gap("review_date", _("No date for the next medical review"), _articles(next_review=None)),
    ]


def _articles(**conditions: object) -> Exists:
    return Exists(ArticlePage.objects.filter(Q(**conditions), pk=OuterRef("pk")).order_by())


def review_items(user: Any) -> list[LaunchItem]:
    """Say so while there are articles, none of which a health professional has checked."""
    articles = ArticlePage.objects.order_by()
    if not articles.exists() or articles.exclude(reviewer=None).exists():
        return []
    return [LaunchItem(_("No article has a medical reviewer"), board_address(gap="reviewer"))]

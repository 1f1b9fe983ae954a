"""What the articles add to the readiness board: the people and sources that health content needs."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.permissions import policy_registry

from articles.models import ArticlePage, CaseStoryPage, Consent
from home.admin.readiness.gaps import Gap
from home.admin.readiness.launch import LaunchItem
from home.admin.readiness.panels import board_address
from home.bilingual.bin import in_bin
from home.bilingual.languages import LANGUAGES, column
from home.bilingual.roles import writes_everything
from home.models import BasePage

# How long before its day a medical review, or the end of a consent, is told.
SOON = timedelta(days=30)


def article_gaps() -> list[Gap]:
    """List what an article may want."""
    return [
        Gap("reviewer", _("No medical reviewer"), _articles(reviewer=None)),
        Gap("sources", _("No sources"), _articles(sources=None)),
        Gap("review", _("Medical review overdue"), _articles(next_review__lt=timezone.localdate())),
        Gap("review_soon", _("Medical review due within a month"), _articles(next_review__range=_coming_month())),
        Gap("review_date", _("No date for the next medical review"), _articles(next_review=None)),
        *(
            Gap(column("consent", language), _("No valid consent"), CaseStoryPage.withheld_in(language), language)
            for language in LANGUAGES
        ),
    ]


def _coming_month() -> tuple[date, date]:
    today = timezone.localdate()
    return today, today + SOON


def _articles(**conditions: object) -> Exists:
    return Exists(ArticlePage.objects.filter(Q(**conditions), pk=OuterRef("pk")).order_by())


def review_items(user: Any) -> list[LaunchItem]:
    """Say so, to those who can name one, while there are articles, none of which a health professional has checked."""
    if not _publishes(user):
        return []
    articles = ArticlePage.objects.exclude(in_bin()).order_by()
    if not articles.exists() or articles.exclude(reviewer=None).exists():
        return []
    return [LaunchItem(_("No article has a medical reviewer"), board_address(gap="reviewer"))]


def consent_items(user: Any) -> list[LaunchItem]:
    """List, to those who publish stories or keep consents, the stories whose consent is only an example."""
    if not (_publishes(user) or user.has_perm("articles.change_consent")):
        return []
    finder = AdminURLFinder(user)
    examples = Consent.objects.filter(is_example=True).only("consent_key")
    stories = {
        story.consent_key: story for story in CaseStoryPage.objects.exclude(in_bin()).filter(alias_of=None).order_by("-path")
    }
    note = _("a live site does not show the story; a consent keeper must record a real consent")
    return [
        LaunchItem(
            format_lazy(_("The consent for “{story}” is only an example"), story=story.get_admin_display_title()),
            finder.get_edit_url(consent),
            note,
        )
        for consent in examples
        if (story := stories.get(consent.consent_key))
    ]


def _publishes(user: Any) -> bool:
    return writes_everything(user) and bool(policy_registry.get_by_type(BasePage).user_has_permission(user, "publish"))

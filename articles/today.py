"""What articles, comments and case stories add to the beginning of the dashboard."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from wagtail.permissions import policy_registry

from articles.consent.forms import story_titles
from articles.models import ArticleIndexPage, ArticlePage, CaseStoryIndexPage, Comment, CommentState, Consent
from articles.models.consent import today
from articles.readiness import SOON
from home.admin.readiness.panels import board_address
from home.admin.today.acts import QuickAct
from home.admin.today.items import Thing, TodayItem, find, since, start_of
from home.bilingual.roles import writes_everything
from home.models import BasePage


def comments(user: Any) -> Iterator[TodayItem]:
    """Count the comments that readers wrote and nobody has judged."""
    waiting = Comment.objects.filter(state=CommentState.WAITING).only("created_at")
    if user.has_perm("articles.change_comment") and (found := find(waiting, "created_at")):
        label = ngettext("%(count)s comment to judge", "%(count)s comments to judge", found.total) % {"count": found.total}
        url = f"{reverse('wagtailsnippets_articles_comment:list')}?state={CommentState.WAITING}"
        if found.total == 1:
            url = reverse("wagtailsnippets_articles_comment:edit", args=[found.rows[0].pk])
        yield TodayItem(label, url, found.newest, since(found.first), icon="comment")


def reviews(user: Any) -> Iterator[TodayItem]:
    """Name the articles whose medical review is due within a month, or was due."""
    if not writes_everything(user):
        return
    pages = policy_registry.get_by_type(BasePage).instances_user_has_permission_for(user, "change")
    due = ArticlePage.objects.filter(pk__in=pages.order_by().values("pk"), alias_of=None, next_review__lte=today() + SOON)
    if found := find(due, "next_review", soonest_first=True):
        label = ngettext("%(count)s medical review is due", "%(count)s medical reviews are due", found.total)
        things = [
            Thing(page.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=[page.pk]), _by(page.next_review))
            for page in found.rows
        ]
        url = things[0].url if found.total == 1 else board_address(gap=["review", "review_soon"])
        newest = start_of(found.newest - SOON)
        yield TodayItem(label % {"count": found.total}, url, newest, "", things, icon="glasses")


def consents(user: Any) -> Iterator[TodayItem]:
    """Name, to those who keep the register, the stories that readers lose within a month."""
    if not user.has_perm("articles.change_consent"):
        return
    ending = Consent.objects.valid().filter(until__lte=today() + SOON).only("consent_key", "until")
    if found := find(ending, "until", soonest_first=True):
        titles = story_titles()
        label = ngettext("%(count)s consent ends soon", "%(count)s consents end soon", found.total) % {"count": found.total}
        things = [
            Thing(titles.get(consent.consent_key, consent), reverse("consents:edit", args=[consent.pk]), _by(consent.until))
            for consent in found.rows
        ]
        url = things[0].url if found.total == 1 else reverse("consents:index")
        yield TodayItem(label, url, start_of(found.newest - SOON), "", things, icon="doc-full")


def writing(user: Any) -> Iterator[QuickAct]:
    """Begin an article or a case story in the first list to which a person may add one."""
    if not writes_everything(user):
        return
    parents = policy_registry.get_by_type(BasePage).instances_user_has_permission_for(user, "add").order_by().values("pk")
    for model, page_type, label in (
        (ArticleIndexPage, "articlepage", gettext("New article")),
        (CaseStoryIndexPage, "casestorypage", gettext("New case story")),
    ):
        index = model.objects.filter(pk__in=parents, alias_of=None).order_by("path").values_list("pk", flat=True).first()
        if index:
            yield QuickAct(label, reverse("wagtailadmin_pages:add", args=["articles", page_type, index]), "edit")


def _by(day: Any) -> str:
    return gettext("until %(date)s") % {"date": date_format(day, "DATE_FORMAT")}


ITEMS = (comments, reviews, consents)

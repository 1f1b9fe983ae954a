"""What articles and case stories add to the calendar."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from wagtail.permissions import policy_registry

from articles.models import ArticlePage, Consent
from home.admin.calendar.events import Event
from home.models import BasePage


def reviews(user: Any, first: date, last: date) -> Iterator[Event]:
    """Name the articles whose medical review is due."""
    pages = policy_registry.get_by_type(BasePage).instances_user_has_permission_for(user, "change")
    due = ArticlePage.objects.filter(pk__in=pages.order_by().values("pk"), alias_of=None, next_review__range=(first, last))
    for page in due:
        label = gettext("Medical review due: %s") % page.get_admin_display_title()
        yield Event(page.next_review, label, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def consents(user: Any, first: date, last: date) -> Iterator[Event]:
    """Tell those who keep the register when a consent ends; not whose, since a calendar program may be anybody's."""
    if user.has_perm("articles.change_consent"):
        for consent in Consent.objects.valid().filter(until__range=(first, last)):
            yield Event(consent.until, gettext("A consent ends"), reverse("consents:edit", args=[consent.pk]))


EVENTS = (reviews, consents)

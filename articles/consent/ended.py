"""Which stories no bin may keep: those that the patient has withdrawn, or whose consents have all ended."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.consent.withdrawal import withdrawals
from articles.models import CaseStoryPage, Consent
from articles.models.consent import today


def ended_stories(pages: QuerySet) -> QuerySet:
    """Find, among some pages, those stories; a story that never had a consent is being written, and is kept."""
    given = Consent.objects.filter(consent_key=OuterRef("consent_key")).order_by()
    going_on = given.filter(Q(until=None) | Q(until__gte=today()))
    ended = Q(Exists(given)) & ~Q(Exists(going_on))
    return CaseStoryPage.objects.filter(ended | Q(consent_key__in=list(withdrawals())), pk__in=pages.order_by().values("pk"))

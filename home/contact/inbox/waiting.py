"""What waits in the inbox, for the dashboard and the menu."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from home.contact.submission import ContactSubmission, RequestState

VIEW, CHANGE, DELETE = (f"home.{act}_contactsubmission" for act in ("view", "change", "delete"))


@dataclass(frozen=True)
class WaitingRequests:
    """How many requests wait; QUERIES has what the address of the list adds to show them."""

    # Read by nobody yet.
    new: int = 0
    # New, or read and neither answered nor closed.
    unanswered: int = 0
    # Those of the unanswered that are assigned to the person.
    mine: int = 0
    # Of which the person, or nobody in particular, is to be reminded today or before.
    due: int = 0


QUERIES = {
    "new": "state=new",
    "unanswered": "state=new&state=read",
    "mine": "assigned=me&state=new&state=read",
    "due": "reminder=due",
}


def waiting_requests(user: Any) -> WaitingRequests:
    """Count what waits for a person; nothing for who may not see the requests. One query."""
    if not user.has_perm(VIEW):
        return WaitingRequests()
    unanswered = Q(state__in=(RequestState.NEW, RequestState.READ))
    own = Q(assigned_to=user) | Q(assigned_to=None)
    due = Q(remind_on__lte=timezone.localdate()) & own & ~Q(state=RequestState.CLOSED)
    conditions = {
        "new": Q(state=RequestState.NEW),
        "unanswered": unanswered,
        "mine": unanswered & Q(assigned_to=user),
        "due": due,
    }
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    # Those that are done with are the most, and no longer asked for.
    waiting = ContactSubmission.objects.exclude(state=RequestState.CLOSED).order_by()
    return WaitingRequests(**waiting.aggregate(**counts))

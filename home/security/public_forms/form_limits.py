"""How many forms came from one place, without keeping where that is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from home.security.client_address import client_address
from home.security.public_forms.models import FormAttempt

# More within an hour are looked at twice; more within a day are refused.
MOST_AN_HOUR = 5
MOST_A_DAY = 30


@dataclass(frozen=True)
class Attempts:
    """How often somebody has sent a form of one kind, this time included."""

    last_hour: int
    today: int

    @property
    def are_doubtful(self) -> bool:
        return self.last_hour > MOST_AN_HOUR

    @property
    def are_too_many(self) -> bool:
        return self.today > MOST_A_DAY


def count_attempt(kind: str, request: HttpRequest) -> Attempts:
    """Count a form from the request's sender, in every process alike, and forget those of earlier days."""
    now = timezone.now()
    forget_earlier_days()
    digest = salted_hmac(f"home.senders {kind} {_midnight().date()}", client_address(request), algorithm="sha256")
    sender = digest.hexdigest()
    FormAttempt.objects.create(sender=sender, made_at=now)
    last_hour = Count("pk", filter=Q(made_at__gt=now - timedelta(hours=1)))
    return Attempts(**FormAttempt.objects.filter(sender=sender).aggregate(last_hour=last_hour, today=Count("pk")))


def forget_earlier_days() -> int:
    """Delete what was counted before today; returns how many there were."""
    return FormAttempt.objects.filter(made_at__lt=_midnight()).delete()[0]


def _midnight() -> datetime:
    """Return when the clinic's day began."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)

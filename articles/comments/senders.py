"""How many comments came from one place, without keeping where that is."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.models import CommentAttempt
from home.client_address import client_address

# More within an hour are taken for spam; more within a day are refused.
MOST_AN_HOUR = 5
MOST_A_DAY = 30


@dataclass(frozen=True)
class Attempts:
    """How often somebody has sent a comment, this time included."""

    last_hour: int
    today: int

    @property
    def are_doubtful(self) -> bool:
        return self.last_hour > MOST_AN_HOUR

    @property
    def are_too_many(self) -> bool:
        return self.today > MOST_A_DAY


def count_attempt(request: HttpRequest) -> Attempts:
    """Count a comment from the request's sender, in every process alike, and forget those of earlier days."""
    now = timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    CommentAttempt.objects.filter(made_at__lt=midnight).delete()
    sender = salted_hmac(
        f"articles.comments.senders {midnight.date()}", client_address(request), algorithm="sha256"
    ).hexdigest()
    CommentAttempt.objects.create(sender=sender, made_at=now)
    attempts = CommentAttempt.objects.filter(sender=sender)
    last_hour = Count("pk", filter=Q(made_at__gt=now - timedelta(hours=1)))
    return Attempts(**attempts.aggregate(last_hour=last_hour, today=Count("pk")))

"""How many comments came from one place, without keeping where that is."""

import ipaddress
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.models import CommentAttempt

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
    sender = salted_hmac(f"articles.comments.senders {midnight.date()}", _network(request), algorithm="sha256").hexdigest()
    CommentAttempt.objects.create(sender=sender, made_at=now)
    attempts = CommentAttempt.objects.filter(sender=sender)
    last_hour = Count("pk", filter=Q(made_at__gt=now - timedelta(hours=1)))
    return Attempts(**attempts.aggregate(last_hour=last_hour, today=Count("pk")))


def _network(request: HttpRequest) -> str:
    """Name the place a request came from; a home has a whole IPv6 network of /64 to itself."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PRODUCTION:
        # The last entry is the one that our own proxy wrote.
        address = request.headers.get("X-Forwarded-For", address).rsplit(",", 1)[-1].strip()
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    prefix = 64 if parsed.version == 6 else 32
    return str(ipaddress.ip_network(f"{parsed}/{prefix}", strict=False))

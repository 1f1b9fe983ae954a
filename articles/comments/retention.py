"""What is forgotten of a comment when the clinic's period is over; the comment stays."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from articles.models import Comment


def addresses_part() -> tuple[str, Callable[[datetime], int]]:
    """Let the retention command clear the addresses, too."""
    return _("E-mail addresses of comments"), clear_addresses


def clear_addresses(before: datetime) -> int:
    """Forget the e-mail addresses of the comments written before a moment; returns how many there were."""
    return Comment.objects.filter(created_at__lt=before).exclude(email="").update(email="")

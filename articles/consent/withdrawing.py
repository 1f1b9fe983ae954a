"""Withdrawing a consent: one act that clears the site of a story, and does so again after a restore."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from articles.consent.traces import Traces
from articles.consent.withdrawals import remember, withdrawals
from articles.models import CaseStoryPage, Consent, Withdrawal
from home.bilingual.languages import in_default_language


@in_default_language
@transaction.atomic
def withdraw(key: uuid.UUID, user: Any = None) -> None:
    """Clear the site of a story, of its copies and of everything that tells of them; that and when is all that is kept."""
    remember(key, timezone.now())
    _clear(key, user, "consent.withdraw")


@in_default_language
def honour_withdrawals() -> int:
    """Clear the site again of every story whose consent was withdrawn; returns how many had come back."""
    returned = 0
    for key, moment in withdrawals().items():
        with transaction.atomic():
            remember(key, moment)
            if _is_held(key):
                _clear(key, None, "consent.honour")
                returned += 1
    return returned


def _is_held(key: uuid.UUID) -> bool:
    return CaseStoryPage.objects.filter(consent_key=key).exists() or Consent.objects.filter(consent_key=key).exists()


def _clear(key: uuid.UUID, user: Any, action: str) -> None:
    Traces(key).clear()
    Consent.objects.filter(consent_key=key).delete()
    log(instance=Withdrawal.objects.get(consent_key=key), action=action, user=user)

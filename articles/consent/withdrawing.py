"""Withdrawing a consent: one act that clears the site of a story, and does so again after a restore."""

import uuid
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from wagtail.log_actions import log

from articles.consent.erasing import Traces
from articles.consent.withdrawals import remember, withdrawals
from articles.models import CaseStoryPage, Consent, StoryTrace, Withdrawal
from home.bilingual.languages import in_default_language


@in_default_language
@transaction.atomic
def withdraw(key: uuid.UUID, user: Any = None) -> list[models.Model]:
    """Clear the site of a story, of its copies and of everything that tells of them; that and when is all that is kept.

    Returns what a person should read, since only they can see whether its words tell of the patient.
    """
    remember(key, timezone.now())
    return _clear(key, user, "consent.withdraw")


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
    return any(model._base_manager.filter(consent_key=key).exists() for model in (CaseStoryPage, Consent, StoryTrace))


def _clear(key: uuid.UUID, user: Any, action: str) -> list[models.Model]:
    to_read = Traces(key).clear()
    Consent.objects.filter(consent_key=key).delete()
    log(instance=Withdrawal.objects.get(consent_key=key), action=action, user=user)
    return to_read

"""Deletes what is older than the clinic keeps it: each part of the site registers its own clearing, through one hook.

A part registers, for the hook `retention`, a function that returns the name of what it clears (a lazy string) and a function
that takes a time, clears what is older, and returns how many rows it cleared.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from home.bilingual.languages import DEFAULT_LANGUAGE
from home.clinic.models import ClinicSettings
from home.contact.submission import ContactSubmission
from home.outbox.models import Mail
from home.privacy.models import RetentionRun

logger = logging.getLogger(__name__)

HOOK = "retention"
Clear = Callable[[datetime], int]

# A mail that has been sent has done its work; its text is in the recipient's hands.
SENT_MAIL_KEPT = timedelta(days=30)
DAYS_OF_A_MONTH = 30.44


def clear_all() -> tuple[RetentionRun, list[str]]:
    """Let every part clear what is too old and note what they did; returns the note and the parts that failed."""
    before = timezone.now() - timedelta(days=ClinicSettings.load().months_kept * DAYS_OF_A_MONTH)
    counts, failed = {}, []
    for part in hooks.get_hooks(HOOK):
        with translation.override(DEFAULT_LANGUAGE):
            label, clear = part()
            label = str(label)
        try:
            with transaction.atomic():
                counts[label] = clear(before)
        except Exception:
            # What one part cannot do must not keep the others from their duty.
            logger.exception("Scheduled deletion of “%s” failed", label)
            failed.append(label)
    return RetentionRun.objects.create(before=before, counts=counts), failed


def requests_part() -> tuple[str, Clear]:
    return _("Requests"), clear_requests


def mails_part() -> tuple[str, Clear]:
    return _("E-mails"), clear_mails


def clear_requests(before: datetime) -> int:
    """Delete the requests that are too old, with their history, and count the requests."""
    deleted = ContactSubmission.objects.filter(submit_time__lt=before).delete()[1]
    return deleted.get(ContactSubmission._meta.label, 0)


def clear_mails(before: datetime) -> int:
    """Delete the mails that were sent a while ago, and all that are too old, sent or not."""
    sent = Mail.objects.filter(sent_at__lt=timezone.now() - SENT_MAIL_KEPT)
    return int((sent | Mail.objects.filter(created_at__lt=before)).delete()[0])

"""The list of withdrawals: in the database, and in a file that no restore of a backup takes back."""

import logging
import uuid
from datetime import datetime

from django.conf import settings

from articles.models import Withdrawal
from home.operations.backups.withdrawals import append, listed
from home.operations.loader.source import Document

logger = logging.getLogger(__name__)


def withdrawals() -> dict[uuid.UUID, datetime]:
    """Return when each consent was withdrawn, by its key, whether the database or only the file knows it."""
    return {**listed(), **dict(Withdrawal.objects.values_list("consent_key", "withdrawn_at"))}


def is_withdrawn(document: Document) -> bool:
    """Tell whether a content file is about a story whose consent was withdrawn."""
    node = document.fields.get("consent_key")
    return node is not None and uuid.UUID(node.text()) in withdrawals()


def remember(key: uuid.UUID, moment: datetime) -> bool:
    """Write a withdrawal into both lists; returns whether the file has it.

    The file that cannot be written is written by `honourwithdrawals` later.
    """
    Withdrawal.objects.get_or_create(consent_key=key, defaults={"withdrawn_at": moment})
    if key in listed():
        return True
    try:
        append([f"{moment.isoformat()} {key}".encode()])
    except OSError:
        logger.exception("A withdrawal is missing in %s; mend that and run honourwithdrawals", settings.WITHDRAWALS_FILE)
        return False
    return True

"""The list of withdrawals: in the database, and in a file that no restore of a backup takes back."""

import logging
import os
import uuid
from datetime import datetime

from django.conf import settings

from articles.models import Withdrawal
from home.loader.source import Document

logger = logging.getLogger(__name__)


def withdrawals() -> dict[uuid.UUID, datetime]:
    """Return when each consent was withdrawn, by its key, whether the database or only the file knows it."""
    return {**_from_file(), **dict(Withdrawal.objects.values_list("consent_key", "withdrawn_at"))}


def is_withdrawn(document: Document) -> bool:
    """Tell whether a content file is about a story whose consent was withdrawn."""
    node = document.fields.get("consent_key")
    return node is not None and uuid.UUID(node.text()) in withdrawals()


def remember(key: uuid.UUID, moment: datetime) -> None:
    """Write a withdrawal into both lists; the file that cannot be written is written by `honourwithdrawals` later."""
    Withdrawal.objects.get_or_create(consent_key=key, defaults={"withdrawn_at": moment})
    if key in _from_file():
        return
    try:
        with settings.WITHDRAWALS_FILE.open("a", encoding="ascii") as file:
            file.write(f"{moment.isoformat()} {key}\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        logger.exception("A withdrawal is missing in %s; mend that and run honourwithdrawals", settings.WITHDRAWALS_FILE)


def _from_file() -> dict[uuid.UUID, datetime]:
    if not settings.WITHDRAWALS_FILE.exists():
        return {}
    lines = (line.split() for line in settings.WITHDRAWALS_FILE.read_text(encoding="ascii").splitlines())
    return {uuid.UUID(key): datetime.fromisoformat(moment) for moment, key in lines}

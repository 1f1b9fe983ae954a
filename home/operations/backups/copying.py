"""A copy of a new archive in another place, and the word to whoever watches that there is one."""

import hashlib
import http.client
import logging
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from django.conf import settings

from home.operations.backups.archive import CHUNK, read_chunks
from home.operations.backups.backup import older
from home.operations.backups.errors import BackupError
from home.operations.backups.places import place_of
from home.operations.masking import masked
from home.operations.progress import QUIET, Progress

logger = logging.getLogger(__name__)

TIMEOUT = 10  # seconds


class CopyError(BackupError):
    """The archive is whole on this server, and nowhere else."""


def copy(path: Path, keep_days: int | None = None, progress: Progress = QUIET) -> str:
    """Bring an archive to the place that BACKUP_COPY names, read it back, and return the place.

    With `keep_days`, archives there that are older are deleted once the new one is found to be whole.
    Raises CopyError, and nothing that was in either place before is touched.
    """
    place = None
    try:
        place = place_of(settings.BACKUP_COPY)
        place.put(path)
        with path.open("rb") as file:
            expected = _digest(read_chunks(file))
        if _digest(progress.measure("Reading the copy", place.read(path.name))) != expected:
            place.delete(path.name)
            raise BackupError("what arrived there is not what was sent, and was deleted")
        for former in older(place.names(), keep_days):
            place.delete(former)
    # What S3's clients raise has no common ancestor.
    except Exception as error:
        raise CopyError(f"{path} is whole, and was not copied to {place or 'another place'}: {masked(str(error))}.") from error
    return str(place)


def _digest(chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def report() -> None:
    """Call BACKUP_HEARTBEAT; whoever keeps it raises the alarm where no call comes. Never fails."""
    address = settings.BACKUP_HEARTBEAT
    if not address:
        return
    try:
        with urlopen(address, timeout=TIMEOUT) as answer:  # noqa: S310 - the operator's own address
            answer.read(CHUNK)
    except (OSError, ValueError, http.client.HTTPException) as error:
        # The path is a secret: whoever knows it can say that all is well.
        logger.warning("BACKUP_HEARTBEAT at %s was not reached: %s", urlsplit(address).hostname, masked(str(error)))

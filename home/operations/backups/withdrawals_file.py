"""The list of withdrawn consents, a file that no restore takes back: a restored site never knows fewer than it did before."""

import fcntl
import logging
import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings

from home.operations.backups.archive import Archive, Writer
from home.operations.backups.errors import BackupError

logger = logging.getLogger(__name__)

MEMBER = "withdrawals"
# A moment and a key. What was torn from the next line by a full disk may stand before them.
MOMENT = rb"\d{4}-\d\d-\d\dT[\d:.]{5,15}(?:Z|[+-]\d\d:\d\d)?"
ENTRY = re.compile(rb"(%b) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[ \r]*$" % MOMENT, re.IGNORECASE)


def listed() -> dict[UUID, datetime]:
    """Return when each consent was withdrawn, by its key; a line that cannot be read is reported and passed over."""
    try:
        content = settings.WITHDRAWALS_FILE.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError:
        logger.exception("The list of withdrawals cannot be read: %s", settings.WITHDRAWALS_FILE)
        return {}
    return _entries(content)


def append(lines: Iterable[bytes]) -> None:
    """Add lines to the list, all or none; raises OSError where that is not possible."""
    text = b"".join(line + b"\n" for line in lines)
    path = settings.WITHDRAWALS_FILE
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
    try:
        # Two processes, and a restore beside them, may withdraw at the same time.
        fcntl.flock(file, fcntl.LOCK_EX)
        size = os.fstat(file).st_size
        # What was torn stays a line of its own.
        is_torn = size > 0 and os.pread(file, 1, size - 1) != b"\n"
        try:
            _write(file, b"\n" + text if is_torn else text)
            os.fsync(file)
        except OSError:
            os.ftruncate(file, size)
            raise
    finally:
        os.close(file)


def add_withdrawals(writer: Writer) -> None:
    path = settings.WITHDRAWALS_FILE
    if path.exists():
        writer.add(MEMBER, [path.read_bytes()])


def unite_withdrawals(archive: Archive) -> None:
    """Append what the archive knows and the site's own list lacks; a line that the site writes meanwhile stays."""
    if MEMBER not in archive.manifest["members"]:
        return
    path = settings.WITHDRAWALS_FILE
    try:
        known = set(path.read_bytes().splitlines()) if path.exists() else set()
        if new := [line for line in archive.open(MEMBER).read().splitlines() if line not in known]:
            path.parent.mkdir(parents=True, exist_ok=True)
            append(new)
    except OSError as error:
        raise BackupError(f"The list of withdrawals cannot be written: {error}. Nothing was restored.") from error


def _entries(content: bytes) -> dict[UUID, datetime]:
    entries = {}
    for number, line in enumerate(content.split(b"\n"), 1):
        found = ENTRY.search(line)
        try:
            entry = (UUID(found[2].decode()), datetime.fromisoformat(found[1].decode())) if found else None
        except ValueError:
            entry = None
        if entry:
            key, moment = entry
            entries[key] = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        if line.strip() and (entry is None or (found and found.start() > 0)):
            logger.error("Line %s of %s cannot be read and is passed over", number, settings.WITHDRAWALS_FILE)
    return entries


def _write(file: int, data: bytes) -> None:
    """Write all of it; where the disk is full, less is taken without a word, and only the next attempt fails."""
    while data:
        data = data[os.write(file, data) :]

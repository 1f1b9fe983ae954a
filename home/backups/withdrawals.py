"""The list of withdrawn consents: a restored site never knows fewer of them than it did before."""

import os

from django.conf import settings

from home.backups.archive import Archive, Writer

MEMBER = "withdrawals"


def add_withdrawals(writer: Writer) -> None:
    path = settings.WITHDRAWALS_FILE
    if path.exists():
        writer.add(MEMBER, [path.read_bytes()])


def unite_withdrawals(archive: Archive) -> None:
    """Append the archive's lines that the site's own list lacks; a line that the site writes meanwhile stays."""
    path = settings.WITHDRAWALS_FILE
    if MEMBER not in archive.manifest["members"]:
        return
    known = set(path.read_bytes().splitlines()) if path.exists() else set()
    new = [line for line in b"".join(archive.chunks(MEMBER)).splitlines() if line not in known]
    if new:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(b"".join(line + b"\n" for line in new))
            file.flush()
            os.fsync(file.fileno())

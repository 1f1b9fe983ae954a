"""The list of withdrawn consents: a restored site never knows fewer of them than it did before."""

from django.conf import settings

from home.backups.archive import Archive, Writer

MEMBER = "withdrawals"


def add_withdrawals(writer: Writer) -> None:
    path = settings.WITHDRAWALS_FILE
    if path.exists():
        writer.add(MEMBER, [path.read_bytes()])


def unite_withdrawals(archive: Archive) -> None:
    """Add the archive's lines that the site's own list lacks; none is ever taken away."""
    path = settings.WITHDRAWALS_FILE
    if MEMBER not in archive.manifest["members"]:
        return
    lines = path.read_bytes().splitlines() if path.exists() else []
    known = set(lines)
    new = [line for line in b"".join(archive.chunks(MEMBER)).splitlines() if line not in known]
    if new:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        part.write_bytes(b"".join(line + b"\n" for line in [*lines, *new]))
        part.replace(path)

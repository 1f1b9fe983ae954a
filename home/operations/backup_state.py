"""What became of the backups: the newest of them, and how each of the timers' three acts last ended."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from home.operations.models import ScheduledRun

ARCHIVE = re.compile(r"backup-.*\.zip(\.age)?")
ACTS = BACKUP, COPY, VERIFY = "backup", "backup copy", "backup verify"
NEVER = datetime.fromtimestamp(0, UTC)


def archives(folder: Path) -> list[Path]:
    """List the archives of a folder, the newest last. Each has its name once it is whole, and that says when it was begun."""
    return sorted(path for path in folder.glob("backup-*") if ARCHIVE.fullmatch(path.name))


def newest_backup() -> datetime | None:
    """Return when the newest archive on this server was finished."""
    return _finished(archives(settings.BACKUP_ROOT)[-1:])


def oldest_backup() -> datetime | None:
    return _finished(archives(settings.BACKUP_ROOT)[:1])


def _finished(paths: list[Path]) -> datetime | None:
    return datetime.fromtimestamp(paths[0].stat().st_mtime, UTC) if paths else None


def succeeded(act: str) -> None:
    ScheduledRun.objects.update_or_create(name=act, defaults={"ended_at": timezone.now(), "problem": ""})


def failed(act: str, problem: str) -> None:
    """Keep why an act failed, and when it last succeeded."""
    # What there is to say of the failure is worth more than that it cannot be kept.
    with suppress(DatabaseError):
        ScheduledRun.objects.update_or_create(
            name=act, defaults={"problem": problem[:500]}, create_defaults={"problem": problem[:500], "ended_at": NEVER}
        )


def outcomes() -> dict[str, ScheduledRun]:
    """Return how each act last ended: `ended_at` says when it last succeeded."""
    return {run.name: run for run in ScheduledRun.objects.filter(name__in=ACTS)}

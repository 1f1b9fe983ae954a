"""Making a backup."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from home.operations.backups.archive import create_archive
from home.operations.backups.database import current_schema, dump, only_one
from home.operations.backups.errors import BackupError
from home.operations.backups.files import add_files
from home.operations.backups.finish import finish
from home.operations.backups.withdrawals_file import add_withdrawals

FORMAT = 2
NAME, NAMES = "backup-{:%Y-%m-%d-%H%M%S}.zip", "backup-*.zip"
# How much more than the newest archive the next one may need.
ROOM = 1.5


def back_up(folder: Path, keep_days: int | None = None) -> Path:
    """Put the whole site into a new archive in a folder, and return its path.

    With `keep_days`, archives of this folder that are older are deleted once the new one is complete.
    Raises BackupError where another backup or a restore runs, and where the disk is almost full.
    """
    with only_one():
        # Files that a restore still has to put in their places would be missing.
        finish()
        _make_room(folder)
        path = folder / NAME.format(timezone.now())
        with create_archive(path) as writer:
            # The rows come before the files: a file may be newer than its row, never missing for it.
            dump(writer)
            add_files(writer)
            add_withdrawals(writer)
            writer.close(_manifest())
        if keep_days is not None:
            _forget_older(folder, keep_days)
    return path


def _make_room(folder: Path) -> None:
    for killed in folder.glob(f"{NAMES}.part"):
        killed.unlink()
    if newest := max(folder.glob(NAMES), default=None):
        needed, free = ROOM * newest.stat().st_size, shutil.disk_usage(folder).free
        if free < needed:
            raise BackupError(
                f"{folder} has {free / 1e6:.1f} MB left; a backup may need {needed / 1e6:.1f} MB. Make room first."
            )


def _manifest() -> dict[str, Any]:
    migrations: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        migrations.setdefault(app, []).append(name)
    return {
        "format": FORMAT,
        "made": timezone.now().isoformat(timespec="seconds"),
        "site": settings.SITE_ADDRESS,
        "postgresql": connection.get_database_version(),
        "schema": current_schema(),
        "migrations": migrations,
    }


def _forget_older(folder: Path, days: int) -> None:
    oldest = NAME.format(timezone.now() - timedelta(days=days))
    for path in folder.glob(NAMES):
        if path.name < oldest:
            path.unlink()

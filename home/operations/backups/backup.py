"""Making a backup."""

import re
import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from home.operations.backup_state import archives
from home.operations.backups.archive import create_archive
from home.operations.backups.database import current_schema, dump, only_one
from home.operations.backups.errors import BackupError
from home.operations.backups.files import add_files
from home.operations.backups.finish import finish
from home.operations.backups.keys import Throwaway, name_ending, recipients
from home.operations.backups.withdrawals_file import add_withdrawals
from home.operations.progress import QUIET, Progress

FORMAT = 2
NAME = "backup-{:%Y-%m-%d-%H%M%S}"
# What is deleted when it is old: others may keep files of theirs in the same place.
OURS = re.compile(r"backup-\d{4}-\d\d-\d\d-\d{6}(-for-[-a-z0-9]+)?\.zip(\.age)?")
# How much more than the newest archive the next one may need.
ROOM = 1.5


def back_up(folder: Path, keep_days: int | None = None, progress: Progress = QUIET) -> Path:
    """Put the whole site into a new archive in a folder, and return its path.

    With `keep_days`, archives of this folder that are older are deleted once the new one is complete.
    Raises BackupError where another backup or a restore runs, and where the disk is almost full.
    """
    owners = recipients()
    throwaway = Throwaway()
    with only_one():
        # Files that a restore still has to put in their places would be missing.
        finish()
        _make_room(folder)
        path = folder / f"{NAME.format(timezone.now())}{name_ending(owners)}"
        with create_archive(path, [*owners, throwaway.recipient] if owners else []) as writer:
            # The rows come before the files: a file may be newer than its row, never missing for it.
            tables = dump(writer, progress)
            add_files(writer, progress)
            add_withdrawals(writer)
            writer.close({**_manifest(), "tables": tables})
        if owners:
            throwaway.keep(path)
        for former in older([path.name for path in archives(folder)], keep_days):
            (folder / former).unlink()
    return path


def older(names: Iterable[str], keep_days: int | None) -> list[str]:
    """Name the archives that were begun more than some days ago; none without a number."""
    if keep_days is None:
        return []
    oldest = NAME.format(timezone.now() - timedelta(days=keep_days))
    return [name for name in names if OURS.fullmatch(name) and name < oldest]


def _make_room(folder: Path) -> None:
    for killed in folder.glob("backup-*.part"):
        killed.unlink()
    if found := archives(folder):
        needed, free = ROOM * found[-1].stat().st_size, shutil.disk_usage(folder).free
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

"""Making a backup."""

import json
import platform
from datetime import timedelta
from pathlib import Path
from typing import Any

import django
import wagtail
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from home.backups.archive import create_archive
from home.backups.database import BACKUP_LOCK, DESCRIPTION, dump, one_moment, only_one
from home.backups.files import add_files
from home.backups.withdrawals import add_withdrawals

FORMAT = 1
NAME = "backup-{:%Y-%m-%d-%H%M%S}.zip"


def back_up(folder: Path, keep_days: int | None = None) -> Path:
    """Put the whole site into a new archive in a folder, and return its path.

    With `keep_days`, archives of this folder that are older are deleted once the new one is complete.
    """
    with only_one(BACKUP_LOCK), one_moment() as raw:
        for killed in folder.glob("backup-*.zip.part"):
            killed.unlink()
        path = folder / NAME.format(timezone.now())
        with create_archive(path) as writer:
            # The moment of the rows is fixed before the files are read: a file may be newer than its row, never missing for it.
            description = dump(raw, writer)
            writer.add(DESCRIPTION, [_as_json(description)])
            add_files(writer)
            add_withdrawals(writer)
            writer.close(_manifest(description))
        if keep_days is not None:
            _forget_older(folder, keep_days)
    return path


def _manifest(description: dict[str, Any]) -> dict[str, Any]:
    migrations: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        migrations.setdefault(app, []).append(name)
    return {
        "format": FORMAT,
        "made": timezone.now().isoformat(timespec="seconds"),
        "site": settings.SITE_ADDRESS,
        "versions": {
            "python": platform.python_version(),
            "django": django.get_version(),
            "wagtail": wagtail.__version__,
            "postgresql": ".".join(map(str, connection.get_database_version())),
        },
        "migrations": migrations,
        "rows": description["rows"],
    }


def _as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _forget_older(folder: Path, days: int) -> None:
    oldest = NAME.format(timezone.now() - timedelta(days=days))
    for path in folder.glob("backup-*.zip"):
        if path.name < oldest:
            path.unlink()

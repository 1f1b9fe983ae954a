from datetime import UTC, datetime

from django.conf import settings


def newest_backup() -> datetime | None:
    """Return when the newest archive on this server was finished: one has its name only once it is whole."""
    # Their names say when they were begun.
    newest = max(settings.BACKUP_ROOT.glob("backup-*.zip"), default=None)
    return datetime.fromtimestamp(newest.stat().st_mtime, UTC) if newest else None

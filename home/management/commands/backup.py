import errno
import logging
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.operations.backups import BackupError, back_up
from home.operations.masking import masked

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """The operator's and the timer's way to a backup."""

    help = "Put the whole site (rows, uploaded files, withdrawn consents) into one file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.BACKUP_ROOT, help="where to (default: BACKUP_ROOT)")
        parser.add_argument("--keep-days", type=int, help="afterwards delete the backups of this folder that are older")

    def handle(self, *args: Any, folder: Path, keep_days: int | None, **options: Any) -> None:
        try:
            path = back_up(folder, keep_days)
        except Exception as error:
            # Nobody watches the timer; the log reaches the operator.
            logger.error("The backup failed: %s", masked(repr(error)))
            if isinstance(error, BackupError):
                raise CommandError(str(error)) from error
            if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise CommandError(f"The disk of {folder} is full, and no backup was made. Make room first.") from error
            raise
        self.stdout.write(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")

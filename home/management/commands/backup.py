import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.operations.backup_state import BACKUP, COPY, VERIFY, failed, succeeded
from home.operations.backups import BackupError, BusyError, back_up, copy, new_key, report, verify
from home.operations.masking import masked
from home.operations.progress import Progress

logger = logging.getLogger(__name__)

# The archive is whole on this server, so that a new one is not wanted at once.
NOT_COPIED = 2


class Command(BaseCommand):
    """The operator's and the timers' way to a backup."""

    help = "Put the whole site (rows, uploaded files, withdrawn consents) into one file, and a copy where BACKUP_COPY says."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.BACKUP_ROOT, help="where to (default: BACKUP_ROOT)")
        parser.add_argument("--keep-days", type=int, help="afterwards delete older backups of this folder, and their copies")
        parser.add_argument("--verify", action="store_true", help="try instead whether the newest backup could be restored")
        parser.add_argument("--identity", default="", help="for --verify: a file with another private key, or - to type it")
        parser.add_argument("--new-key", action="store_true", help="print a new private key and its public one instead")

    def handle(self, *args: Any, folder: Path, keep_days: int | None, **options: Any) -> None:
        progress = Progress(self.stdout)
        if options["new_key"]:
            self.stdout.write(new_key(), ending="")
        elif options["verify"]:
            # Another key is not what the timer tries.
            with _noted(VERIFY, folder, is_kept=not options["identity"]):
                self.stdout.write(verify(folder, options["identity"], progress))
        else:
            with _noted(BACKUP, folder):
                path = back_up(folder, keep_days, progress)
            self.stdout.write(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")
            if settings.BACKUP_COPY:
                with _noted(COPY, folder):
                    self.stdout.write(f"The copy in {copy(path, keep_days, progress)} is whole.")
            report()


@contextmanager
def _noted(act: str, folder: Path, *, is_kept: bool = True) -> Iterator[None]:
    """Let the log and, where it is kept, the dashboard know how an act ends: nobody watches the timer."""
    try:
        yield
    except Exception as error:
        is_full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        sentence = f"The disk of {folder} is full, and no backup was made. Make room first." if is_full else str(error)
        logger.error("Failed: %s: %s", act, masked(repr(error)))
        # Another one runs, and will say how it ended.
        if is_kept and not isinstance(error, BusyError):
            failed(act, masked(sentence))
        if is_full or isinstance(error, BackupError):
            raise CommandError(sentence, returncode=NOT_COPIED if act == COPY else 1) from error
        raise
    if is_kept:
        succeeded(act)

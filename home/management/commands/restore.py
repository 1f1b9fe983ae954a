from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.operations.backups import BackupError, restore
from home.operations.progress import Progress


class Command(BaseCommand):
    """The operator's way back."""

    help = "Make the site what it was when a backup was made. The running site stays as it is until everything is ready."
    # An empty database is a good place for a backup.
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="also over a site that has content, which is lost")

        parser.add_argument(
            "--identity",
            default=settings.BACKUP_IDENTITY,
            help="the file with the private key of an encrypted backup, or - to type it (default: BACKUP_IDENTITY)",
        )

    def handle(self, *args: Any, file: Path, replace: bool, identity: str, **options: Any) -> None:
        try:
            restore(file, replace=replace, identity=identity, progress=Progress(self.stdout))
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("The site is restored. Restart its web processes.")

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.operations.backups import BackupError, restore


class Command(BaseCommand):
    """The operator's way back."""

    help = "Make the site what it was when a backup was made. The running site stays as it is until everything is ready."
    # An empty database is a good place for a backup.
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="also over a site that has content, which is lost")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            restore(file, replace=replace, tell=self.stdout.write)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("The site is restored. Restart its web processes.")

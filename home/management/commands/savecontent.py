from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.operations.loader import ContentError
from home.operations.loader.saving import save


class Command(BaseCommand):
    """Writes the content files as the site is now."""

    help = (
        "Write what was loaded back as content files: to the byte what nobody has changed, and of the rest what has. "
        "What was made in the admin has no file."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder for the files; each app has its own in it")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            saved = save(folder)
        except (ContentError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Content: {len(saved.changed)} changed, {len(saved.unchanged)} unchanged, in {folder}.")
        for reason in saved.left_out:
            self.stdout.write(f"Left out: {reason}")

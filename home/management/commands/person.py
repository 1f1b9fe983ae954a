from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.privacy.personal_data import erase, export, holdings, note_reading


class Command(BaseCommand):
    """A person's rights from the command line: find, hand over, delete."""

    help = "Find what is held about an e-mail address, a telephone number or a name; write it to a file, or delete it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("words", nargs="+", help="an e-mail address, a telephone number or a name")
        parser.add_argument("--export", type=Path, metavar="FILE", help="write what is found as JSON")
        parser.add_argument("--erase", action="store_true", help="delete all that is found")

    def handle(self, *args: Any, words: list[str], **options: Any) -> None:
        found = list(holdings(" ".join(words)))
        # Who has a shell of the server may read everything, so the log says only that it was read.
        note_reading(found, None, "home.export_person" if options["export"] else "home.read_person")
        for holding in found:
            self.stdout.write(holding.label)
            for name, value in holding.values.items():
                self.stdout.write(f"  {name}: {value}")
        self.stdout.write(f"{len(found)} found.")
        if file := options["export"]:
            file.write_text(export(found), encoding="utf-8")
        if options["erase"]:
            try:
                self.stdout.write(f"{erase(found)} deleted.")
            except ValidationError as error:
                raise CommandError(f"Nothing was deleted. {' '.join(error.messages)}") from error

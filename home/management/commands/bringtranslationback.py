from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.exchange.bringing_back import Comparison, bring_back, compare


class Command(BaseCommand):
    """Shows what a translator's file changes, and saves it on request."""

    help = "Show what a translator’s file would change; with --save, keep it: as drafts of pages, anything else at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file that came back")
        parser.add_argument("--user", required=True, help="the user name of whoever brings it back; their rights count")
        parser.add_argument("--save", action="store_true", help="save what is new")
        parser.add_argument("--declare", action="store_true", help="say that in these passages both languages now say the same")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        user = get_user_model().objects.filter(username=options["user"], is_active=True).first()
        if user is None:
            raise CommandError("Nobody has this user name.")
        try:
            data = file.read_bytes()
            count, part, parts = 0, 1, 1
            while part <= parts:
                comparison = compare(data, user, part)
                self.show(comparison)
                if options["save"]:
                    bring_back(comparison, user, is_declared=options["declare"])
                count, part, parts = count + comparison.count, part + 1, comparison.parts
        except (OSError, ValidationError) as error:
            raise CommandError(" ".join(getattr(error, "messages", [str(error)]))) from error
        done = "are brought back" if options["save"] else "are new; --save keeps them"
        self.stdout.write(f"{count} texts {done}.")

    def show(self, comparison: Comparison) -> None:
        if comparison.parts > 1:
            self.stdout.write(f"Part {comparison.part} of {comparison.parts}")
        for owner in comparison.owners:
            self.stdout.write(f"{owner.title}: {owner.count} new{'. ' if owner.problem else ''}{owner.problem}")
            for row in owner.rows:
                self.stdout.write(f"  {row.name}: {row.problem or row.new}")

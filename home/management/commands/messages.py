from typing import Any

from babel.messages import Catalog
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.management.catalogues.checking import check_all
from home.management.catalogues.problems import is_translated
from home.management.catalogues.updating import update_own, update_packages


class Command(BaseCommand):
    """Keep the Danish of the project and of the installed packages in step with the source, without gettext's programs."""

    help = "Bring locale/ up to date with the source strings, or check that it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail on a missing, fuzzy or stale message")
        parser.add_argument("--only", default="", help="with --check: name only the problems in which this word occurs")

    def handle(self, *args: Any, check: bool, only: str, **options: Any) -> None:
        if check:
            if problems := [problem for problem in check_all() if only in problem]:
                raise CommandError("\n".join([*problems, "Run `make messages`, translate what is empty, and check again."]))
            return
        self.tell("own", update_own())
        for package, domain, catalog in update_packages():
            self.tell(f"{package.name} ({domain})", catalog)

    def tell(self, name: str, catalog: Catalog) -> None:
        """Say how many messages a catalogue holds and how many wait for their Danish."""
        empty = sum(1 for message in catalog if message.id and not is_translated(message))
        self.stdout.write(f"{name}: {len(catalog)} messages, {empty} of them without Danish.")

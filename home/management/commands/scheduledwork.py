from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.operations.scheduled_work import run_scheduled_work


class Command(BaseCommand):
    """What the timer runs every minute, on every host at once if need be."""

    help = "Do the scheduled work that is due: publishing, expiry, retention, retries."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="also what is not due")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for outcome in run_scheduled_work(everything=options["all"]):
            self.stdout.write(f"{outcome.step}: {outcome.word}")
            if outcome.word == "failed":
                failed.append(outcome.step)
        if failed:
            raise CommandError(f"Failed, and will be tried again: {', '.join(failed)}. The log says why.")

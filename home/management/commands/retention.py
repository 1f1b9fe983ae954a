from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.privacy.retention import clear_all


class Command(BaseCommand):
    """Delete the personal data that the clinic no longer keeps; run once a day."""

    help = "Delete personal data that is older than the period in the clinic's settings, and say what was deleted."

    def handle(self, *args: Any, **options: Any) -> None:
        run, failed = clear_all()
        self.stdout.write(f"Older than {run.before:%Y-%m-%d}:")
        for label, count in run.counts.items():
            self.stdout.write(f"  {label}: {count}")
        if failed:
            raise CommandError(f"Could not be cleared: {', '.join(failed)}.")

from typing import Any

from django.core.management.base import BaseCommand

from articles.readership import fold


class Command(BaseCommand):
    """Brings the daily figures of the readership up to date; to be run at least once an hour."""

    help = "Add the views so far to the figures of their days."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{fold()} figures changed.")

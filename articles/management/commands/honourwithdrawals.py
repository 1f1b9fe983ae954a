from typing import Any

from django.core.management.base import BaseCommand

from articles.consent.withdrawal import honour_withdrawals


class Command(BaseCommand):
    """Clear the site again of stories whose consent was withdrawn; run it after every restore of a backup."""

    help = "Clear the site of case stories whose consent was withdrawn, for example after a backup has been restored."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{honour_withdrawals()} withdrawn stories had come back and are cleared again.")

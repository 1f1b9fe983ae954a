import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.consent.withdrawal import withdraw
from articles.models import CaseStoryPage, Consent


class Command(BaseCommand):
    """Withdraw the consent to a case story, as the admin's screen does."""

    help = "Withdraw a patient’s consent: clear the site of the story for good, in both languages."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key", type=uuid.UUID, help="the story's key, which the screen of the consent shows")

    def handle(self, *args: Any, key: uuid.UUID, **options: Any) -> None:
        if not any(model.objects.filter(consent_key=key).exists() for model in (Consent, CaseStoryPage)):
            raise CommandError("No consent and no case story has this key.")
        withdraw(key)
        self.stdout.write("The consent is withdrawn, and the site is cleared of the story.")

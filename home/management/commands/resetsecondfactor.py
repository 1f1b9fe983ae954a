from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.security.second_factor.devices import remove_devices


class Command(BaseCommand):
    """The way back in for a person who has lost both phone and backup codes."""

    help = "Forget a person's phone, backup codes and passkeys; at the next login they connect a phone again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        user = get_user_model()._default_manager.filter(username=username).first()
        if user is None:
            raise CommandError(f"Nobody is called “{username}”.")
        remove_devices(user)
        self.stdout.write(f"“{username}” connects a phone at the next login. Be sure that it is them.")

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser

from home.reading.site_address import follow_site_address

USERNAME = "admin"
# Printed for everybody to read, so it opens only a development site that listens on this machine alone.
PASSWORD = "Aalborg-2026-demo"  # noqa: S105 - see above


def _tell_address(address: str) -> None:
    """Let the site and its e-mails name the port that it is served at, unless the environment says otherwise."""
    port = address.rsplit(":", 1)[-1]
    settings.SITE_ADDRESS = os.environ.setdefault("SITE_ADDRESS", f"http://localhost:{port}")


class Command(BaseCommand):
    """Everything that `make run` does: tables, content, a login, and the development server."""

    help = "Set up the development site and serve it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", nargs="?", default="127.0.0.1:8000")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("This command is for development. In production, see deploy/.")
        # The server's reloader runs this command once more.
        if os.environ.get("RUN_MAIN") != "true":
            _tell_address(address)
            self._set_up(address)
            with self._mail_carrier():
                self._serve(address)
        else:
            self._serve(address)

    def _serve(self, address: str) -> None:
        # With DEBUG off, as here, error pages are the real ones, and static files are served on request.
        call_command("runserver", address, insecure_serving=True)

    @contextmanager
    def _mail_carrier(self) -> Iterator[None]:
        """Send what the outbox holds for as long as the site is served."""
        process = subprocess.Popen([sys.executable, sys.argv[0], "outbox", "--every", "10"])  # noqa: S603 - our own command
        try:
            yield
        finally:
            process.terminate()

    def _set_up(self, address: str) -> None:
        self.stdout.write("Bringing the database up to date …")
        call_command("migrate", verbosity=0)
        self.stdout.write("Loading the content …")
        call_command("loadcontent", stdout=self.stdout)
        follow_site_address()
        users = get_user_model()._default_manager
        if not users.filter(username=USERNAME).exists():
            users.create_superuser(USERNAME, "admin@example.org", PASSWORD)
        kept = users.get(username=USERNAME).check_password(PASSWORD)
        port = address.rsplit(":", 1)[-1]
        self.stdout.write(
            f"\n  Danish   http://localhost:{port}/\n  English  http://localhost:{port}/en/\n"
            f"  Admin    http://localhost:{port}/admin/   user {USERNAME}, "
            f"{'password ' + PASSWORD if kept else 'with the password you chose'}\n"
        )

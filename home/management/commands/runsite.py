import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from home.operations.embedded_postgres import leave_in_order
from home.operations.ports import refusal
from home.outbox.delivery import deliver_due
from home.reading.site_address import follow_site_address

USERNAME = "admin"
# Printed for everybody to read, so it opens only a development site that listens on this machine alone.
PASSWORD = "Aalborg-2026-demo"  # noqa: S105 - see above
MAILS_EVERY = 10  # seconds


def _tell_address(address: str) -> None:
    """Let the site and its e-mails name the port that it is served at, unless the environment says otherwise."""
    port = address.rsplit(":", 1)[-1]
    settings.SITE_ADDRESS = os.environ.setdefault("SITE_ADDRESS", f"http://localhost:{port}")
    settings.WAGTAILADMIN_BASE_URL = settings.SITE_ADDRESS


class Command(BaseCommand):
    """Everything that `make run` does: tables, content, a login, and the development server."""

    help = "Set up the development site and serve it. With RELOAD=1 it begins anew whenever its code changes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", nargs="?", default="127.0.0.1:8000")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("This command is for development. In production, see deploy/.")
        # The server's reloader runs this command once more.
        if os.environ.get("RUN_MAIN") == "true":
            self._serve(address)
            return
        # Django's server would leave at once and by no door, so that the database is left running.
        if reason := refusal(address.rsplit(":", 1)[-1]):
            raise CommandError(reason)
        leave_in_order()
        _tell_address(address)
        self._set_up(address)
        with self._mail_carrier():
            self._serve(address)

    def _serve(self, address: str) -> None:
        # With DEBUG off, as here, error pages are the real ones, and static files are served on request.
        call_command("runserver", address, insecure_serving=True, use_reloader=os.environ.get("RELOAD") == "1")

    @contextmanager
    def _mail_carrier(self) -> Iterator[None]:
        """Send what the outbox holds for as long as the site is served."""
        is_over = threading.Event()

        def carry() -> None:
            while not is_over.wait(MAILS_EVERY):
                try:
                    deliver_due()
                except DatabaseError as error:
                    self.stderr.write(f"The mails wait: {error}")
                finally:
                    close_old_connections()

        carrier = threading.Thread(target=carry, name="mail carrier")
        carrier.start()
        try:
            yield
        finally:
            is_over.set()
            carrier.join()

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

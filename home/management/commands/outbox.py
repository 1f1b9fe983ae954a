import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from home.outbox.delivery import deliver_due


class Command(BaseCommand):
    """Send what the outbox holds; run once a minute, or let it run on."""

    help = "Send the e-mails that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on, and look again after so many seconds")

    def handle(self, *args: Any, every: int | None, **options: Any) -> None:
        while True:
            try:
                sent, failed = deliver_due()
            except OperationalError as error:
                if not every:
                    raise
                self.stderr.write(f"The database does not answer: {error}")
                close_old_connections()
            else:
                if sent or failed or not every:
                    self.stdout.write(f"{sent} sent, {failed} not sent.")
            if not every:
                return
            time.sleep(every)

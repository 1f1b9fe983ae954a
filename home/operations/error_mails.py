"""The operator's mails about errors: where and how the code failed, nothing of who was there, and never too many."""

import logging
import threading
import time
import traceback
from typing import Any

from django.conf import settings
from django.core.mail import get_connection, mail_admins
from django.utils.log import AdminEmailHandler
from django.views.debug import ExceptionReporter

from home.operations.logs import is_of_outage, is_of_stranger
from home.operations.masking import masked

MOST = 10  # mails of one process in an hour
HOUR = 60 * 60  # seconds


class ErrorReporter(ExceptionReporter):
    """Leaves out what Django's own report has of a request: what was searched for, the form, the cookies, the addresses."""

    def get_traceback_text(self) -> str:
        asked = f"{self.request.method} {self.request.path}\n\n" if self.request else ""
        failed = "".join(traceback.format_exception(self.exc_value)) if isinstance(self.exc_value, BaseException) else ""
        return masked(asked + failed)


class ErrorMails(AdminEmailHandler):
    """Mails each error once an hour, however often it happens, and says next time how often it did.

    The mails pass by the outbox, which is the clinic's and in the database, and no request waits for the mail server.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._sent_at: dict[str, float] = {}
        self._unsent: dict[str, int] = {}
        self._counting = threading.Lock()

    def emit(self, record: logging.LogRecord) -> None:
        if settings.ADMINS and not is_of_stranger(record) and not is_of_outage(record) and self._is_due(kind_of(record)):
            super().emit(record)

    def send_mail(self, subject: str, message: str, *args: Any, **kwargs: Any) -> None:
        threading.Thread(target=self._send, args=[subject, message], name="error mail", daemon=True).start()

    def _send(self, subject: str, message: str) -> None:
        with self._counting:
            unsent, self._unsent = self._unsent, {}
        notes = [f"Not mailed in the hour before: {times} × {kind}" for kind, times in unsent.items()]
        connection = get_connection(settings.OUTBOX_BACKEND, fail_silently=True, timeout=settings.EMAIL_TIMEOUT)
        mail_admins(subject, "\n".join([message, *notes]), fail_silently=True, connection=connection)

    def _is_due(self, kind: str) -> bool:
        now = time.monotonic()
        with self._counting:
            self._sent_at = {sent: at for sent, at in self._sent_at.items() if now - at < HOUR}
            if kind in self._sent_at or len(self._sent_at) >= MOST:
                self._unsent[kind] = self._unsent.get(kind, 0) + 1
                return False
            self._sent_at[kind] = now
            return True


def kind_of(record: logging.LogRecord) -> str:
    """Name an error by its type and the line where it happened, else by the line that complains of it."""
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    if error is None:
        return f"{record.name}, {record.filename}:{record.lineno}"
    places = traceback.extract_tb(error.__traceback__)
    return f"{type(error).__name__}, {places[-1].filename}:{places[-1].lineno}" if places else type(error).__name__

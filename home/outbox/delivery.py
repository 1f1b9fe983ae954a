"""Hands stored mails to the mail server, each in a transaction of its own."""

import logging
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from home.outbox.models import Mail

logger = logging.getLogger(__name__)

# How long to wait after the first, the second … attempt; after the last one somebody has to press “Try again”.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440, 1440, 1440)]
PERMANENT = 500


def deliver_due() -> tuple[int, int]:
    """Try every mail that is due, once; returns how many were sent and how many were not. A copy of the site sends none.

    Several processes may do so at once: a mail that another one is trying is passed over.
    """
    sent = failed = 0
    if settings.STAGING:
        return sent, failed
    started = timezone.now()
    while True:
        with transaction.atomic():
            mail = Mail.objects.due().filter(next_try_at__lte=started).select_for_update(skip_locked=True).first()
            if mail is None:
                return sent, failed
            if deliver(mail):
                sent += 1
            else:
                failed += 1


def deliver(mail: Mail) -> bool:
    """Try one mail and note what came of it."""
    mail.attempts += 1
    try:
        with get_connection(settings.OUTBOX_BACKEND, timeout=settings.EMAIL_TIMEOUT) as connection:
            to_message(mail, connection).send()
    except Exception as error:
        mail.error = explain(error)
        wait = WAITS[mail.attempts - 1] if mail.attempts <= len(WAITS) and not is_permanent(error) else None
        mail.next_try_at = timezone.now() + wait if wait else None
        logger.warning("E-mail %s was not sent: %s", mail.pk, type(error).__name__)
    else:
        mail.sent_at, mail.next_try_at, mail.error = timezone.now(), None, ""
    mail.save()
    return mail.sent_at is not None


def to_message(mail: Mail, connection: Any) -> EmailMultiAlternatives:
    """Make the message of a stored mail."""
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        mail.sender,
        mail.recipients,
        bcc=mail.hidden_copies,
        connection=connection,
        headers=mail.headers,
        cc=mail.copies,
        reply_to=mail.reply_to,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def is_permanent(error: Exception) -> bool:
    """Tell whether the server will never take the mail, so that trying again would only annoy it."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _text in error.recipients.values())
    return isinstance(error, SMTPDataError | SMTPSenderRefused) and error.smtp_code >= PERMANENT


def explain(error: Exception) -> str:
    """Write what the mail server said, or how it could not be reached, as one line."""
    if isinstance(error, SMTPRecipientsRefused):
        return " ".join(f"{address}: {code} {_decoded(text)}" for address, (code, text) in error.recipients.items())
    if isinstance(error, SMTPResponseException):
        return f"{error.smtp_code} {_decoded(error.smtp_error)}"
    return f"{type(error).__name__}: {error}"


def _decoded(text: bytes | str) -> str:
    return text.decode(errors="replace") if isinstance(text, bytes) else text

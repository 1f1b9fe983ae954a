"""Django's mail API as everything uses it; it only stores."""

from collections.abc import Sequence
from email.utils import make_msgid, parseaddr

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError

from home.outbox.models import Mail


class OutboxBackend(BaseEmailBackend):
    """Stores mails in the transaction of whatever causes them, so that neither is kept without the other."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        try:
            return len(Mail.objects.bulk_create([to_mail(message) for message in messages if message.recipients()]))
        except DatabaseError:
            # So Django asks to be told of an error, which may be that very one.
            if self.fail_silently:
                return 0
            raise


def to_mail(message: EmailMessage, *, is_automatic: bool = True) -> Mail:
    """Make the row of a message; raises ValueError for what the outbox cannot keep, and for a forged header.

    What a person wrote is not automatic: a mail server may answer it, as that somebody is away.
    """
    if message.attachments:
        raise ValueError("The outbox keeps no attachments.")
    # Refuses a line break in a header.
    message.message()
    domain = parseaddr(message.from_email)[1].rpartition("@")[2] or "localhost"
    alternatives = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    automatic = {"Auto-Submitted": "auto-generated"} if is_automatic else {}
    return Mail(
        subject=message.subject,
        text=message.body,
        html=next((content for content, kind in alternatives if kind == "text/html"), ""),
        sender=message.from_email,
        recipients=list(message.to),
        copies=list(message.cc),
        hidden_copies=list(message.bcc),
        reply_to=list(message.reply_to),
        # The same whenever it is tried, so that a mail that was sent twice is recognised as one.
        headers={"Message-ID": make_msgid(domain=domain), **automatic, **message.extra_headers},
    )

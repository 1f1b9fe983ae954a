"""The outbox against a real mail server: one that accepts, refuses, is slow, or is not there."""

import asyncio
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, send_mail
from django.core.management import call_command
from django.db import OperationalError, transaction
from django.urls import reverse
from django.utils import timezone

from home.models import Mail, User
from home.outbox.delivery import WAITS, deliver_due
from tests.home.admin import person
from tests.support.served import free_port

MESSAGE = ("Emne med æøå", "Hej Karen", "klinik@example.org", ["karen@example.org"])


class MailServer:
    """What a mail server answers, and what it took."""

    def __init__(self) -> None:
        self.answer, self.wait = "250 OK", 0.0
        self.taken: list[Any] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 - SMTP
        if self.answer.startswith("5"):
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - SMTP
        await asyncio.sleep(self.wait)
        if self.answer.startswith("2"):
            self.taken.append(envelope)
        return self.answer


@pytest.fixture
def smtp(settings: Any, db: None) -> Iterator[MailServer]:
    """A mail server that runs, to which the outbox is directed."""
    server = MailServer()
    settings.EMAIL_BACKEND = "home.outbox.backend.OutboxBackend"
    settings.OUTBOX_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 0.5
    controller = Controller(server, hostname=settings.EMAIL_HOST, port=settings.EMAIL_PORT)
    controller.start()
    yield server
    controller.stop()


def later(mail: Mail) -> None:
    """Let the time pass until a mail is due."""
    Mail.objects.filter(pk=mail.pk).update(next_try_at=timezone.now())


def test_a_mail_is_stored_first_and_then_sent_once(smtp: MailServer) -> None:
    message = EmailMultiAlternatives(
        *MESSAGE, cc=["kopi@example.org"], bcc=["skjult@example.org"], reply_to=["svar@example.org"]
    )
    message.attach_alternative("<p>Hej Karen</p>", "text/html")
    message.send()
    assert (Mail.objects.count(), smtp.taken) == (1, [])
    call_command("outbox")
    assert deliver_due() == (0, 0)
    [envelope] = smtp.taken
    assert envelope.rcpt_tos == ["karen@example.org", "kopi@example.org", "skjult@example.org"]
    text = envelope.content.decode()
    for part in ("Reply-To: svar@example.org", "Cc: kopi@example.org", "text/html", "Message-ID: <"):
        assert part in text
    assert "skjult" not in text
    mail = Mail.objects.get()
    assert mail.sent_at
    assert mail.error == ""


def test_a_mail_that_is_refused_for_good_is_not_tried_again_by_itself(smtp: MailServer) -> None:
    smtp.answer = "550 No such user"
    send_mail(*MESSAGE)
    assert deliver_due() == (0, 1)
    mail = Mail.objects.get()
    assert (mail.next_try_at, mail.error) == (None, "karen@example.org: 550 No such user")


@pytest.mark.parametrize("trouble", ["refuses for now", "is slow", "is down"])
def test_a_mail_that_cannot_be_sent_is_tried_again_ever_later_and_never_lost(
    smtp: MailServer, settings: Any, trouble: str
) -> None:
    port = settings.EMAIL_PORT
    if trouble == "refuses for now":
        smtp.answer = "451 Try later"
    elif trouble == "is slow":
        smtp.wait = 2
    else:
        settings.EMAIL_PORT = free_port()
    send_mail(*MESSAGE)
    started = time.monotonic()
    assert deliver_due() == (0, 1)
    assert time.monotonic() - started < 5
    first = Mail.objects.get()
    later(first)
    assert deliver_due() == (0, 1)
    second = Mail.objects.get()
    assert second.error
    assert WAITS[1] - timedelta(minutes=1) < second.next_try_at - timezone.now() <= WAITS[1]
    assert deliver_due() == (0, 0)
    smtp.answer, smtp.wait, settings.EMAIL_PORT = "250 OK", 0, port
    later(second)
    assert deliver_due() == (1, 0)
    assert smtp.taken[-1].content.decode().count(first.headers["Message-ID"]) == 1


def test_after_the_last_attempt_somebody_has_to_press_try_again(smtp: MailServer) -> None:
    smtp.answer = "451 Try later"
    send_mail(*MESSAGE)
    for _ in range(len(WAITS) + 1):
        later(Mail.objects.get())
        deliver_due()
    assert Mail.objects.get().next_try_at is None
    receptionist = person("rie", "Receptionist")
    screen = receptionist.get(reverse("outbox")).content.decode()
    assert "451 Try later" in screen
    assert "Hej Karen" not in screen
    assert "1 e-mail kunne ikke sendes" in receptionist.get(reverse("wagtailadmin_home")).content.decode()
    receptionist.post(reverse("outbox"), {"mail": Mail.objects.get().pk})
    smtp.answer = "250 OK"
    assert deliver_due() == (1, 0)


def test_a_mail_goes_with_what_causes_it_or_not_at_all(smtp: MailServer) -> None:
    with transaction.atomic():
        send_mail(*MESSAGE)
        transaction.set_rollback(True)
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    "forge",
    [
        lambda: EmailMessage("Hej\nBcc: alle@example.org", "x", to=["karen@example.org"]),
        lambda: EmailMessage("Hej", "x", to=["karen@example.org\nBcc: alle@example.org"]),
        lambda: EmailMessage("Hej", "x", to=["karen@example.org"], reply_to=["a@example.org\r\nBcc: alle@example.org"]),
    ],
)
def test_no_header_can_be_forged(smtp: MailServer, forge: Callable[[], EmailMessage]) -> None:
    with pytest.raises(ValueError, match="newline"):
        forge().send()
    assert not Mail.objects.exists()


def test_a_new_password_is_asked_for_by_the_same_road(smtp: MailServer, client: Any) -> None:
    User.objects.create_superuser("inger", "inger@example.org", "inger-inger")
    client.post(reverse("wagtailadmin_password_reset"), {"email": "inger@example.org"})
    mail = Mail.objects.get()
    assert mail.recipients == ["inger@example.org"]
    assert mail.is_private


def test_a_mail_about_an_error_of_the_database_is_no_second_error(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise OperationalError("the server closed the connection unexpectedly")

    monkeypatch.setattr("home.models.Mail.objects.bulk_create", fail)
    backend = "home.outbox.backend.OutboxBackend"
    assert send_mail("Fejl", "", None, ["drift@example.org"], connection=get_connection(backend, fail_silently=True)) == 0
    with pytest.raises(OperationalError):
        send_mail("Tak", "", None, ["karen@example.org"], connection=get_connection(backend))

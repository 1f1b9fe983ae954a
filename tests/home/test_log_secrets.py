"""What the log holds after everything that could have told it a secret."""

import json
import logging
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.mail import EmailMessage, send_mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.log import AdminEmailHandler

from articles.models.comments import new_key
from home.models import DraftLink, HomePage, Mail, User
from home.operations.logs import JsonFormatter, RequestIdFilter, TextFormatter
from home.operations.masking import masked
from home.outbox.delivery import deliver_due
from tests.home.contact import ANSWERS, FORMS
from tests.support.served import free_port

PASSWORD = "inger-inger"
ERROR_REPORTER = "home.operations.error_mails.ErrorReporter"
WRONG = "a-mistyped-password"


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """The log as an operator has it: LOG_FORMAT=json, at its most talkative."""
    caplog.handler.addFilter(RequestIdFilter())
    caplog.set_level(logging.INFO)
    return lambda: "\n".join(JsonFormatter().format(record) for record in caplog.records)


def test_logins_errors_and_mails_tell_the_log_no_secret(
    editor: User, client: Client, settings: Any, log: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    login = reverse("wagtailadmin_login")
    client.post(login, {"username": editor.email, "password": WRONG})
    client.post(login, {"username": "inger", "password": PASSWORD})
    client.post(reverse("wagtailadmin_password_reset"), {"email": editor.email})

    def fail(*arguments: Any) -> None:
        address = f"postgresql://clinic:{connection.settings_dict.get('PASSWORD') or 'the-password-of-rows'}@localhost/clinic"
        raise ValueError(f"{address}\nDETAIL:  Key (email)=({ANSWERS['email']}, {ANSWERS['message']}) already exists.")

    monkeypatch.setattr("home.security.second_factor.middleware.SecondFactorMiddleware.process_view", fail)
    failing = Client(raise_request_exception=False)
    assert failing.post(f"{FORMS['da']}?q=min+diagnose", ANSWERS).status_code == 500

    settings.EMAIL_BACKEND, settings.OUTBOX_BACKEND = (
        "home.outbox.backend.OutboxBackend",
        "django.core.mail.backends.smtp.EmailBackend",
    )
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_HOST_PASSWORD = "127.0.0.1", free_port(), "the-password-of-mails"
    send_mail("Emne", ANSWERS["message"], "klinik@example.org", [ANSWERS["email"]])
    assert deliver_due() == (0, Mail.objects.count())

    text = log()
    told = [json.loads(line)["message"] for line in text.splitlines()]
    assert {"Login failed", "Logged in", "Internal Server Error: /kontakt/skriv/"} <= set(told)
    assert any(message.startswith("E-mail") for message in told)
    assert "ValueError" in text
    secrets = [PASSWORD, WRONG, client.session.session_key, client.cookies["csrftoken"].value, "the-password-of", "diagnose"]
    secrets += [
        editor.email,
        "@example.org",
        settings.SECRET_KEY,
        *settings.CONSENT_KEYS,
        ANSWERS["message"],
        ANSWERS["telephone"],
    ]
    assert [secret for secret in secrets if secret in text] == []


def test_an_address_that_opens_something_stands_nowhere(
    editor: User, client: Client, log: Callable[[], str], home_page: HomePage, mailoutbox: list[EmailMessage]
) -> None:
    client.post(reverse("wagtailadmin_password_reset"), {"email": editor.email})
    (link,) = re.findall(r"https?://\S+", mailoutbox[0].body)
    client.get(urlsplit(link).path)
    draft = DraftLink.renew(home_page)
    for path in (urlsplit(link).path, reverse("draft", args=[draft.key, "da"]), reverse("delete_comment", args=[new_key()])):
        client.get(path)
        key = max(path.split("/"), key=len)
        assert key not in log()
        assert key not in TextFormatter().format(logging.makeLogRecord({"msg": f"Not Found: {path}", "path": path}))
    assert "/artikler/lindring-af-iskias-med-akupunktur/" in masked("/artikler/lindring-af-iskias-med-akupunktur/")


class Mailing(AdminEmailHandler):
    """Mails errors as production does, into a list."""

    def __init__(self) -> None:
        super().__init__(reporter_class=ERROR_REPORTER)
        self.sent: list[str] = []

    def send_mail(self, subject: str, message: str, **options: Any) -> None:
        self.sent.append(subject + message)


def test_the_mail_about_an_error_tells_the_operator_where_and_nobody_who(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*arguments: Any) -> None:
        raise ValueError(f"DETAIL:  Key (email)=({ANSWERS['email']}) already exists.")

    monkeypatch.setattr("home.security.second_factor.middleware.SecondFactorMiddleware.process_view", fail)
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "the-session"
    client.post(f"{FORMS['da']}?q=min+diagnose", ANSWERS, headers={"referer": "https://clinic.example/?q=diagnose"})
    handler = Mailing()
    handler.emit(next(record for record in caplog.records if record.name == "django.request"))
    (mail,) = handler.sent
    assert f"POST {FORMS['da']}" in mail
    assert "ValueError" in mail
    secrets = ["diagnose", "the-session", "@example.org", ANSWERS["message"], ANSWERS["telephone"]]
    assert [secret for secret in secrets if secret in mail] == []

"""What strangers send: refused in both languages with a warning in the log, and no mail to the operator."""

import logging
import threading
from collections.abc import Callable, Iterator

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from home.models import HomePage
from home.operations.error_mails import MOST, ErrorMails
from home.operations.logs import StrangersFilter
from tests.support import factories

FORM = "application/x-www-form-urlencoded"
TOO_MUCH = "a" * 3_000_000


@pytest.fixture
def address(home_page: HomePage) -> str:
    return f"/kommentarer/skriv/{factories.article(factories.article_index(home_page)).pk}/"


REQUESTS: dict[str, Callable[[Client, str], object]] = {
    "many fields": lambda client, address: client.post(address, "&".join(f"a{n}=1" for n in range(1500)), FORM),
    "one field many times": lambda client, address: client.post(address, "a=1&" * 1500, FORM),
    "a large body": lambda client, address: client.post(address, f"text={TOO_MUCH}", FORM),
    "a large field": lambda client, address: client.post(address, {"text": TOO_MUCH}),
    "broken multipart": lambda client, address: client.post(address, b"--y\r\nnothing", "multipart/form-data; boundary="),
    "another encoding": lambda client, address: client.post(address, "a=1", f"{FORM}; charset=utf-16"),
    "a foreign host": lambda client, address: client.get("/", headers={"host": "elsewhere.example"}),
    "a broken host": lambda client, address: client.get("/", headers={"host": "a b<c>"}),
}


@pytest.mark.parametrize("request_", REQUESTS)
def test_what_cannot_be_read_is_refused_in_both_languages_with_a_warning(
    client: Client, address: str, request_: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.addFilter(StrangersFilter())
    caplog.set_level(logging.INFO)
    answer = REQUESTS[request_](client, address)
    assert answer.status_code in (400, 413)
    text = answer.content.decode()
    assert "Det kunne vi ikke læse" in text
    assert "We could not read that" in text
    levels = {record.levelno for record in caplog.records}
    assert logging.WARNING in levels
    assert max(levels) == logging.WARNING


@pytest.mark.parametrize("path", ["/", "/soeg/"])
def test_a_query_of_many_names_is_no_error(client: Client, home_page: HomePage, path: str) -> None:
    names = "&".join(f"n{number}" for number in range(1200))
    assert client.get(f"{path}?{names}&q=%ff%00").status_code == 200


@pytest.fixture
def operator(settings: object, mailoutbox: list[EmailMessage]) -> Iterator[ErrorMails]:
    settings.ADMINS = [("", "operator@example.org")]
    settings.OUTBOX_BACKEND = settings.EMAIL_BACKEND
    mails = ErrorMails(reporter_class="home.operations.error_mails.ErrorReporter")
    mails.setLevel(logging.ERROR)
    logger = logging.getLogger("django")
    logger.addHandler(mails)
    yield mails
    logger.removeHandler(mails)


def fail(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def act(*arguments: object) -> None:
        raise error

    monkeypatch.setattr("home.security.second_factor.middleware.SecondFactorMiddleware.process_view", act)
    # A client keeps its chain of middleware from its first request on.
    assert Client(raise_request_exception=False).get("/").status_code == 500


def wait_for_mails() -> None:
    for thread in threading.enumerate():
        if thread.name == "error mail":
            thread.join(10)


def test_an_error_is_mailed_once_however_often_it_happens(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch, operator: ErrorMails, mailoutbox: list[EmailMessage]
) -> None:
    for request_ in REQUESTS.values():
        request_(client, address)
    wait_for_mails()
    assert mailoutbox == []
    for _ in range(5):
        fail(monkeypatch, ZeroDivisionError)
    wait_for_mails()
    assert len(mailoutbox) == 1
    assert "ZeroDivisionError" in mailoutbox[0].body
    for number in range(MOST * 2):
        fail(monkeypatch, type(f"Error{number}", (Exception,), {}))
    wait_for_mails()
    assert len(mailoutbox) == MOST
    assert "4 × ZeroDivisionError" in mailoutbox[1].body

import logging
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import LoginAttempt, User

PASSWORD = "inger-inger"


def log_in(client: Client, name: str = "inger", password: str = PASSWORD, address: str = "192.0.2.1") -> Any:
    return client.post(reverse("wagtailadmin_login"), {"username": name, "password": password}, REMOTE_ADDR=address)


@pytest.fixture
def closed(editor: User, client: Client) -> Client:
    """A browser in which somebody has typed the wrong password too often."""
    for _ in range(5):
        assert "For mange" not in log_in(client, password="guess").content.decode()
    return client


def test_after_five_wrong_passwords_the_right_one_must_wait(closed: Client) -> None:
    assert "For mange forsøg. Vent et kvarter, og prøv igen." in log_in(closed).content.decode()
    assert reverse("wagtailadmin_home") not in log_in(closed, name=" INGER ").headers.get("Location", "")


def test_somebody_elsewhere_still_gets_in(closed: Client) -> None:
    assert log_in(Client(), address="198.51.100.7").status_code == 302


def test_nobody_closes_somebodys_account_from_one_place(closed: Client) -> None:
    for _ in range(60):
        log_in(closed, password="guess")
    assert log_in(Client(), address="198.51.100.7").status_code == 302


def test_many_machines_cannot_try_one_name(editor: User, client: Client) -> None:
    for number in range(51):
        log_in(client, password="guess", address=f"198.51.100.{number}")
    assert "For mange" in log_in(Client(), address="203.0.113.1").content.decode()


def test_after_a_quarter_of_an_hour_the_right_password_opens_and_nothing_is_kept(closed: Client) -> None:
    LoginAttempt.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert log_in(closed).status_code == 302
    assert not LoginAttempt.objects.exists()


def test_what_is_kept_meanwhile_names_nobody(closed: Client) -> None:
    kept = str(list(LoginAttempt.objects.values()))
    assert "inger" not in kept
    assert "192.0.2" not in kept


def test_one_address_cannot_try_many_names(editor: User, client: Client) -> None:
    for number in range(30):
        log_in(client, name=f"name-{number}", password="guess")
    assert "For mange" in log_in(client).content.decode()


def test_the_log_tells_of_logins_but_not_what_was_typed(editor: User, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        log_in(client, name="hemmelig-kode-i-navnefeltet", password="endnu-en-hemmelighed")
        log_in(client)
        client.post(reverse("wagtailadmin_logout"))
    messages = [record.getMessage() for record in caplog.records if record.name == "home.logins"]
    assert messages == ["Login failed", "Logged in", "Logged out"]
    everything = " ".join(str(record.__dict__) for record in caplog.records if record.name == "home.logins")
    assert "hemmelig" not in everything
    assert PASSWORD not in everything


def test_a_session_gets_a_new_number_at_login_and_ends_with_the_browser(editor: User, client: Client) -> None:
    client.get(reverse("wagtailadmin_login"))
    before = client.session.session_key
    log_in(client)
    assert client.session.session_key != before
    assert client.session.get_expire_at_browser_close()


def test_the_admin_answers_where_the_operator_put_it(settings: Any) -> None:
    from home.bilingual.slugs import reserved_slugs

    assert settings.ADMIN_PATH in reserved_slugs()


@pytest.mark.parametrize(
    ("spoken", "heading"),
    [("en-GB,en;q=0.9,da;q=0.5", "Log in to edit the site"), ("da,en;q=0.5", "Log ind"), ("de", "Log ind"), (None, "Log ind")],
)
def test_the_login_speaks_the_language_of_the_browser(db: None, client: Client, spoken: str | None, heading: str) -> None:
    screen = client.get(reverse("wagtailadmin_login"), headers={"Accept-Language": spoken} if spoken else {})
    page = BeautifulSoup(screen.content, "html.parser")
    assert heading in page.h1.text
    assert page.html["lang"] == ("en" if spoken and spoken.startswith("en") else "da")

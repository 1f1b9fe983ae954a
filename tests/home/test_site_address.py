"""The site's row in the database says what SITE_ADDRESS says."""

import gc
import runpy
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from wagtail.models import Site

from home.models import HomePage, Mail, User
from home.operations.scheduled_work import run_scheduled_work
from home.reading.site_address import OneHostMiddleware


@pytest.fixture(autouse=True)
def _process_stays_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    # A test has one connection, in a transaction of its own.
    monkeypatch.setattr("home.reading.site_address.close_old_connections", lambda: None)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(gc, "set_threshold", lambda *numbers: None)


@pytest.mark.parametrize("address", ["https://www.example.dk", "http://localhost:8101"])
def test_a_server_that_starts_brings_the_site_its_address(home_page: HomePage, settings: Any, address: str) -> None:
    settings.SITE_ADDRESS = address
    runpy.run_module("home.operations.wsgi")
    assert Site.objects.get().root_url == address


def test_a_server_starts_without_its_database(home_page: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_away(*args: Any, **kwargs: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(Site.objects, "filter", is_away)
    assert runpy.run_module("home.operations.wsgi")["application"]


def test_migrating_brings_the_site_its_address(home_page: HomePage, settings: Any) -> None:
    settings.SITE_ADDRESS = "https://www.klinik.example"
    call_command("migrate", verbosity=0)
    assert Site.objects.get().root_url == "https://www.klinik.example"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("https://klinik.example/en/?q=a%20b", "https://www.klinik.example/en/?q=a%20b"),
        ("http://klinik.example:80/kontakt/", "https://www.klinik.example/kontakt/"),
        ("https://www.klinik.example/kontakt/", None),
        ("https://www.klinik.example:443/kontakt/", None),
        ("https://WWW.klinik.example/kontakt/", None),
        ("https://klinik.example.evil/kontakt/", None),
    ],
)
def test_the_other_names_of_a_site_lead_to_the_one_that_it_goes_by(settings: Any, asked: str, told: str | None) -> None:
    settings.SITE_ADDRESS, settings.ALLOWED_HOSTS = "https://www.klinik.example", ["klinik.example", "www.klinik.example"]
    scheme, _, rest = asked.partition("://")
    host, slash, path = rest.partition("/")
    request: HttpRequest = RequestFactory().post(slash + path, secure=scheme == "https", headers={"host": host})
    answer = OneHostMiddleware(lambda request: HttpResponse())(request)
    assert answer.headers.get("Location") == told
    assert answer.status_code == (308 if told else 200)


def test_a_copy_for_trying_says_what_it_is_and_neither_writes_nor_deletes(
    home_page: HomePage, editor: User, settings: Any
) -> None:
    settings.STAGING = True
    mail = Mail.objects.create(subject="Hej", text="…", recipients=["bo@example.org"])
    outcomes = {outcome.step: outcome.word for outcome in run_scheduled_work(everything=True)}
    assert {outcomes[step] for step in ("retention", "empty bin")} == {"not on a copy"}
    assert outcomes["publish"] == "done"
    mail.refresh_from_db()
    assert (mail.sent_at, mail.attempts) == (None, 0)
    client = Client()
    assert client.get("/").headers["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"
    client.force_login(editor)
    assert "Dette er en prøvekopi af hjemmesiden." in client.get("/admin/").content.decode()
    outbox = client.get("/admin/emails/").content.decode()
    assert "E-mails herfra bliver ikke sendt." in outbox
    assert 'name="all"' not in outbox

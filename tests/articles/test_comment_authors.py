"""What the author of a comment gets and may do, and what the site keeps of them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone, translation

from articles.comments.retention import clear_addresses
from articles.models import ArticlePage, Comment, CommentState
from home.models import HomePage, Mail, User
from home.outbox.delivery import deliver_due
from home.privacy.personal_data import holdings
from home.security.public_forms import form as public_forms
from tests.articles.comments import comment, read, send
from tests.support import factories


@pytest.fixture(autouse=True)
def _quick_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a form be sent as soon as it is opened."""
    monkeypatch.setattr(public_forms, "SHORTEST_WAIT", timedelta(0))


@pytest.fixture
def article(home_page: HomePage) -> ArticlePage:
    """An article that readers may comment on, in both languages."""
    return factories.article(factories.article_index(home_page))


def private_address(html: str, name: str) -> str:
    """Find the address that only the author has."""
    return re.findall(rf"/kommentarer/{name}/[\w-]+/", html)[0]


def test_the_author_deletes_the_comment_by_the_private_link(client: Client, article: ArticlePage) -> None:
    address = private_address(send(client, article).content.decode(), "slet")
    Comment.objects.update(state=CommentState.APPROVED, answer="Tak.", answered_at=timezone.now())
    # Programs that follow links delete nothing.
    assert client.get(address).status_code == client.head(address).status_code == 200
    assert Comment.objects.exists()
    assert "Din kommentar er slettet" in client.post(address).content.decode()
    assert not Comment.objects.exists()
    assert client.get(address).status_code == client.post(address).status_code == 404
    assert "Det hjalp" not in read(client, article)


def test_the_author_gets_the_links_by_mail_and_stops_the_mail_with_one_click(
    client: Client, article: ArticlePage, mailoutbox: list[EmailMessage]
) -> None:
    send(client, article, email="anna@example.org", text="Noget privat.")
    [mail] = mailoutbox
    assert mail.to == ["anna@example.org"]
    assert "Noget privat" not in mail.body
    assert client.get(private_address(mail.body, "slet")).status_code == 200
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = private_address(mail.extra_headers["List-Unsubscribe"], "ingen-mail")
    client.get(stop)
    assert Comment.objects.get().email == "anna@example.org"
    assert client.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Comment.objects.get().email == ""


def test_a_mail_server_that_is_down_loses_no_comment(client: Client, article: ArticlePage, editor: User, settings: Any) -> None:
    settings.EMAIL_BACKEND = "home.outbox.backend.OutboxBackend"
    settings.OUTBOX_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    assert send(client, article, email="anna@example.org").status_code == 200
    assert deliver_due()[0] == 0
    assert Comment.objects.get().state == CommentState.WAITING
    assert ["anna@example.org"] in Mail.objects.values_list("recipients", flat=True)


def test_the_address_is_never_shown(client: Client, article: ArticlePage) -> None:
    comment(article, email="anna@example.org")
    assert "anna@example.org" not in read(client, article)


def test_old_addresses_are_forgotten(article: ArticlePage) -> None:
    now = timezone.now()
    old = comment(article, email="old@example.org", created_at=now - timedelta(days=400))
    new = comment(article, email="new@example.org")
    assert clear_addresses(now - timedelta(days=365)) == 1
    assert clear_addresses(now - timedelta(days=365)) == 0
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.email, new.email) == ("", "new@example.org")


def test_what_is_held_about_a_person_is_found_by_name_and_address_and_erased(article: ArticlePage) -> None:
    comment(article, name="Ida Lund", email="ida@example.org")
    comment(article, name="Frida")
    assert [holding.values["navn"] for holding in holdings("ida")] == ["Ida Lund"]
    assert list(holdings("")) == list(holdings("\0")) == list(holdings("(")) == []
    with translation.override("en"):
        [holding] = holdings("IDA@example.org")
    assert holding.values["comment"] == "Tak for en god artikel."
    holding.erase()
    assert list(Comment.objects.values_list("name", flat=True)) == ["Frida"]

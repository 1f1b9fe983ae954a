"""Which comments are taken for spam, and how many one reader may send."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from articles.models import ArticlePage, Comment, CommentState, Doubt
from home.models import FormAttempt, HomePage, User
from home.security.public_forms import form as public_forms
from home.security.public_forms import form_limits
from tests.articles.comments import read, send
from tests.support import factories


@pytest.fixture(autouse=True)
def _quick_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a form be sent as soon as it is opened."""
    monkeypatch.setattr(public_forms, "SHORTEST_WAIT", timedelta(0))


@pytest.fixture
def article(home_page: HomePage) -> ArticlePage:
    """An article that readers may comment on, in both languages."""
    return factories.article(factories.article_index(home_page))


SPAM = {
    Doubt.TRAP: {"homepage": "https://evil.example"},
    Doubt.LINKS: {"text": "Køb på https://a.example og https://b.example"},
    Doubt.REPETITION: {"text": "Tak for en god artikel."},
}


@pytest.mark.parametrize("doubt", SPAM)
def test_spam_is_kept_for_the_editor_and_nobody_is_told(
    client: Client, article: ArticlePage, editor: User, mailoutbox: list[EmailMessage], doubt: Doubt
) -> None:
    send(client, article, text="Tak for en god artikel.")
    mailoutbox.clear()
    # As much is said to its sender as to everybody.
    assert "Tak for din kommentar" in send(client, article, email="a@example.org", **SPAM[doubt]).content.decode()
    kept = Comment.objects.latest("pk")
    assert (kept.state, kept.doubt) == (CommentState.SPAM, doubt)
    assert mailoutbox == []


def test_a_form_sent_at_once_is_spam(client: Client, article: ArticlePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_forms, "SHORTEST_WAIT", timedelta(seconds=3))
    send(client, article)
    assert Comment.objects.get().doubt == Doubt.HASTE


def test_a_name_that_is_a_link_is_spam(client: Client, article: ArticlePage) -> None:
    send(client, article, name="billige-piller.shop")
    assert Comment.objects.get().doubt == Doubt.LINKS


def test_one_link_is_no_spam(client: Client, article: ArticlePage) -> None:
    send(client, article, text="Se https://www.sundhed.dk, hvor det står.")
    assert Comment.objects.get().state == CommentState.WAITING
    Comment.objects.update(state=CommentState.APPROVED)
    assert 'href="https://www.sundhed.dk' not in read(client, article)


def test_many_from_one_place_are_spam_and_very_many_are_refused(
    client: Client, article: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form_limits, "MOST_A_DAY", form_limits.MOST_AN_HOUR + 1)
    responses = [send(client, article, text=f"Kommentar nummer {number}.") for number in range(form_limits.MOST_AN_HOUR + 2)]
    assert [response.status_code for response in responses] == [200] * (form_limits.MOST_AN_HOUR + 1) + [422]
    assert "Kommentar nummer 6." in responses[-1].content.decode()
    doubts = list(Comment.objects.order_by("pk").values_list("doubt", flat=True))
    assert doubts == [""] * form_limits.MOST_AN_HOUR + [Doubt.NUMBER]
    other = Client(REMOTE_ADDR="203.0.113.9")
    assert send(other, article, text="Fra et andet sted.").status_code == 200


def test_two_readers_behind_the_web_server_have_a_limit_each(
    client: Client, article: ArticlePage, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.CLIENT_ADDRESS_HEADER = "HTTP_X_REAL_IP"
    monkeypatch.setattr(form_limits, "MOST_A_DAY", 1)
    readers = [Client(REMOTE_ADDR="", headers={"X-Real-IP": f"203.0.113.{number}"}) for number in (1, 2, 2)]
    sent = [send(reader, article, text=f"Kommentar {number}") for number, reader in enumerate(readers)]
    assert [response.status_code for response in sent] == [200, 200, 422]


def test_the_place_is_not_kept_and_its_digest_is_forgotten_the_next_day(client: Client, article: ArticlePage) -> None:
    send(client, article)
    FormAttempt.objects.update(made_at=timezone.now() - timedelta(days=1))
    [yesterday] = FormAttempt.objects.values_list("sender", flat=True)
    assert "127" not in yesterday[:3]
    send(client, article, text="Noget andet.")
    [today] = FormAttempt.objects.values_list("made_at", flat=True)
    assert today > timezone.now() - timedelta(hours=1)

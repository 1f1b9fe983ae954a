"""What readers write about a page: who sees it, and what is refused."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.users.models import UserProfile

from articles.models import ArticlePage, Comment, CommentState
from home.models import ClinicSettings, HomePage, User
from home.security.public_forms import form as public_forms
from home.security.public_forms import form_limits
from home.security.public_forms.form import new_token
from tests.articles.comments import comment, fill_in, form_address, read, send
from tests.support import factories
from tests.support.payloads import DANGEROUS, FOREIGN, PAYLOADS
from tests.support.queries import at_most

# What an article without pictures asks for; the comments are one query of it.
READING_CEILING = 7


# The page's type and its row, whether it is public in the other language, whether comments are open; the clinic, the
# site, and the menu.
FORM_CEILING = 7


# The page's type and its row, whether comments are open; the same comment earlier; the attempts (forgotten, written, counted);
# the repetition and the form's key; the comment; who is told, each one's language, and the page's title; the site; four
# statements of two savepoints.
SENDING_CEILING = 18


@pytest.fixture(autouse=True)
def _quick_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a form be sent as soon as it is opened."""
    monkeypatch.setattr(public_forms, "SHORTEST_WAIT", timedelta(0))


@pytest.fixture
def article(home_page: HomePage) -> ArticlePage:
    """An article that readers may comment on, in both languages."""
    return factories.article(factories.article_index(home_page))


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_comment_is_seen_in_both_languages_once_it_is_approved(client: Client, article: ArticlePage, language: str) -> None:
    response = send(client, article, language, text="Det hjalp mig.")
    assert response.status_code == 200
    assert "Det hjalp mig." not in read(client, article, "da") + read(client, article, "en")
    Comment.objects.update(state=CommentState.APPROVED)
    for reading in ("da", "en"):
        html = read(client, article, reading)
        assert "Det hjalp mig." in html
        assert (f'<div class="comment__text" lang="{language}"' in html) == (reading != language)
        assert ("på engelsk" in html or "in Danish" in html) == (reading != language)


@pytest.mark.parametrize("state", ["waiting", "hidden", "spam"])
def test_only_approved_comments_are_seen(client: Client, article: ArticlePage, state: str) -> None:
    comment(article, state=state)
    assert "Tak for en god artikel." not in read(client, article)


def test_the_clinics_answer_is_marked_as_such_and_an_edited_comment_too(client: Client, article: ArticlePage) -> None:
    now = timezone.now()
    comment(article, answer="Det glæder os.", answered_at=now, edited_at=now)
    html = read(client, article)
    assert html.index("Klinikkens svar") < html.index("Det glæder os.")
    assert "redigeret af klinikken" in html


def test_the_conversation_costs_one_query_however_long_it_is(client: Client, article: ArticlePage) -> None:
    read(client, article)
    with at_most(READING_CEILING) as short:
        read(client, article)
    for _ in range(20):
        comment(article)
    with at_most(len(short)) as long:
        read(client, article)
    assert sum("articles_comment" in query["sql"] for query in long) == 1


@pytest.mark.parametrize("language", ["da", "en"])
def test_form_and_thanks_are_never_kept_and_set_no_cookie(client: Client, article: ArticlePage, language: str) -> None:
    responses = [client.get(form_address(article, language)), send(client, article, language)]
    for response in responses:
        assert "no-store" in response["Cache-Control"]
        assert "Cookie" not in response.get("Vary", "")
        assert 'name="robots" content="noindex"' in response.content.decode()
    assert not client.cookies
    assert "csrf" not in responses[0].content.decode()


def test_form_and_sending_stay_below_their_ceilings(client: Client, article: ArticlePage, editor: User) -> None:
    data = fill_in(client, article)
    UserProfile.get_for_user(editor)
    ContentType.objects.get_for_model(Comment)
    with at_most(FORM_CEILING):
        client.get(form_address(article))
    with at_most(SENDING_CEILING):
        client.post(form_address(article), data, headers={"origin": "http://testserver"})
    assert Comment.objects.count() == 1


def close_language(article: ArticlePage) -> None:
    article.shown_en = False
    article.save()


def close_page(article: ArticlePage) -> None:
    article.comments_open = False
    article.save()


def close_site(article: ArticlePage) -> None:
    settings = ClinicSettings.load()
    settings.comments_open = False
    settings.save()


@pytest.mark.parametrize("close", [close_language, close_page, close_site])
def test_a_closed_page_has_neither_form_nor_link_to_one(client: Client, article: ArticlePage, close: Any) -> None:
    assert form_address(article, "en") in read(client, article, "en")
    data = fill_in(client, article, "en")
    close(article)
    assert form_address(article, "en") not in read(client, article, "en")
    assert client.get(form_address(article, "en")).status_code == 404
    refused = send(client, article, "en", data)
    assert refused.status_code == 404
    assert data["text"] in refused.content.decode()
    assert not Comment.objects.exists()


def test_pages_without_a_conversation_have_no_form(client: Client, home_page: HomePage) -> None:
    assert client.get(form_address(home_page)).status_code == 404
    assert client.get(f"/kommentarer/skriv/{'9' * 40}/").status_code == 404
    for address in ("tak", "slet", "ingen-mail"):
        assert client.get(f"/kommentarer/{address}/findes-ikke/").status_code == 404


def test_the_first_part_of_the_addresses_is_no_pages_slug(home_page: HomePage) -> None:
    page = factories.info_page(home_page, "Kommentarer", "Comments")
    assert (page.slug_da, page.slug_en) == ("kommentarer-2", "comments-2")


MISTAKES = {
    "no name": ({"name": " "}, "Skriv dit navn"),
    "no text": ({"text": ""}, "Skriv din kommentar"),
    "long name": ({"name": "A" * 61}, "Navnet er for langt"),
    "long text": ({"text": "å" * 3001}, "3001 tegn"),
    "odd address": ({"email": "anna@"}, "hele e-mailadressen"),
    "forged token": ({"token": "forged"}, "Send den en gang til"),
    "token of another form": ({"token": new_token("contact 1")}, "Send den en gang til"),
    "token of another key": ({"token": signing.dumps([1, "a", 0], key="other")}, "Send den en gang til"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_and_what_was_typed_stays(client: Client, article: ArticlePage, mistake: str) -> None:
    changes, message = MISTAKES[mistake]
    typed = {"name": "Anna", "text": "Mine egne ord.", "email": "anna@example.org", **changes}
    response = send(client, article, **typed)
    html = response.content.decode()
    assert response.status_code == 422
    assert message in strip_tags(html)
    for name in {"name", "text", "email"} - set(changes):
        assert typed[name] in html
    assert not Comment.objects.exists()


def test_a_form_that_was_open_for_days_is_sent_by_pressing_once_more(
    client: Client, article: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = fill_in(client, article)
    monkeypatch.setattr(public_forms, "LONGEST_WAIT", timedelta(0))
    response = send(client, article, data=data)
    monkeypatch.undo()
    monkeypatch.setattr(public_forms, "SHORTEST_WAIT", timedelta(0))
    [renewed] = re.findall(r'name="token" value="([^"]+)"', response.content.decode())
    assert not Comment.objects.exists()
    send(client, article, data={**data, "token": renewed})
    assert Comment.objects.get().state == CommentState.WAITING


def test_a_form_that_another_site_sends_is_refused(client: Client, article: ArticlePage) -> None:
    data = fill_in(client, article)
    for headers in FOREIGN:
        assert client.post(form_address(article), data, headers=headers).status_code == 422, headers
    assert not Comment.objects.exists()
    assert client.post(form_address(article), data, headers={"referer": "http://testserver/a"}).status_code == 302


def test_the_form_of_one_page_writes_on_no_other(client: Client, article: ArticlePage) -> None:
    other = factories.article(article.get_parent().specific, "Om hovedpine", "About headache")
    response = send(client, other, data=fill_in(client, article))
    assert response.status_code == 422
    assert "Send den en gang til" in response.content.decode()
    assert not Comment.objects.exists()


def test_the_same_form_sent_twice_is_one_comment(client: Client, article: ArticlePage) -> None:
    data = fill_in(client, article)
    addresses = {send(client, article, data=data).redirect_chain[0][0] for _ in range(2)}
    assert len(addresses) == 1
    assert Comment.objects.count() == 1
    send(client, article, data={**data, "text": "Nye ord med samme formular."})
    assert Comment.objects.count() == 2


@pytest.mark.parametrize("fields", [("name", "text"), ("email", "homepage", "token")], ids=["what is shown", "what is not"])
def test_no_attack_breaks_the_form_or_the_page(
    client: Client,
    article: ArticlePage,
    fields: tuple[str, ...],
    mailoutbox: list[EmailMessage],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(form_limits, "MOST_A_DAY", len(PAYLOADS))
    monkeypatch.setattr(form_limits, "MOST_AN_HOUR", len(PAYLOADS))
    data = fill_in(client, article, email="anna@example.org")
    pages = {}
    for attack, payload in PAYLOADS.items():
        response = send(client, article, data={**data, "text": f"Forsøg: {attack}", **dict.fromkeys(fields, payload)})
        assert response.status_code in (200, 422), attack
        pages[attack] = response.content.decode()
    assert Comment.objects.exists() == ("text" in fields)
    Comment.objects.update(state=CommentState.APPROVED)
    pages["the article"] = read(client, article)
    assert [(attack, danger) for attack, html in pages.items() for danger in DANGEROUS if danger in html] == []
    assert all("\n" not in mail.subject and mail.to == ["anna@example.org"] for mail in mailoutbox)


def test_a_broken_body_is_refused(client: Client, article: ArticlePage) -> None:
    for body, kind in [
        (b"\xff\xfe\x00name=%ff%00", "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"name=a", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"{}", "application/json"),
        (b"&".join(b"a%d=1" % number for number in range(1500)), "application/x-www-form-urlencoded"),
        (b"text=" + b"a" * 3_000_000, "application/x-www-form-urlencoded"),
    ]:
        response = client.post(form_address(article), body, content_type=kind, headers={"origin": "http://testserver"})
        assert response.status_code in (400, 413, 422)

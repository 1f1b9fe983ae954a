"""What editors do with comments, and who is told of it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from articles.models import ArticlePage, Comment, CommentState, Doubt
from home.models import HomePage, User
from home.security.public_forms import form as public_forms
from tests.articles.comments import comment, send
from tests.home.admin import person
from tests.support import factories

GROUPS = {"Redaktør / Editor": True, "Receptionist": True, "Oversætter til engelsk / Translator (English)": False}
QUEUE = "/admin/snippets/articles/comment/"


@pytest.fixture
def article(home_page: HomePage) -> ArticlePage:
    """An article with a comment that waits."""
    article = factories.article(factories.article_index(home_page))
    comment(article, state="waiting", email="anna@example.org", text="Jeg hedder Anna Berg.\n\nDet hjalp.")
    return article


@pytest.fixture
def admin(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def bulk(admin: Client, action: str, *ids: int | str, **narrowed: str) -> None:
    """Do the same with several comments."""
    address = reverse("wagtail_bulk_action", args=["articles", "comment", action])
    query = "&".join([*(f"id={pk}" for pk in ids), *(f"{name}={value}" for name, value in narrowed.items())])
    assert admin.get(f"{address}?{query}").status_code == 200
    assert admin.post(f"{address}?{query}").status_code == 302


def edit(admin: Client, pk: int, **changes: str) -> None:
    """Save a comment in the admin with some fields changed."""
    address = f"{QUEUE}edit/{pk}/"
    form = BeautifulSoup(admin.get(address).content, "html.parser").select_one("form[data-edit-form]")
    fields = form.select("input[name]:not([type=radio]), input[name][checked], textarea[name]")
    chosen = {select["name"]: select.select_one("[selected]")["value"] for select in form.select("select[name]")}
    # Browsers break lines in their own way.
    texts = {field["name"]: field.text.strip().replace("\n", "\r\n") for field in fields if field.name == "textarea"}
    data = {field["name"]: field.get("value", "") for field in fields} | texts
    assert admin.post(address, {**data, **chosen, **changes}).status_code == 302


@pytest.mark.parametrize("group", GROUPS)
def test_the_editor_and_the_receptionist_moderate_and_a_translator_does_not(article: ArticlePage, group: str) -> None:
    member = person("member", group)
    dashboard = member.get("/admin/").content.decode()
    assert ("1 kommentar at tage stilling til" in dashboard) == ("Kommentarer (1)" in dashboard) == GROUPS[group]
    pk = Comment.objects.get().pk
    approve = reverse("wagtail_bulk_action", args=["articles", "comment", "approved"])
    for address in (QUEUE, f"{QUEUE}edit/{pk}/", f"{QUEUE}delete/{pk}/"):
        assert (member.get(address).status_code == 200) == GROUPS[group]
    member.post(f"{approve}?id={pk}")
    assert (Comment.objects.get().state == CommentState.APPROVED) == GROUPS[group]


def test_nobody_writes_a_comment_in_the_admin(admin: Client, article: ArticlePage) -> None:
    assert admin.get(f"{QUEUE}add/").status_code == 302
    assert f"{QUEUE}add/" not in admin.get(QUEUE).content.decode()


def test_the_queue_is_searched_and_narrowed_by_state_and_language(admin: Client, article: ArticlePage) -> None:
    comment(article, text="Thanks a lot.", lang="en", state="spam")
    comment(article, text="Endnu en tak.", state="spam")
    for query, found in {
        "": 3,
        "?state=waiting": 1,
        "?state=spam": 2,
        "?lang=en": 1,
        "?q=Berg": 1,
        "?q=findes+ikke": 0,
    }.items():
        rows = BeautifulSoup(admin.get(f"{QUEUE}{query}").content, "html.parser").select("main tbody tr")
        assert len(rows) == found, query


def test_several_are_approved_hidden_and_deleted_at_once(admin: Client, article: ArticlePage) -> None:
    ids = [Comment.objects.get().pk, *(comment(article, state="waiting").pk for _ in range(3))]
    bulk(admin, "approved", *ids[:3])
    assert "hjalp" in admin.get(article.url_in("da")).content.decode()
    bulk(admin, "hidden", ids[0])
    assert "hjalp" not in admin.get(article.url_in("da")).content.decode()
    bulk(admin, "delete", *ids[1:])
    assert [row.pk for row in Comment.objects.all()] == ids[:1]


@pytest.mark.parametrize("action", ["approved", "delete"])
def test_all_means_all_that_the_list_shows(admin: Client, article: ArticlePage, action: str) -> None:
    comment(article, state="spam", lang="en")
    bulk(admin, action, "all", state="spam")
    assert list(Comment.objects.filter(state__in=["waiting", "spam"]).values_list("state", flat=True)) == ["waiting"]


def test_spam_that_is_none_is_rescued(admin: Client, article: ArticlePage) -> None:
    rescued = comment(article, state="spam", doubt=Doubt.LINKS)
    assert "Den indeholder links." in admin.get(f"{QUEUE}edit/{rescued.pk}/").content.decode()
    bulk(admin, "approved", rescued.pk)
    rescued.refresh_from_db()
    assert (rescued.state, rescued.doubt) == (CommentState.APPROVED, "")


def test_a_personal_detail_is_taken_out_and_readers_are_told(admin: Client, article: ArticlePage) -> None:
    pk = Comment.objects.get().pk
    edit(admin, pk, state="approved")
    assert "redigeret af klinikken" not in admin.get(article.url_in("da")).content.decode()
    edit(admin, pk, text="Det hjalp.")
    html = admin.get(article.url_in("da")).content.decode()
    assert "redigeret af klinikken" in html
    assert "Berg" not in html
    assert not ModelLogEntry.objects.filter(label__contains="Berg").exists()


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_author_is_told_once_of_the_answer_in_the_comments_language(
    admin: Client, article: ArticlePage, mailoutbox: list[EmailMessage], language: str
) -> None:
    Comment.objects.update(lang=language)
    pk = Comment.objects.get().pk
    edit(admin, pk, answer="Det glæder os.")
    assert mailoutbox == []
    bulk(admin, "approved", pk)
    edit(admin, pk, answer="Det glæder os meget.")
    [mail] = mailoutbox
    assert mail.to == ["anna@example.org"]
    assert {"da": "har svaret", "en": "has answered"}[language] in mail.subject
    assert f"{article.url_in(language)}#comment-{pk}" in mail.body
    assert "Det glæder os meget." in admin.get(article.url_in("da")).content.decode()


def test_editors_are_told_of_a_comment_in_their_own_language_and_not_what_it_says(
    client: Client, article: ArticlePage, editor: User, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    UserProfile.objects.create(user=editor, preferred_language="en")
    person("receptionist", "Receptionist")
    person("translator", "Oversætter til engelsk / Translator (English)")
    monkeypatch.setattr(public_forms, "SHORTEST_WAIT", timedelta(0))
    send(client, article, "en", text="Noget privat.")
    subjects = {mail.to[0]: mail.subject for mail in mailoutbox}
    assert subjects == {
        "inger@example.org": "New comment on “About sciatica”",
        "receptionist@example.org": "Ny kommentar til »Om iskias«",
    }
    assert not any("privat" in mail.body for mail in mailoutbox)
    assert all(f"edit/{Comment.objects.latest('pk').pk}/" in mail.body for mail in mailoutbox)


def test_a_deleted_comment_is_named_as_it_was_called(admin: Client, article: ArticlePage) -> None:
    waiting = Comment.objects.get()
    name = str(waiting)
    done = admin.post(f"{QUEUE}delete/{waiting.pk}/", follow=True)
    said = BeautifulSoup(done.content, "html.parser").select_one(".messages").get_text(" ", strip=True)
    assert name in said
    assert "None" not in said

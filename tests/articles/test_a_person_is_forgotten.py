"""Everything one person leaves on the whole site, and that retention and erasure take all of it away."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.management import call_command
from django.http import HttpRequest
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import FormState
from wagtail.models import ModelLogEntry, PageLogEntry

from articles.models import ArticlePage, CaseStoryPage, Comment, CommentState, Consent, SignedDocument
from home.models import ClinicSettings, ContactSubmission, HomePage, Mail, User
from home.privacy.personal_data import holdings
from tests.articles import comments
from tests.home import contact
from tests.support import factories
from tests.support.traces import places

NAME = "Zorahnwick"
# Only in the address, and so in nothing that stays.
MAILBOX = "kvitterfugl"
ADDRESS = f"{MAILBOX}@example.org"


@pytest.fixture(autouse=True)
def _own_site(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EMAIL_BACKEND = "home.outbox.backend.OutboxBackend"
    settings.OUTBOX_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    settings.WITHDRAWALS_FILE = tmp_path / "withdrawals.txt"
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    monkeypatch.setattr("home.security.public_forms.form.SHORTEST_WAIT", timedelta(seconds=-1))


@pytest.fixture
def article(home_page: HomePage) -> ArticlePage:
    clinic = ClinicSettings.load()
    clinic.email = "klinik@example.org"
    clinic.save()
    factories.contact_page(home_page).save_revision().publish()
    return factories.article(factories.article_index(home_page))


@pytest.fixture
def person(article: ArticlePage, editor: User, client: Client) -> Client:
    """A browser in which somebody has commented and written to the clinic, and was answered."""
    comments.send(client, article, name=NAME, email=ADDRESS, text=f"Hilsen {NAME}, {ADDRESS}")
    # By initials, but with the name below the text.
    comments.send(client, article, name="Z.", text=f"Jeg glemte noget. {NAME.upper()}")
    assert contact.send(client, name=f"Zoe {NAME}", email=ADDRESS, message=f"Jeg er {NAME}").status_code == 303
    admin = Client()
    admin.force_login(editor)
    for comment in Comment.objects.all():
        form = {"name": comment.name, "text": comment.text, "lang": "da", "state": CommentState.APPROVED}
        answer = {"answer": f"Kære {NAME}", "answer_lang": "da"}
        admin.post(reverse("wagtailsnippets_articles_comment:edit", args=[comment.pk]), {**form, **answer})
    assert Comment.objects.filter(state=CommentState.APPROVED, answer__contains=NAME).count() == 2
    call_command("outbox")
    assert NAME in client.get(article.url).content.decode()
    return client


@pytest.fixture
def story(home_page: HomePage, editor: User) -> CaseStoryPage:
    """A story that tells of the same person, with all that editors leave around it."""
    index = factories.case_story_index(home_page)
    texts = {f"summary_{code}": f"{NAME} fortæller" for code in ("da", "en")}
    story = factories.case_story(index, f"{NAME}s historie", f"{NAME}’s story", picture=factories.picture(NAME), **texts)
    story.save_revision(user=editor, log_action=True).publish(user=editor)
    consent = Consent.objects.get()
    consent.giver, consent.contact, consent.remarks = f"Zoe {NAME}", ADDRESS, f"{NAME} ringer"
    consent.save()
    SignedDocument.objects.create(consent=consent, name=f"{NAME}.pdf", content=f"{NAME} {ADDRESS}".encode())
    now = timezone.now()
    FormState.objects.update_or_create_by_instance(story, data=f"summary_da={NAME}", user=editor, last_updated_at=now)
    request = HttpRequest()
    request.session = SessionStore()
    SessionStorage(request)._store([Message(20, f"»{story.title_da}« er udgivet.")], None)
    request.session.save()
    return story


def test_what_was_registered_is_readable_in_no_table(story: CaseStoryPage) -> None:
    assert places(MAILBOX) == []
    assert {"articles_consent", "articles_signeddocument"}.isdisjoint(places(NAME))


def test_after_the_periods_no_address_is_left_and_no_request(person: Client, article: ArticlePage) -> None:
    Comment.objects.filter(text__contains=ADDRESS).update(text=f"Hilsen {NAME}")
    assert {*places(MAILBOX)} == {"articles_comment", "home_contactsubmission", "home_mail"}
    call_command("retention")
    assert ContactSubmission.objects.exists()
    old = timezone.now() - timedelta(days=200)
    Comment.objects.update(created_at=old)
    ContactSubmission.objects.update(submit_time=old)
    Mail.objects.update(created_at=old)
    call_command("retention")
    assert places(MAILBOX) == []
    assert not ContactSubmission.objects.exists()
    # What was said in public stays said.
    assert places(NAME) == ["articles_comment"]


def test_who_asks_to_be_forgotten_is_forgotten(
    person: Client, story: CaseStoryPage, article: ArticlePage, client: Client
) -> None:
    assert {*places(NAME)} >= {"articles_comment", "home_contactsubmission", "home_basepage", "wagtailcore_revision", "session"}
    assert {*places(MAILBOX)} >= {"articles_comment", "home_contactsubmission", "home_mail"}
    story_address = story.url
    assert client.get(story_address).status_code == 200
    with TestCase.captureOnCommitCallbacks(execute=True):
        for asked in (ADDRESS, NAME):
            call_command("person", asked, erase=True)
    assert (places(NAME), places(MAILBOX)) == ([], [])
    assert [*holdings(NAME), *holdings(ADDRESS)] == []
    assert NAME not in client.get(article.url).content.decode()
    assert client.get(story_address).status_code == 404
    assert client.get("/soeg/", {"q": NAME}).content.decode().count("card") == client.get(
        "/soeg/", {"q": "findesikke"}
    ).content.decode().count("card")
    assert NAME not in str(getattr(cache, "_cache", {}))
    assert {*ModelLogEntry.objects.values_list("action", flat=True)} >= {"home.erase_person", "consent.withdraw"}
    kept = [*ModelLogEntry.objects.values_list("label", "data"), *PageLogEntry.objects.values_list("label", "data")]
    assert not any(word in str(kept) for word in (NAME, MAILBOX, "Zoe"))

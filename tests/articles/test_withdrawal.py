"""After a withdrawal nothing tells of the patient: not in a table, not in a session, not in a file."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, ModelLogEntry

from articles.consent.withdrawal import honour_withdrawals, withdraw, withdrawals
from articles.models import ArticlePage, CaseStoryPage, Consent, RelatedPage, SignedDocument, Withdrawal
from home.models import BasePage, DraftLink, HomePage, User
from home.operations.loader import load
from tests.home.admin import person
from tests.support import factories
from tests.support.traces import places

WORD = "kvitterfugl"
KEEPER = "Samtykkeansvarlig / Consent keeper"


@pytest.fixture(autouse=True)
def _own_list(settings: Any, tmp_path: Path) -> None:
    settings.WITHDRAWALS_FILE = tmp_path / "withdrawals.txt"
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"


@pytest.fixture
def story(home_page: HomePage, editor: User) -> CaseStoryPage:
    """A story with the word wherever the site can put one."""
    texts = {f"{name}_{code}": f"{WORD} {name}" for name in ("summary", "background") for code in ("da", "en")}
    index = factories.case_story_index(home_page)
    story = factories.case_story(index, f"Da {WORD}", f"En {WORD}", picture=factories.picture(WORD), **texts)
    story.picture.get_rendition("width-10")
    story.save_revision(user=editor, log_action=True).publish(user=editor)
    story.title_da = f"Ny {WORD}"
    story.slug_da = f"ny-{WORD}"
    story.save_revision(user=editor, log_action=True).publish(user=editor)
    story.get_workflow().start(story, editor)
    story.current_workflow_state.cancel(user=editor)
    consent = Consent.objects.get()
    consent.remarks = WORD
    consent.save()
    SignedDocument.objects.create(consent=consent, name=f"{WORD}.pdf", content=WORD.encode())
    return story


def refer_to(story: CaseStoryPage) -> ArticlePage:
    """Make an article that shows the story, links to it and recommends it, in what is live and in a draft."""
    article = factories.article(factories.article_index(HomePage.objects.get()))
    link = f'<p>Læs <a linktype="page" id="{story.pk}">historien</a> her.</p>'
    article.body_da = [("case_story", story), ("paragraph", link)]
    article.related_pages.add(RelatedPage(target=story))
    article.save_revision().publish()
    article.body_en = [("paragraph", link), ("case_story", story)]
    article.save_revision()
    return article


def leave_traces(story: CaseStoryPage, editor: User) -> None:
    """Do what people do around a story."""
    copy = story.copy(update_attrs={"title_da": f"Kopi {WORD}", "slug_da": f"kopi-{WORD}"}, user=editor)
    copy.delete(user=editor)
    story.copy(update_attrs={"slug_en": f"copy-{WORD}"}, keep_live=False, user=editor)
    story.create_alias(update_slug=f"alias-{WORD}", user=editor)
    Comment.objects.create(page=story, user=editor, text=WORD, contentpath="summary_da")
    DraftLink.renew(story)
    Redirect.add_redirect(f"/{WORD}", story)
    Redirect.add_redirect("/gammel", story.url_in("da"))
    now = {"user": editor, "last_updated_at": timezone.now()}
    FormState.objects.update_or_create_by_instance(story, data=WORD, **now)
    FormState.objects.update_or_create_by_instance(CaseStoryPage(), data=WORD, **now)
    EditingSession.objects.create(user=editor, content_object=story, last_seen_at=timezone.now())
    request = HttpRequest()
    request.session = SessionStore()
    SessionStorage(request)._store([Message(20, f"»Ny {WORD}« er udgivet.")], None)
    request.session.save()


def test_nothing_is_left_of_a_story(story: CaseStoryPage, editor: User, client: Client) -> None:
    article = refer_to(story)
    leave_traces(story, editor)
    address, card = story.url_in("da"), reverse("share_image", args=[story.pk, "da", 16 * "0"])
    client.get(client.get(card).headers["Location"])
    assert WORD in client.get("/artikler/om-iskias/").content.decode()
    before = {*places(WORD)}
    assert before >= {"home_basepage", "wagtailcore_revision", "wagtailcore_pagelogentry", "session", "home_clinicimage"}
    with TestCase.captureOnCommitCallbacks(execute=True):
        withdraw(story.consent_key, editor)
    assert places(WORD) == []
    assert [client.get(gone).status_code for gone in (address, card, f"/{WORD}/", "/gammel/")] == [404, 404, 404, 404]
    fresh = ArticlePage.objects.get(pk=article.pk)
    draft = fresh.get_latest_revision_as_object()
    assert [block.block_type for block in (*fresh.body_da, *draft.body_en)] == ["paragraph", "paragraph"]
    assert "<a" not in "".join(block.value.source for block in (*fresh.body_da, *draft.body_en))
    assert "Læs historien her." in client.get("/artikler/om-iskias/").content.decode()
    [entry] = ModelLogEntry.objects.filter(action="consent.withdraw")
    assert (entry.label, entry.user) == (str(Withdrawal.objects.get()), editor)


def test_what_is_not_the_patients_stays(story: CaseStoryPage) -> None:
    other = factories.case_story(story.get_parent(), "En anden", "Another", picture=story.picture)
    withdraw(story.consent_key)
    assert CaseStoryPage.objects.get() == other
    assert CaseStoryPage.objects.get().picture.title == WORD
    assert Consent.objects.count() == 1


def test_a_restored_story_is_cleared_again(story: CaseStoryPage, settings: Any) -> None:
    key = story.consent_key
    with TestCase.captureOnCommitCallbacks(execute=True):
        withdraw(key)
    Withdrawal.objects.all().delete()
    factories.case_story(BasePage.objects.get(slug_da="patienthistorier"), WORD, WORD, consent_key=key)
    assert honour_withdrawals() == 1
    assert places(WORD) == []
    assert honour_withdrawals() == 0
    # The file may be lost instead of the database.
    settings.WITHDRAWALS_FILE.unlink()
    honour_withdrawals()
    assert list(withdrawals()) == [key]
    [line] = settings.WITHDRAWALS_FILE.read_text().splitlines()
    assert line == f"{Withdrawal.objects.get().withdrawn_at.isoformat()} {key}"


def test_a_list_that_cannot_be_written_does_not_keep_the_story(
    story: CaseStoryPage, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.WITHDRAWALS_FILE = settings.WITHDRAWALS_FILE / "no-such-folder" / "list"
    withdraw(story.consent_key)
    assert not CaseStoryPage.objects.exists()
    assert "run honourwithdrawals" in caplog.text


def test_a_withdrawn_story_is_not_loaded_again(db: None, client: Client) -> None:
    load()
    story = CaseStoryPage.objects.get()
    withdraw(story.consent_key)
    assert places("Sarahs historie") == []
    load()
    assert not CaseStoryPage.objects.exists()


@pytest.mark.thorough
def test_an_empty_site_loads_everything_but_a_withdrawn_story(db: None, settings: Any) -> None:
    settings.WITHDRAWALS_FILE.write_text("2026-11-22T10:00:00+00:00 6f1c2a52-9f3e-4d7b-8a51-2b7c0e9d4f38\n")
    report = load()
    assert sorted(report.refused) == ["consent-sarah", "sarah"]
    assert not CaseStoryPage.objects.exists()
    assert not Consent.objects.exists()
    article = ArticlePage.objects.get()
    assert "case_story" not in [block.block_type for block in article.body_da]
    assert "Sarahs historie" not in str(article.body_da)


def test_the_keeper_is_told_what_goes_before_it_goes(story: CaseStoryPage) -> None:
    refer_to(story)
    keeper, address = person("Kaja", KEEPER), reverse("withdraw_consent", args=[Consent.objects.get().pk])
    screen = keeper.get(address).content.decode()
    assert all(words in screen for words in (f"Ny {WORD}", f"Billedet »{WORD}«", "Om iskias", str(story.consent_key)))
    assert CaseStoryPage.objects.exists()
    keeper.post(address)
    assert not CaseStoryPage.objects.exists()
    assert str(Withdrawal.objects.get()) in keeper.get(reverse("withdrawn_consents")).content.decode()


def test_a_key_that_was_never_used_changes_nothing(story: CaseStoryPage) -> None:
    withdraw(uuid.uuid4())
    assert CaseStoryPage.objects.exists()

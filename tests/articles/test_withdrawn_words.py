"""After a withdrawal no title and no address of a story is left that a machine can find; the rest is named to the keeper."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.mail import send_mail
from django.http import HttpRequest
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from articles.consent.withdrawal import honour_withdrawals, withdraw
from articles.models import ArticlePage, ArticleSource, CaseStoryPage, Consent
from home.bilingual.freshness import declare
from home.models import BasePage, HomePage, User
from home.operations.backups.withdrawals_file import append
from tests.home.admin import person
from tests.support import factories
from tests.support.traces import places

KEEPER = "Samtykkeansvarlig / Consent keeper"
WORD = "kvitterfugl"
# With a letter that JSON, HTML and addresses each write in their own way.
TITLES = {"da": f"Da rødkælk {WORD}", "en": f"En robin’s {WORD}"}
LINKS = [
    "http://testserver{path}",
    "https://www.testserver{path}#kommentarer",
    "https://testserver{path}?utm_source=x&amp;y=1",
    "{path}",
    "https://testserver{bare}",
    "HTTPS://TESTSERVER{upper}",
    "https://testserver{encoded}",
    "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Ftestserver{encoded_wholly}",
]


@pytest.fixture(autouse=True)
def _own_site(settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "home.outbox.backend.OutboxBackend"
    settings.WITHDRAWALS_FILE = tmp_path / "withdrawals.txt"
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"


@pytest.fixture
def story(home_page: HomePage, editor: User) -> CaseStoryPage:
    picture = factories.picture(WORD)
    picture.tags.add(f"{WORD}-mærke")
    index = factories.case_story_index(home_page)
    slugs = {"slug_da": f"da-{WORD}", "slug_en": f"en-{WORD}"}
    story = factories.case_story(index, TITLES["da"], TITLES["en"], pseudonym="Solvejg", picture=picture, **slugs)
    story.save_revision(user=editor, log_action=True).publish(user=editor)
    return story


@pytest.fixture
def article(story: CaseStoryPage, editor: User) -> ArticlePage:
    """An article that links to the story by number and by typed address, in what is live, in its draft and in a source."""
    article = factories.article(factories.article_index(HomePage.objects.get()))
    bodies = {language: [("paragraph", html) for html in paragraphs(story, language)] for language in ("da", "en")}
    article.body_da, article.body_en = bodies["da"], bodies["en"]
    article.sources.add(
        ArticleSource(title="En kilde", publisher="Os", year=2026, link=f"https://localhost{story.url_in('da')}")
    )
    article.save_revision(user=editor).publish(user=editor)
    declare(article, user=editor)
    article.lead_da = "Et udkast."
    article.save_revision(user=editor)
    return article


def paragraphs(story: CaseStoryPage, language: str) -> list[str]:
    path, title = story.url_in(language), TITLES[language]
    spellings = {
        "path": path,
        "bare": path.rstrip("/"),
        "upper": path.upper(),
        "encoded": path.replace("-", "%2D"),
        "encoded_wholly": path.replace("/", "%2F").replace("-", "%2d"),
    }
    typed = "".join(f'<p>Se <a href="{link.format(**spellings)}">{title}</a>.</p>' for link in LINKS)
    return [
        f'<p>Læs <a linktype="page" id="{story.pk}">{title}</a>, <a id="{story.pk}" linktype="page">om <b>Solvejg</b></a> '
        f'og <a linktype="page" id="{story.pk}">resten</a>.</p>',
        typed,
        f"<p>Eller skriv https://testserver{path}, så er du der.</p>",
    ]


def leave_traces(story: CaseStoryPage, article: ArticlePage, editor: User) -> None:
    send_mail(f"Ny kommentar til »{story.title_da}«", f"Se http://testserver{story.url_in('da')}", "a@b.dk", ["e@b.dk"])
    send_mail("To be moderated", f"http://testserver/admin/pages/{story.pk}/edit/", "a@b.dk", ["e@b.dk"])
    send_mail("Noget andet", "Intet om nogen.", "a@b.dk", ["e@b.dk"])
    Redirect.objects.create(old_path="/fra-avisen", redirect_link=f"https://www.testserver{story.url_in('en')}?x=1")
    Redirect.objects.create(old_path="/via", redirect_link="/fra-avisen/")
    Redirect.objects.create(old_path=f"{story.url_in('da')}gammel", redirect_page=article)
    Redirect.objects.create(old_path="/artikel", redirect_page=article)
    log(article, "wagtail.edit", user=editor, data={"note": [f"Link til {story.title_da}"]})
    log(editor, "wagtail.edit", user=editor, data={"page": {"title": story.title_en}})
    now = {"user": editor, "last_updated_at": timezone.now()}
    FormState.objects.update_or_create_by_instance(article, data=f"body=https://testserver{story.url_in('da')}", **now)
    request = HttpRequest()
    request.session = SessionStore()
    SessionStorage(request)._store([Message(20, f"»{story.title_da}« er udgivet.")], None)
    request.session["last"] = story.url_in("da")
    request.session.save()
    cache.set("share-image-x", story.title_da)


def committed(act: Any, *values: Any) -> Any:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return act(*values)


@pytest.mark.parametrize("before", ["nothing", "deleted", "renamed", "moved", "deleted and restored"])
def test_no_table_and_no_file_holds_a_title_or_an_address(
    story: CaseStoryPage, article: ArticlePage, editor: User, client: Client, before: str
) -> None:
    leave_traces(story, article, editor)
    if "deleted" in before:
        committed(CaseStoryPage.objects.get().delete)
    elif before == "renamed":
        renamed = CaseStoryPage.objects.get()
        renamed.title_da, renamed.slug_da, renamed.slug_en = "En helt anden", "en-helt-anden", "another"
        renamed.save_revision(user=editor, log_action=True).publish(user=editor)
    elif before == "moved":
        index = factories.case_story_index(HomePage.objects.get(), slug_da="andre", slug_en="others", title_da="Andre")
        CaseStoryPage.objects.get().move(index, pos="last-child", user=editor)
    if before == "deleted and restored":
        Consent.objects.all().delete()
        append([f"2026-11-22T10:00:00+00:00 {story.consent_key}".encode()])
        assert committed(honour_withdrawals) == 1
    else:
        committed(withdraw, story.consent_key, editor)
    assert [places(word) for word in (WORD, "rødkælk", "Solvejg")] == [[], [], []]
    assert WORD not in str(getattr(cache, "_cache", {}))
    text = client.get(article.url).content.decode()
    assert "og resten." in text
    assert "Læs en patienthistorie" in text
    assert "Eller skriv , så er du der." in text
    assert "Læs a case story" in client.get(article.url_in("en")).content.decode()
    assert ArticlePage.objects.get().get_latest_revision_as_object().lead_da == "Et udkast."
    assert ArticlePage.objects.get().language_summary.live_behind == []
    assert sorted(Redirect.objects.values_list("old_path", flat=True)) == ["/artikel"]
    assert client.get("/soeg/", {"q": WORD}).content.decode().count("card__title") == 0


def test_other_pages_keep_their_links_and_their_words(story: CaseStoryPage, article: ArticlePage, editor: User) -> None:
    other = factories.case_story(story.get_parent(), f"{TITLES['da']} igen", "Again", slug_da=f"da-{WORD}-2", slug_en="again")
    link = f'<p><a href="https://testserver{other.url_in("da")}">Igen</a></p>'
    article.body_da = [("paragraph", link)]
    article.save_revision().publish()
    committed(withdraw, story.consent_key, editor)
    assert link in str(ArticlePage.objects.get().body_da.raw_data[0]["value"])
    assert CaseStoryPage.objects.get().url_path_da == other.url_path_da
    assert CaseStoryPage.objects.get().get_latest_revision() is None


def test_the_keeper_is_given_to_read_what_only_a_person_can_judge(story: CaseStoryPage) -> None:
    article = factories.article(factories.article_index(HomePage.objects.get()))
    article.body_en = [("paragraph", "<p>Solvejg came every week.</p>")]
    article.save_revision()
    other = factories.info_page(HomePage.objects.get(), "Uden navne", "No names")
    keeper = person("Kaja", KEEPER)
    screen = keeper.post(reverse("withdraw_consent", args=[Consent.objects.get().pk]), follow=True).content.decode()
    assert "Læs disse" in screen
    assert "Artikel: " in screen
    assert "Om iskias" in screen
    assert other.title_da not in screen
    assert "Solvejg" not in screen
    assert "wagtailcore_revision" in places("Solvejg")


def test_a_generic_title_of_one_word_takes_nothing_of_others(home_page: HomePage, editor: User) -> None:
    story = factories.case_story(
        factories.case_story_index(home_page), "Iskias", "Sciatica", slug_da="iskias", slug_en="sciatica"
    )
    article = factories.article(factories.article_index(home_page))
    log(article, "wagtail.edit", user=editor, data={"note": "Om iskias igen"})
    send_mail("Spørgsmål om iskias", "Hvad hjælper mod iskias?", "a@b.dk", ["e@b.dk"])
    send_mail("Ny kommentar til »Iskias«", "Hej", "a@b.dk", ["e@b.dk"])
    committed(withdraw, story.consent_key, editor)
    assert "home_mail" in places("Spørgsmål om iskias")
    assert "home_mail" not in places("»iskias«")
    assert places("Om iskias igen") == ["wagtailcore_pagelogentry"]
    assert BasePage.objects.filter(title_da="Om iskias").exists()

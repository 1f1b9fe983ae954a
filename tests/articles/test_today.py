"""What comments, reviews and consents add to the beginning of the dashboard."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticlePage, Comment, Consent
from home.models import HomePage
from tests.home.admin import person
from tests.support import factories

EDITOR = "Redaktør / Editor"
TRANSLATOR = "Oversætter til engelsk / Translator (English)"
KEEPER = "Samtykkeansvarlig / Consent keeper"


@pytest.fixture
def article(home_page: HomePage) -> ArticlePage:
    return factories.article(factories.article_index(home_page))


def waiting(client: Client) -> dict[str, str]:
    """Return what the dashboard says waits, and where it leads."""
    screen = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    return {link.text: link["href"] for link in screen.select(".today__label")}


def write_comment(article: ArticlePage, key: str) -> Comment:
    return Comment.objects.create(
        page_id=article.pk, lang="da", name="Lis", text="Tak.", answer_lang="da", form_key=key, digest=key
    )


def test_one_comment_leads_to_itself_and_two_to_those_that_wait(article: ArticlePage) -> None:
    receptionist = person("rie", "Receptionist")
    comment = write_comment(article, "a")
    address = reverse("wagtailsnippets_articles_comment:edit", args=[comment.pk])
    assert waiting(receptionist) == {"1 kommentar at tage stilling til": address}
    write_comment(article, "b")
    queue = f"{reverse('wagtailsnippets_articles_comment:list')}?state=waiting"
    assert waiting(receptionist) == {"2 kommentarer at tage stilling til": queue}
    Comment.objects.update(state="approved")
    assert waiting(receptionist) == {}


@pytest.mark.parametrize(("days", "is_told"), [(-5, True), (0, True), (30, True), (31, False)])
def test_a_medical_review_is_told_to_editors_a_month_before(article: ArticlePage, days: int, is_told: bool) -> None:
    ArticlePage.objects.update(next_review=timezone.localdate() + timedelta(days=days))
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    told = {"1 faglig gennemlæsning skal laves": address} if is_told else {}
    assert waiting(person("inger", EDITOR)) == told
    assert waiting(person("ann", TRANSLATOR)) == waiting(person("rie", "Receptionist")) == {}


def test_several_reviews_lead_to_the_board_which_shows_them(article: ArticlePage) -> None:
    other = factories.article(article.get_parent(), "Om hovedpine", "About headache")
    for page, days in ((article, -5), (other, 20)):
        ArticlePage.objects.filter(pk=page.pk).update(next_review=timezone.localdate() + timedelta(days=days))
    editor = person("inger", EDITOR)
    address = waiting(editor)["2 faglige gennemlæsninger skal laves"]
    board = editor.get(address).content.decode()
    assert "Om iskias" in board
    assert "Om hovedpine" in board


@pytest.mark.parametrize(("days", "is_told"), [(-1, False), (0, True), (30, True), (31, False)])
def test_a_consent_that_ends_within_a_month_is_told_to_its_keepers_alone(home_page: HomePage, days: int, is_told: bool) -> None:
    story = factories.case_story(factories.case_story_index(home_page))
    consent = Consent.objects.get(consent_key=story.consent_key)
    Consent.objects.update(until=timezone.localdate() + timedelta(days=days))
    told = {"1 samtykke udløber snart": reverse("consents:edit", args=[consent.pk])} if is_told else {}
    assert waiting(person("karen", KEEPER)) == told
    assert "samtykke" not in "".join(waiting(person("inger", EDITOR)))
    assert waiting(person("rie", "Receptionist")) == {}

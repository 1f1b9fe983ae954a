"""A link to a draft shows a case story to nobody for whom no consent allows it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.consent.withdrawal import withdraw
from articles.models import ArticlePage, CaseStoryPage, Consent
from articles.models.consent import today
from home.models import DraftLink, HomePage, User
from tests.support import factories

WORD = "kvitterfugl"


@pytest.fixture
def story(home_page: HomePage, settings: Any, tmp_path: Path) -> CaseStoryPage:
    settings.WITHDRAWALS_FILE = tmp_path / "withdrawals.txt"
    texts = {f"summary_{code}": f"{WORD} fortæller" for code in ("da", "en")}
    story = factories.case_story(factories.case_story_index(home_page), f"Da {WORD}", f"En {WORD}", **texts)
    story.save_revision()
    return story


@pytest.fixture
def link(story: CaseStoryPage) -> DraftLink:
    return DraftLink.renew(story)


def read(client: Client, link: DraftLink, language: str = "da") -> tuple[int, bool]:
    response = client.get(reverse("draft", args=[link.key, language]))
    return response.status_code, WORD in response.content.decode()


def test_a_draft_is_shown_while_a_consent_allows_it(client: Client, link: DraftLink) -> None:
    assert read(client, link) == read(client, link, "en") == (200, True)


@pytest.mark.parametrize(("field", "days"), [("until", -1), ("given_on", 1)])
def test_the_link_ends_with_the_consent_by_the_clock(client: Client, link: DraftLink, field: str, days: int) -> None:
    Consent.objects.update(**{field: today() + timedelta(days)})
    assert read(client, link) == read(client, link, "en") == (410, False)


def test_a_language_that_no_consent_covers_is_not_shown(client: Client, link: DraftLink, editor: User) -> None:
    Consent.objects.update(languages=["da"])
    assert (read(client, link), read(client, link, "en")) == ((200, True), (410, False))
    client.force_login(editor)
    screen = client.get(reverse("share_draft", args=[link.page_id])).content.decode()
    assert "Udkastet på engelsk kan ikke deles: der mangler et samtykke til engelsk." in screen
    assert f"/_draft/{link.key}/en/" not in screen


def test_a_story_without_a_consent_gets_no_link(client: Client, story: CaseStoryPage, editor: User) -> None:
    link = DraftLink.renew(story)
    Consent.objects.all().delete()
    assert read(client, link) == (410, False)
    DraftLink.objects.all().delete()
    client.force_login(editor)
    screen = client.post(reverse("share_draft", args=[story.pk]), follow=True).content.decode()
    assert not DraftLink.objects.exists()
    assert "Udkastet på dansk kan ikke deles: der mangler et samtykke til dansk." in screen
    assert "Lav et link" not in screen


def test_a_withdrawn_story_and_its_copies_are_gone_from_every_link(client: Client, story: CaseStoryPage) -> None:
    links = [DraftLink.renew(page) for page in (story, story.copy(update_attrs={"slug_da": "kopi", "slug_en": "copy"}))]
    assert [read(client, link) for link in links] == [(200, True)] * 2
    withdraw(story.consent_key)
    assert [read(client, link)[0] for link in links] == [404, 404]


def test_a_draft_of_an_article_shows_no_story_whose_consent_has_ended(client: Client, story: CaseStoryPage) -> None:
    article = factories.article(factories.article_index(HomePage.objects.get()))
    article.body_da = article.body_en = [
        ("case_story", story),
        ("paragraph", f'<p><a linktype="page" id="{story.pk}">her</a></p>'),
    ]
    article.save_revision()
    story.article = article
    story.save()
    link = DraftLink.renew(article)
    assert read(client, link) == read(client, link, "en") == (200, True)
    Consent.objects.update(until=today() - timedelta(days=1))
    assert read(client, link) == read(client, link, "en") == (200, False)
    assert story.slug_da not in client.get(reverse("draft", args=[link.key, "da"])).content.decode()
    withdraw(story.consent_key)
    assert read(client, link) == read(client, link, "en") == (200, False)
    assert "case_story" not in str(ArticlePage.objects.get().get_latest_revision().content)

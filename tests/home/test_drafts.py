from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import DraftLink, HomePage, InfoPage, User
from home.reading.page_cache.listener import Listener
from home.reading.page_cache.store import Store
from home.security.headers import PUBLIC
from tests.support import factories


@pytest.fixture
def draft(home_page: HomePage) -> InfoPage:
    """A page that is live, with changes that are not published."""
    page = factories.info_page(home_page)
    page.lead_da, page.lead_en = "Nyt udkast.", "A new draft."
    page.save_revision()
    return page


@pytest.fixture
def link(draft: InfoPage) -> DraftLink:
    return DraftLink.renew(draft)


def read(client: Client, link: DraftLink, language: str = "da") -> object:
    return client.get(reverse("draft", args=[link.key, language]))


def test_anybody_with_the_link_reads_the_latest_draft_in_either_language(client: Client, link: DraftLink) -> None:
    for language, text in (("da", "Nyt udkast."), ("en", "A new draft.")):
        response = read(client, link, language)
        content = response.content.decode()
        assert text in content
        assert f'<html lang="{language}">' in content
        assert f'href="/_draft/{link.key}/{"en" if language == "da" else "da"}/"' in content
    assert "Nyt udkast." not in client.get("/om-os/").content.decode()


def test_the_draft_says_that_it_is_one_and_until_when_it_is_shown(client: Client, link: DraftLink) -> None:
    content = read(client, link).content.decode()
    assert "Dette er en kladde, som ikke er udgivet. Linket virker til" in content
    assert str(timezone.localtime(link.expires_at).year) in content


def test_a_draft_is_kept_by_no_cache_and_told_to_no_search_engine_or_site(client: Client, link: DraftLink) -> None:
    response = read(client, link)
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


def test_readers_of_a_draft_get_the_policy_of_readers(client: Client, link: DraftLink) -> None:
    response = read(client, link)
    assert response.headers["Content-Security-Policy"] == PUBLIC
    assert response.headers["X-Frame-Options"] == "DENY"


@pytest.fixture
def listeners(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Listener]]:
    """What hears of changes for each page cache that is made meanwhile."""
    made: list[Listener] = []

    class Noted(Listener):
        def __init__(self, store: Store) -> None:
            super().__init__(store)
            made.append(self)

    settings.PAGE_CACHE_MEGABYTES = 1
    monkeypatch.setattr("home.reading.page_cache.middleware.Listener", Noted)
    yield made
    for listener in made:
        listener.close()


def test_no_view_of_a_draft_leaves_a_thread_or_a_connection_behind(
    client: Client, link: DraftLink, listeners: list[Listener]
) -> None:
    for _ in range(3):
        assert "Nyt udkast." in read(client, link).content.decode()
    # Wagtail makes a chain of middleware for each; only the site's own has begun to listen.
    assert [listener._thread is not None for listener in listeners] == [True, False, False, False]


def test_a_draft_in_one_language_offers_no_other(client: Client, home_page: HomePage) -> None:
    page = factories.info_page(home_page, live=False, title_en="", lead_en="", body_en=[])
    link = DraftLink.renew(page)
    assert f"/_draft/{link.key}/en/" not in read(client, link).content.decode()


def test_a_link_that_has_expired_says_so_and_shows_nothing(client: Client, link: DraftLink) -> None:
    link.expires_at = timezone.now() - timedelta(seconds=1)
    link.save()
    response = read(client, link)
    assert response.status_code == 410
    assert "Linket er udløbet" in response.content.decode()
    assert "Nyt udkast." not in response.content.decode()


def test_a_link_ends_with_its_page(client: Client, link: DraftLink, draft: InfoPage) -> None:
    draft.delete()
    assert read(client, link).status_code == 404


def test_no_other_address_shows_a_draft(client: Client, link: DraftLink) -> None:
    assert client.get(reverse("draft", args=["x" * 32, "da"])).status_code == 404
    assert client.get(reverse("draft", args=[link.key, "de"])).status_code == 404


def test_an_editor_makes_a_link_renews_it_and_takes_it_back(client: Client, editor: User, draft: InfoPage) -> None:
    client.force_login(editor)
    address = reverse("share_draft", args=[draft.pk])
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    content = client.post(address, follow=True).content.decode()
    first = DraftLink.objects.get()
    assert f"http://testserver/_draft/{first.key}/da/" in content
    client.post(address)
    second = DraftLink.objects.get()
    assert read(client, first).status_code == 404
    assert read(client, second).status_code == 200
    client.post(address, {"withdraw": "yes"})
    assert read(client, second).status_code == 404


def test_a_person_who_may_not_edit_the_page_may_not_share_it(client: Client, draft: InfoPage) -> None:
    client.force_login(User.objects.create_user("rita", "rita@example.org", "rita"))
    client.post(reverse("share_draft", args=[draft.pk]))
    assert not DraftLink.objects.exists()

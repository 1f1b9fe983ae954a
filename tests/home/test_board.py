import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from articles.models import ArticleSource
from home.bilingual.visibility import State
from home.models import BasePage, ClinicImage, HomePage, InfoPage, Practitioner, User
from tests.support import factories
from tests.support.queries import at_most


@pytest.fixture
def admin(client: Client, editor: User) -> Client:
    """A browser in which an editor is logged in."""
    client.force_login(editor)
    return client


def board(admin: Client, **query: Any) -> list[str]:
    """Return the titles that the board lists, in its order."""
    response = admin.get(reverse("readiness"), query)
    return [page.title_da for page in response.context["object_list"]]


def state(page: BasePage, language: str) -> str:
    return getattr(BasePage.objects.with_states().get(pk=page.pk), f"state_{language}")


def test_a_version_is_missing_then_a_draft_then_live(home_page: HomePage) -> None:
    page = factories.info_page(home_page, live=False, lead_en="", body_en=[])
    assert (state(page, "da"), state(page, "en")) == (State.DRAFT, State.MISSING)
    page.lead_en = "Begun."
    page.save_revision()
    assert state(page, "en") == State.DRAFT
    page.body_en, page.shown_da = factories.paragraph("Done."), False
    page.save_revision().publish()
    assert (state(page, "da"), state(page, "en")) == (State.DRAFT, State.LIVE)


def test_what_stands_below_an_unpublished_page_is_not_live(home_page: HomePage) -> None:
    index = factories.article_index(home_page)
    article = factories.article(index)
    index.unpublish()
    assert state(article, "da") == State.DRAFT


def test_the_text_of_an_unpublished_draft_counts(home_page: HomePage) -> None:
    page = factories.info_page(home_page, lead_en="", body_en=[], shown_en=False)
    draft = InfoPage.objects.get(pk=page.pk)
    draft.lead_en = "Begun."
    draft.save_revision()
    assert not InfoPage.objects.get(pk=page.pk).lead_en
    assert state(page, "en") == State.DRAFT
    page.refresh_from_db()
    page.publish(page.get_latest_revision())
    assert state(page, "en") == State.DRAFT


def test_an_english_first_page_with_a_borrowed_title_is_missing_in_danish(home_page: HomePage) -> None:
    page = factories.info_page(home_page, da="", en="About us", lead_da="", body_da=[], shown_da=False)
    assert page.title_da == "About us"
    assert state(page, "da") == State.MISSING


def test_the_board_is_filtered_by_state_and_language(admin: Client, home_page: HomePage) -> None:
    factories.info_page(home_page, "Om os", shown_en=False, lead_en="", body_en=[])
    factories.info_page(home_page, "Priser", shown_en=False)
    assert board(admin, state_en="missing") == ["Om os"]
    assert board(admin, state_en="draft", state_da="live") == ["Priser"]
    assert board(admin, state_en="live") == ["Klinikken"]


def test_the_board_finds_pages_by_words_of_either_language(admin: Client, home_page: HomePage) -> None:
    factories.info_page(home_page, "Behandling og priser", "Treatment and prices")
    factories.info_page(home_page, "Om os", "About us", shown_en=False)
    for words in ("treatm", "prices treatment", "behandling"):
        assert board(admin, q=words) == ["Behandling og priser"]
    assert board(admin, q="about", state_en="draft", ordering="-title") == ["Om os"]


def test_the_board_is_sorted(admin: Client, home_page: HomePage) -> None:
    factories.info_page(home_page, "Priser", "Aches")
    factories.info_page(home_page, "Om os", "Zones", shown_en=False)
    assert board(admin, ordering="title") == ["Klinikken", "Om os", "Priser"]
    assert board(admin, ordering="-state_en") == ["Klinikken", "Priser", "Om os"]
    assert board(admin) == ["Klinikken", "Priser", "Om os"]


def test_gaps_are_found_per_language(admin: Client, home_page: HomePage) -> None:
    complete = {"search_description_da": "Kort.", "search_description_en": "Short."}
    for page in (home_page, factories.info_page(home_page, "Om os", **complete)):
        for name, text in complete.items():
            setattr(page, name, text)
        page.save()
    factories.info_page(home_page, "Priser", **{**complete, "search_description_en": ""})
    assert board(admin, gap="description_en") == ["Priser"]
    assert board(admin, gap="description_da") == []


def test_a_draft_waiting_is_a_gap(admin: Client, home_page: HomePage) -> None:
    page = factories.info_page(home_page, "Om os")
    assert board(admin, gap="changes") == []
    page.title_da = "Om klinikken"
    page.save_revision()
    assert board(admin, gap="changes") == ["Om os"]


def test_a_picture_without_text_equivalent_is_a_gap_where_it_is_used(
    admin: Client, home_page: HomePage, django_capture_on_commit_callbacks: Any
) -> None:
    picture = ClinicImage.objects.create(title="Nål", file="nål.svg", width=1, height=1, alt_text_en="A needle")
    body = [{"type": "image", "value": {"image": picture.pk}, "id": "b7a5f3de-8e0f-4b5e-8d0c-0a6f0b6b1c12"}]
    with django_capture_on_commit_callbacks(execute=True):
        factories.info_page(home_page, "Med", body_da=body)
        factories.info_page(home_page, "Uden", body_en=body)
    assert board(admin, gap="alt_text_da") == ["Med"]
    assert board(admin, gap="alt_text_en") == []
    ClinicImage.objects.update(alt_text_da="En nål", alt_text_en="")
    assert board(admin, gap="alt_text_da") == []
    assert board(admin, gap="alt_text_en") == ["Uden"]


def test_an_article_wants_a_reviewer_sources_and_a_review_in_time(admin: Client, home_page: HomePage) -> None:
    index, today = factories.article_index(home_page), timezone.localdate()
    reviewer = Practitioner.objects.create(name="Mette")
    article = factories.article(index, "Færdig", reviewer=reviewer, next_review=today)
    article.sources = [ArticleSource(title=title, publisher="JAMA", year=2024) for title in ("One", "Two")]
    article.save()
    factories.article(index, "Ufærdig", next_review=today - timedelta(days=1))
    factories.article(index, "Uden dato", reviewer=reviewer)
    assert board(admin, gap="reviewer") == ["Ufærdig"]
    assert board(admin, gap="review") == ["Ufærdig"]
    assert board(admin, gap="review_date") == ["Uden dato"]
    assert board(admin, gap=["sources", "reviewer"]) == ["Ufærdig", "Uden dato"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_board_is_exported_as_it_is_filtered(admin: Client, home_page: HomePage, kind: str) -> None:
    factories.info_page(home_page, "Om os", "About us", shown_en=False)
    response = admin.get(reverse("readiness"), {"export": kind, "state_en": "draft"})
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    if kind == "csv":
        headings, row = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
        cells = dict(zip(headings, row, strict=True))
        assert (cells["Titel (dansk)"], cells["Titel (engelsk)"]) == ("Om os", "About us")
        assert (cells["Dansk"], cells["Engelsk"]) == ("Udgivet", "Kladde")
        assert cells["Mangler beskrivelse til søgemaskiner (engelsk)"] == "ja"


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_board_shows_both_titles_and_says_states_in_words(admin: Client, home_page: HomePage, language: str) -> None:
    factories.info_page(home_page, "Om os", "About us", shown_en=False)
    with translation.override(language):
        content = admin.get(reverse("readiness"), headers={"accept-language": language}).content.decode()
    assert "Om os" in content
    assert "About us" in content


def test_people_without_pages_of_their_own_do_not_see_the_board(client: Client, home_page: HomePage) -> None:
    client.force_login(User.objects.create_user("rita", "rita@example.org", "rita"))
    assert client.get(reverse("readiness")).status_code == 302


# Session, user and profile; the count and the pages with their states and gaps; the locale; the types that the filter offers;
# what the admin's menu asks of the page tree and the comments; the second factor; the clinic’s name.
BOARD_QUERIES = 13


@pytest.mark.parametrize("pages", [500, pytest.param(5_000, marks=pytest.mark.thorough)])
def test_the_board_costs_the_same_for_many_pages(admin: Client, home_page: HomePage, pages: int) -> None:
    factories.clones(factories.article(factories.article_index(home_page)), pages)
    admin.get(reverse("readiness"))
    for query in ({}, {"state_en": "live", "gap": "reviewer", "p": "20"}, {"q": "sciatica", "ordering": "-state_da"}):
        with at_most(BOARD_QUERIES):
            assert admin.get(reverse("readiness"), query).status_code == 200

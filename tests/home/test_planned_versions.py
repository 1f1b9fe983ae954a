"""What waits for a time to come: its hour, and the address that it is to have."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from home.models import BasePage, HomePage, InfoPage, User
from tests.home.admin import press
from tests.support import factories


@pytest.fixture
def desk(editor: User, client: Client) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def planned(home_page: HomePage) -> InfoPage:
    """A live page that tomorrow gets other addresses."""
    page = factories.info_page(home_page)
    page.save_revision().publish()
    page.slug_da, page.slug_en = "om-klinikken", "about-the-clinic"
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("field", ["go_live_at", "expire_at"])
@pytest.mark.parametrize(
    ("night", "sentence"),
    [
        ("2027-03-28 02:30", "Den 28. marts 2027 stilles uret frem, så klokken 2.30 findes ikke"),
        ("2027-10-31 02:30", "Den 31. oktober 2027 stilles uret en time tilbage, så klokken 2.30 kommer to gange"),
    ],
)
def test_a_time_in_the_night_when_the_clock_changes_is_explained(
    home_page: HomePage, desk: Client, field: str, night: str, sentence: str
) -> None:
    page = factories.article_index(home_page)
    screen = press(desk, page, **{field: night, "action-publish": "true"})
    assert sentence in str(screen)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_address_of_a_planned_version_is_taken(home_page: HomePage, desk: Client, planned: InfoPage, language: str) -> None:
    page = factories.article_index(home_page)
    slug = {"da": "om-klinikken", "en": "about-the-clinic"}[language]
    screen = press(desk, page, **{f"slug_{language}": slug, "action-publish": "true"})
    assert f"»Om os« samme sted skal have adressen »{slug}«" in screen.text
    setattr(page, f"slug_{language}", slug)
    with pytest.raises(ValidationError):
        page.save()


def test_a_new_page_and_a_copy_are_given_another_address(home_page: HomePage, planned: InfoPage) -> None:
    new = home_page.add_child(instance=InfoPage(title_da="Om klinikken", title_en="About the clinic", live=False))
    assert (new.slug_da, new.slug_en) == ("om-klinikken-2", "about-the-clinic-2")
    other = factories.info_page(new, "Om klinikken", "About the clinic")
    assert other.copy(to=home_page).slug_da == "om-klinikken-3"


def test_a_page_cannot_move_to_where_its_address_is_planned(home_page: HomePage, desk: Client, planned: InfoPage) -> None:
    place = factories.info_page(home_page, "Sted", "Place")
    page = factories.info_page(place, "Om klinikken", "About the clinic")
    screen = desk.post(f"/admin/pages/{page.pk}/move/{home_page.pk}/confirm/", follow=True).content.decode()
    assert "skal have adressen »om-klinikken«" in screen
    assert BasePage.objects.get(pk=page.pk).get_parent().pk == place.pk


def test_a_planned_page_cannot_move_to_where_the_address_it_will_have_is_taken(
    home_page: HomePage, desk: Client, planned: InfoPage
) -> None:
    place = factories.info_page(home_page, "Sted", "Place")
    factories.info_page(place, "Om klinikken", "About the clinic")
    screen = desk.post(f"/admin/pages/{planned.pk}/move/{place.pk}/confirm/", follow=True).content.decode()
    assert "allerede adressen »om-klinikken«" in screen
    assert BasePage.objects.get(pk=planned.pk).get_parent().pk == home_page.pk


def test_a_draft_with_a_time_to_come_keeps_its_address_too(home_page: HomePage, desk: Client) -> None:
    page = factories.info_page(home_page)
    page.slug_en, page.go_live_at = "us", timezone.now() + timedelta(days=1)
    page.save_revision()
    other = factories.article_index(home_page)
    assert "skal have adressen »us«" in press(desk, other, slug_en="us").text


def test_a_planned_version_is_published_at_its_address(home_page: HomePage, planned: InfoPage, client: Client) -> None:
    revision = planned.get_latest_revision()
    revision.content = {**revision.content, "go_live_at": None}
    revision.save()
    revision.publish()
    assert client.get("/om-klinikken/").status_code == 200


def test_the_dashboard_tells_what_could_not_be_published_at_its_hour(
    home_page: HomePage, desk: Client, planned: InfoPage
) -> None:
    revision = planned.get_latest_revision()
    revision.content = {**revision.content, "lead_da": ""}
    revision.approved_go_live_at = timezone.now() - timedelta(hours=1)
    revision.save()
    shown = desk.get("/admin/").content.decode()
    assert "1 planlagt side blev ikke udgivet" in shown
    assert "»Indledning« mangler på dansk" in shown

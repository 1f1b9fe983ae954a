"""A story's picture is a private file that readers get exactly as long as a consent covers it and a public page shows it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client, TestCase
from wagtail.images import get_image_model

from articles.consent.pictures import delete_orphans
from articles.consent.withdrawal import withdraw
from articles.models import CaseStoryPage, Consent
from articles.models.consent import today
from home.bilingual.publishing import unpublish_language
from home.models import ClinicImage, HomePage, Rendition, User
from tests.support import factories


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    settings.WITHDRAWALS_FILE = tmp_path / "withdrawals.txt"


@pytest.fixture
def story(home_page: HomePage) -> CaseStoryPage:
    """A story whose consent covers its picture."""
    story = factories.case_story(factories.case_story_index(home_page), picture=factories.picture("Sarah"))
    Consent.objects.update(covers_picture=True)
    return story


def size_of(picture: ClinicImage, spec: str = "width-10") -> Rendition:
    return get_image_model().objects.get(pk=picture.pk).get_rendition(spec)


def public_sizes(settings: Any) -> list[str]:
    folder = Path(settings.MEDIA_ROOT)
    return [str(file) for file in folder.rglob("*") if file.is_file() and "original_images" not in str(file)]


def files(settings: Any) -> list[Path]:
    return [file for root in (settings.MEDIA_ROOT, settings.PRIVATE_ROOT) for file in Path(root).rglob("*") if file.is_file()]


def committed(act: Any, *values: Any) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        act(*values)


# Called in the test: a date that is reckoned while tests are collected is yesterday's after midnight.
@pytest.mark.parametrize(
    "ended",
    [
        lambda: {"covers_picture": False},
        lambda: {"until": today() - timedelta(days=1)},
        lambda: {"given_on": today() + timedelta(days=1)},
    ],
)
def test_readers_get_the_picture_while_a_consent_covers_it_by_the_clock(
    story: CaseStoryPage, settings: Any, client: Client, ended: Callable[[], dict[str, Any]]
) -> None:
    address = size_of(story.picture).url
    assert public_sizes(settings) == []
    shown = client.get(address)
    assert shown.status_code == 200
    assert {"private", "no-cache"} <= {part.strip() for part in shown.headers["Cache-Control"].split(",")}
    assert b"".join(shown.streaming_content)
    Consent.objects.update(**ended())
    assert client.get(address).status_code == 404


def test_editors_see_a_picture_that_readers_must_not_have(story: CaseStoryPage, client: Client, editor: User) -> None:
    Consent.objects.all().delete()
    address = size_of(story.picture, "max-165x165").url
    assert client.get(address).status_code == 404
    client.force_login(editor)
    assert client.get(address).status_code == 200


def test_an_unpublished_story_shows_its_picture_to_nobody(story: CaseStoryPage, client: Client) -> None:
    address = size_of(story.picture).url
    unpublish_language(story, "da")
    assert client.get(address).status_code == 200
    unpublish_language(CaseStoryPage.objects.get(), "en")
    assert client.get(address).status_code == 404


def test_a_picture_that_was_public_before_a_draft_took_it_is_public_no_more(
    story: CaseStoryPage, settings: Any, client: Client
) -> None:
    former, drafted = story.picture, factories.picture("Ny")
    size_of(drafted)
    assert len(public_sizes(settings)) == 1
    story.picture = drafted
    committed(story.save_revision)
    assert public_sizes(settings) == []
    addresses = [size_of(picture).url for picture in (former, drafted)]
    assert [client.get(address).status_code for address in addresses] == [200, 404]
    CaseStoryPage.objects.get().get_latest_revision().publish()
    assert [client.get(address).status_code for address in addresses] == [404, 200]
    committed(withdraw, story.consent_key)
    assert files(settings) == []


def test_after_the_page_is_deleted_a_withdrawal_still_finds_the_picture(
    story: CaseStoryPage, settings: Any, client: Client
) -> None:
    address = size_of(story.picture).url
    committed(story.delete)
    assert client.get(address).status_code == 404
    committed(withdraw, story.consent_key)
    assert not ClinicImage.objects.exists()
    assert files(settings) == []


def test_a_picture_of_two_stories_stays_for_the_one_whose_consent_stands(
    story: CaseStoryPage, settings: Any, client: Client
) -> None:
    other = factories.case_story(story.get_parent(), "En anden", "Another", picture=story.picture)
    address = size_of(story.picture).url
    committed(withdraw, story.consent_key)
    assert client.get(address).status_code == 404
    Consent.objects.filter(consent_key=other.consent_key).update(covers_picture=True)
    assert client.get(address).status_code == 200
    committed(withdraw, other.consent_key)
    assert files(settings) == []


def test_an_article_shows_a_patients_picture_only_while_the_consent_covers_it(
    story: CaseStoryPage, settings: Any, client: Client
) -> None:
    article = factories.article(factories.article_index(HomePage.objects.get()), hero_image=story.picture)
    address = size_of(story.picture).url
    story.delete()
    assert client.get(address).status_code == 200
    assert "/_pictures/" in client.get(article.url).content.decode()
    Consent.objects.update(until=today() - timedelta(days=1))
    assert client.get(address).status_code == 404
    assert "/_pictures/" not in client.get(article.url).content.decode()
    committed(withdraw, story.consent_key)
    assert files(settings) == []
    assert client.get(article.url).status_code == 200


def test_a_picture_of_the_site_that_a_story_shows_too_stays_as_it_is(
    home_page: HomePage, settings: Any, client: Client
) -> None:
    home_page.hero_image = factories.picture("Klinikken")
    home_page.save()
    before = size_of(home_page.hero_image).file.name
    story = factories.case_story(factories.case_story_index(home_page), picture=home_page.hero_image)
    committed(withdraw, story.consent_key)
    assert size_of(home_page.hero_image).file.name == before
    assert len(public_sizes(settings)) == 1


def test_a_size_that_a_running_request_has_made_public_does_not_stay(story: CaseStoryPage, settings: Any) -> None:
    rendition = size_of(story.picture)
    public = rendition.file.storage.save("images/late.png", rendition.file)
    Rendition.objects.update(file=public)
    assert len(public_sizes(settings)) == 1
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("scheduledwork")
    assert public_sizes(settings) == []


def test_what_a_running_request_makes_of_a_withdrawn_picture_is_private_and_soon_gone(
    story: CaseStoryPage, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen_before = ClinicImage.objects.get()
    content = seen_before.file.read()
    committed(withdraw, story.consent_key)
    # The request still has the file open.
    seen_before.file.storage.save(seen_before.file.name, ContentFile(content))
    with pytest.raises(IntegrityError):
        _draw_late(seen_before)
    seen_before.file.storage.delete(seen_before.file.name)
    assert public_sizes(settings) == []
    monkeypatch.setattr("articles.consent.pictures.BEING_MADE", timedelta(seconds=-60))
    assert delete_orphans() == 1
    assert files(settings) == []


@transaction.atomic
def _draw_late(picture: ClinicImage) -> None:
    picture.get_rendition("width-20")
    connection.check_constraints()

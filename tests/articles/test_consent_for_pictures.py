"""A patient's picture is reachable by its address exactly as long as a consent covers it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import TestCase

from articles.consent.pictures import follow_consents
from articles.models import CaseStoryPage, Consent
from articles.models.consent import today
from home.models import ClinicImage, HomePage
from tests import factories


@pytest.fixture
def story(home_page: HomePage, settings: Any, tmp_path: Path) -> CaseStoryPage:
    """A story whose consent covers its picture, which readers have seen."""
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    picture = factories.picture("Sarah")
    story = factories.case_story(factories.case_story_index(home_page), picture=picture)
    Consent.objects.update(covers_picture=True)
    picture.get_rendition("width-10")
    return story


def files(settings: Any) -> set[str]:
    return {file.name for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file()}


def follow() -> int:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return follow_consents()


@pytest.mark.parametrize("ended", [{"covers_picture": False}, {"until": today() - timedelta(days=1)}])
def test_no_former_address_shows_a_picture_whose_consent_is_over(
    story: CaseStoryPage, settings: Any, ended: dict[str, Any]
) -> None:
    seen = files(settings)
    assert (len(seen), follow()) == (1, 0)
    Consent.objects.update(**ended)
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("scheduledwork")
    hidden = files(settings)
    assert not seen & hidden
    # Editors still see it, and once a consent covers it again readers do, at an address that is new and in every size at once.
    editors = ClinicImage.objects.get().get_rendition("width-10").file.name
    Consent.objects.update(covers_picture=True, until=None)
    assert (follow(), follow()) == (1, 0)
    shown = files(settings)
    assert len(shown) > 1
    assert not shown & {*seen, *hidden, Path(editors).name}
    assert ClinicImage.objects.get().file.read()


def test_a_picture_that_other_pages_show_stays_where_it_is(story: CaseStoryPage, settings: Any, home_page: HomePage) -> None:
    home_page.hero_image = story.picture
    home_page.save()
    before = files(settings)
    Consent.objects.all().delete()
    assert follow() == 0
    assert files(settings) == before

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, TestCase
from django.urls import reverse

from articles.consent.personal_data import consents_of
from articles.consent.withdrawal import withdraw
from articles.models import CaseStoryPage, Consent
from home.admin.bin.acts import empty_bin
from home.bilingual.bin import in_bin
from home.models import BasePage, DeletedPage, HomePage, User
from home.privacy.personal_data import erase
from home.security.public_forms.contact_details import Wanted
from tests.support import factories
from tests.support.traces import places

WORD = "kvitterfugl"


@pytest.fixture
def story(home_page: HomePage, settings: Any, tmp_path: Path) -> CaseStoryPage:
    settings.WITHDRAWALS_FILE = tmp_path / "withdrawals.txt"
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    picture = factories.picture(WORD)
    story = factories.case_story(factories.case_story_index(home_page), f"Da {WORD}", f"En {WORD}", picture=picture)
    story.save_revision().publish()
    return story


@pytest.fixture
def desk(editor: User, client: Client) -> Client:
    client.force_login(editor)
    return client


def delete(desk: Client, page: BasePage) -> str:
    return desk.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True).content.decode()


@pytest.mark.parametrize("road", ["withdrawn", "forgotten"])
def test_nothing_is_left_of_a_story_in_the_bin_once_its_patient_withdraws(
    story: CaseStoryPage, desk: Client, editor: User, road: str
) -> None:
    address = story.url_in("da")
    delete(desk, story)
    assert BasePage.objects.filter(in_bin(), pk=story.pk).exists()
    assert Client().get(address).status_code == 404
    with TestCase.captureOnCommitCallbacks(execute=True):
        if road == "withdrawn":
            withdraw(story.consent_key, editor)
        else:
            erase(consents_of(Wanted("Karen Holm")), editor)
    assert not DeletedPage.objects.exists()
    assert places(WORD) == []


def test_a_story_whose_consent_has_ended_never_goes_to_the_bin(story: CaseStoryPage, desk: Client) -> None:
    Consent.objects.update(until=date(2026, 2, 1))
    index = story.get_parent()
    assert "kommer ikke i papirkurven" in desk.get(reverse("wagtailadmin_pages:delete", args=[story.pk])).content.decode()
    delete(desk, index)
    assert not CaseStoryPage.objects.exists()
    assert DeletedPage.objects.get().page_id == index.pk


def test_a_story_in_the_bin_goes_for_good_when_its_consent_ends(story: CaseStoryPage, desk: Client) -> None:
    delete(desk, story)
    empty_bin()
    assert CaseStoryPage.objects.exists()
    Consent.objects.update(until=date(2026, 2, 1))
    empty_bin()
    assert not CaseStoryPage.objects.exists()

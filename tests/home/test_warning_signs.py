"""The signs on which to see a doctor: written once, shown wherever a page chooses them, and approved by a clinician."""

from datetime import date

import pytest
from django.test import Client

from articles.models import ArticlePage
from home.admin.readiness.launch import launch_items
from home.models import BasePage, ClinicSettings, HomePage, User, WarningSigns
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def signs() -> WarningSigns:
    return factories.warning_signs()


@pytest.fixture
def home(signs: WarningSigns) -> HomePage:
    return factories.home_page(warning_signs=signs)


@pytest.fixture
def article(home: HomePage, signs: WarningSigns) -> ArticlePage:
    return factories.article(factories.article_index(home), warning_signs=signs)


@pytest.mark.parametrize(
    ("language", "addresses", "steps"),
    [
        ("da", ("/", "/artikler/om-iskias/", "/atom.xml"), ("Følelsesløshed i skridtet", "Vægttab uden forklaring")),
        ("en", ("/en/", "/en/articles/about-sciatica/", "/en/atom.xml"), ("Numbness in the saddle", "Weight loss without")),
    ],
)
def test_both_steps_stand_above_the_text_of_an_article_and_the_first_in_short_on_the_front_page(
    client: Client, article: ArticlePage, language: str, addresses: tuple[str, str, str], steps: tuple[str, str]
) -> None:
    ClinicSettings.objects.update_or_create(defaults={"out_of_hours_telephone": "70 15 03 00"})
    (front_address, address, feed), (first, second) = addresses, steps
    page = client.get(address).content.decode()
    text = "Teksten om" if language == "da" else "The text of"
    assert -1 < page.find(first) < page.find(second) < page.find(text)
    assert 'href="tel:112"' in page
    assert 'href="tel:70150300"' in page
    assert first in client.get(feed).content.decode()
    front = client.get(front_address).content.decode()
    assert getattr(article.warning_signs, f"short_{language}") in front
    assert 'href="tel:112"' in front
    assert second not in front


def test_words_that_are_changed_once_are_read_and_found_on_the_page(article: ArticlePage, client: Client) -> None:
    signs = WarningSigns.objects.get()
    signs.at_once_da = "<ul><li>Lammelse i foden</li></ul>"
    signs.save()
    assert "Lammelse i foden" in client.get("/artikler/om-iskias/").content.decode()
    found = {words: BasePage.objects.filter(search_body_da__contains=words).exists() for words in ("Lammelse", "skridtet")}
    assert found == {"Lammelse": True, "skridtet": False}
    assert "Om iskias" in client.get("/soeg/?q=lammelse").content.decode()


def test_a_clinician_approves_the_words_and_their_approval_ends_with_the_words(home: HomePage) -> None:
    editor = User.objects.create_superuser("mette", "mette@example.org", "pw")

    def asked() -> bool:
        return any("Ryg og ben" in str(item.label) for item in launch_items(editor))

    signs = WarningSigns.objects.get()
    assert asked()
    signs.checked_by, signs.checked_on = "Bo Lund, læge", date(2026, 11, 29)
    signs.save()
    assert not asked()
    signs.within_days_en = "<ul><li>Loss of weight</li></ul>"
    signs.save()
    assert asked()
    signs.checked_on = date(2026, 12, 1)
    signs.save()
    assert not asked()


def test_the_number_of_the_out_of_hours_doctor_is_to_be_checked(home: HomePage) -> None:
    editor = User.objects.create_superuser("mette", "mette@example.org", "pw")
    clinic = ClinicSettings.load()

    def asked() -> bool:
        return any("out-of-hours" in str(item.label) or "lægevagten" in str(item.label) for item in launch_items(editor))

    clinic.out_of_hours_telephone = "70 15 03 00"
    clinic.save()
    assert asked()
    clinic.out_of_hours_checked_on = date(2026, 11, 29)
    clinic.save()
    assert not asked()

"""Words are found in a language wherever they stand, replaced where one says so, and brought back."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from home.admin.replace.models import Replacement
from home.admin.replace.words import Words
from home.models import ClinicSettings, HomePage, InfoPage, User
from tests.home.admin import person
from tests.support import factories
from tests.support.queries import at_most

BODY = '<p>Ring på <a href="tel:98 12">98 12</a>, æble &amp; pære.</p>'


@pytest.fixture
def page(home_page: HomePage) -> InfoPage:
    page = factories.info_page(home_page, lead_da="Ring på 98 12.", lead_en="Call 98 12.")
    page.body_da = [{"type": "paragraph", "value": BODY, "id": "0d7a6a43-57de-4a8c-8d4e-0e6f6a8f2a10"}]
    page.save_revision().publish()
    return page


@pytest.fixture
def admin(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def draft(page: InfoPage) -> InfoPage:
    return InfoPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def find(client: Client, old: str, **fields: str) -> list[str]:
    """Return the names of the places."""
    address = reverse("replace")
    html = BeautifulSoup(client.get(address, {"old": old, "language": "da", **fields}).content, "html.parser")
    return [" ".join(label.text.split()) for label in html.select(".replace__places label")]


def replace(client: Client, old: str, new: str, **fields: str) -> str:
    """Find words, and replace them at every place that is offered, as the screen sends it."""
    address, query = reverse("replace"), {"old": old, "new": new, "language": "da", **fields}
    html = BeautifulSoup(client.get(address, query).content, "html.parser")
    places = [box["value"] for box in html.select("[name=place]:not([disabled])")]
    return client.post(address, {**query, "place": places}, follow=True).content.decode()


@pytest.mark.parametrize(
    ("words", "text", "replaced"),
    [
        (Words("ryg", "nakke", "da"), "Ryg, rygge, ryg.", "Nakke, rygge, nakke."),
        (Words("ryg", "nakke", "da", whole_words=False), "Rygge", "Nakkege"),
        (Words("Ryg", "Nakke", "da", match_case=True), "Ryg og ryg", "Nakke og ryg"),
        (Words("a\\1", r"\g<0>", "da"), r"a\1", r"\g<0>"),
        (Words("450 kr.", "475 kr.", "da"), "Det koster 450 kr.", "Det koster 475 kr."),
        (Words("å", "aa", "da"), "a\u030a", "aa"),
    ],
)
def test_words_are_taken_as_they_are_written(words: Words, text: str, replaced: str) -> None:
    assert words.replaced(text) == replaced


def test_a_text_without_the_words_stays_byte_for_byte() -> None:
    assert Words("ryg", "nakke", "da").replaced("a\u030a") == "a\u030a"
    assert Words("ryg", "nakke", "da").replaced_in_html("<p>a\u030a</p>") == "<p>a\u030a</p>"


def test_each_place_of_one_language_is_named_before_anything_is_changed(page: InfoPage, admin: Client) -> None:
    assert find(admin, "98 12") == ["Om os: Indledning", "Om os: Tekst"]
    assert find(admin, "Call 98 12") == []
    assert draft(page).lead_da == "Ring på 98 12."


def test_pages_get_a_draft_and_readers_wait(page: InfoPage, admin: Client) -> None:
    replace(admin, "98 12", "70 20")
    assert draft(page).lead_da == "Ring på 70 20."
    assert draft(page).lead_en == "Call 98 12."
    assert draft(page).body_da.get_prep_value()[0]["value"] == BODY.replace(">98 12<", ">70 20<")
    assert InfoPage.objects.get(pk=page.pk).lead_da == "Ring på 98 12."


def test_words_that_html_writes_otherwise_are_found(page: InfoPage, admin: Client) -> None:
    replace(admin, "æble & pære", "<b> & c")
    assert "&lt;b&gt; &amp; c" in draft(page).body_da.get_prep_value()[0]["value"]


def test_settings_and_their_rows_are_found_and_changed_only_where_ticked(page: InfoPage, admin: Client) -> None:
    clinic = ClinicSettings.load()
    clinic.telephone = "98 12"
    clinic.save()
    assert any(name.startswith(str(clinic)) for name in find(admin, "98 12"))
    html = BeautifulSoup(admin.get(reverse("replace"), {"old": "98 12", "language": "da"}).content, "html.parser")
    assert [box["value"] for box in html.select("[name=place][checked]")] == [
        box["value"] for box in html.select("[name=place]") if "infopage" in box["value"]
    ]
    replace(admin, "98 12", "70 20")
    assert ClinicSettings.objects.get().telephone == "70 20"


def test_one_press_brings_the_former_words_back(page: InfoPage, admin: Client) -> None:
    clinic = ClinicSettings.load()
    clinic.telephone = "98 12"
    clinic.save()
    replace(admin, "98 12", "70 20")
    admin.post(reverse("undo_replacement", args=[Replacement.objects.get().pk]))
    assert draft(page).lead_da == "Ring på 98 12."
    assert draft(page).body_da.get_prep_value()[0]["value"] == BODY
    assert ClinicSettings.objects.get().telephone == "98 12"


def test_what_was_written_since_is_left_alone_and_named(page: InfoPage, admin: Client) -> None:
    replace(admin, "98 12", "70 20")
    changed = draft(page)
    changed.lead_da = "Skriv til os."
    changed.save_revision()
    response = admin.post(reverse("undo_replacement", args=[Replacement.objects.get().pk]), follow=True)
    assert "Ændret siden, og derfor ladt i fred: Om os." in response.content.decode()
    assert draft(page).lead_da == "Skriv til os."


def test_a_translator_changes_their_language_alone(page: InfoPage, db: None) -> None:
    translator = person("translator", "Oversætter til engelsk / Translator (English)")
    assert find(translator, "98 12", language="da") == []
    replace(translator, "98 12", "70 20", language="en")
    assert (draft(page).lead_en, draft(page).lead_da) == ("Call 70 20.", "Ring på 98 12.")


def test_a_locked_page_says_so(page: InfoPage, editor: User) -> None:
    InfoPage.objects.update(locked=True, locked_by=editor)
    other = person("moderator", "Redaktør / Editor")
    assert "Der er ikke ændret noget" in replace(other, "98 12", "70 20")
    assert draft(page).lead_da == "Ring på 98 12."


def test_looking_through_many_pages_costs_what_the_found_ones_cost(page: InfoPage, admin: Client) -> None:
    find(admin, "98 12")
    factories.clones(page, 200)
    with at_most(60):
        find(admin, "nowhere to be found")

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from articles.models import CaseStoryPage, Consent, SignedDocument
from articles.models.consent import today
from home.admin.publish_forecast import forecast
from home.admin.readiness.launch import launch_items
from home.bilingual.publishing import publish_language
from home.bilingual.visibility import public_languages
from home.models import HomePage
from home.privacy.personal_data import holdings
from tests.home.admin import person, press
from tests.support import factories
from tests.support.queries import at_most

KEEPER = "Samtykkeansvarlig / Consent keeper"
EDITOR = "Redaktør / Editor"


@pytest.fixture
def story(home_page: HomePage) -> CaseStoryPage:
    """A case story with a consent for both languages."""
    page = factories.case_story(factories.case_story_index(home_page))
    page.save_revision().publish()
    return page


@pytest.fixture
def consent(story: CaseStoryPage) -> Consent:
    return Consent.objects.get()


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the clock."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def test_a_story_is_public_in_the_languages_of_its_consent(story: CaseStoryPage, consent: Consent, client: Client) -> None:
    assert public_languages(story) == ["da", "en"]
    Consent.objects.update(languages=["da"])
    assert public_languages(story) == ["da"]
    assert client.get(story.url_in("da")).status_code == 200
    assert client.get("/en/case-stories/sarahs-story/").status_code == 404
    consent.delete()
    assert public_languages(story) == []


def test_a_consent_ends_with_its_last_day_in_denmark(story: CaseStoryPage, at: Callable[[datetime], None]) -> None:
    Consent.objects.update(until=date(2027, 7, 1))
    at(datetime(2027, 7, 1, 21, 59, tzinfo=UTC))
    assert public_languages(story) == ["da", "en"]
    at(datetime(2027, 7, 1, 22, 0, tzinfo=UTC))
    assert public_languages(story) == []


def test_one_consent_for_each_language_is_as_good_as_one_for_both(story: CaseStoryPage, consent: Consent) -> None:
    Consent.objects.update(languages=["da"])
    factories.consent(story, languages=["en"], until=today() - timedelta(days=1))
    assert public_languages(story) == ["da"]
    factories.consent(story, languages=["en"])
    assert public_languages(story) == ["da", "en"]


def test_production_accepts_no_example_and_says_so(story: CaseStoryPage, settings: Any, editor: object) -> None:
    Consent.objects.update(is_example=True)
    assert public_languages(story) == ["da", "en"]
    assert "Samtykket til »Sarahs historie« er kun et eksempel" in [str(item.label) for item in launch_items(editor)]
    settings.PRODUCTION = True
    assert public_languages(story) == []
    assert [version.reason for version in forecast(story)] == [
        "samtykket til dansk er kun et eksempel",
        "samtykket til engelsk er kun et eksempel",
    ]


def test_publishing_without_a_consent_is_refused_in_the_editors_language(story: CaseStoryPage) -> None:
    Consent.objects.update(languages=["da"])
    publish_language(story, "da")
    with pytest.raises(ValidationError, match="Der mangler et samtykke til engelsk"):
        publish_language(story, "en")
    with translation.override("en"), pytest.raises(ValidationError, match="A consent for English is missing"):
        publish_language(story, "en")
    Consent.objects.update(languages=["en"], until=date(2026, 1, 3))
    with pytest.raises(ValidationError, match="Samtykket til engelsk er udløbet"):
        publish_language(story, "en")


def test_the_publish_button_and_the_board_name_the_missing_consent(story: CaseStoryPage, client: Client, editor: Any) -> None:
    Consent.objects.update(languages=["da"])
    client.force_login(editor)
    screen = press(client, story, **{"action-publish": "action-publish"})
    assert "Der mangler et samtykke til engelsk" in screen.text
    board = client.get(reverse("readiness"), {"gap": "consent_en"}).content.decode()
    assert "Sarahs historie" in board
    assert "Intet gyldigt samtykke" in board


def test_a_copy_and_an_alias_share_the_consent_whatever_version_they_go_back_to(story: CaseStoryPage) -> None:
    first = story.revisions.first()
    copy = story.copy(update_attrs={"slug": "kopi"}, keep_live=True)
    alias = story.create_alias(update_slug="alias")
    assert {public_languages(page) == ["da", "en"] for page in (copy, alias)} == {True}
    first.content["consent_key"] = str(uuid.uuid4())
    first.save()
    first.publish()
    Consent.objects.update(languages=["en"])
    assert {tuple(public_languages(page)) for page in (story, copy, alias)} == {("en",)}


def test_a_picture_is_shown_only_where_the_consent_covers_it(story: CaseStoryPage, client: Client) -> None:
    story.picture = factories.picture("Portrættet")
    story.save_revision().publish()
    address = story.url_in("da")
    assert "page-header__picture" not in client.get(address).content.decode()
    Consent.objects.update(covers_picture=True)
    assert "page-header__picture" in client.get(address).content.decode()


def test_who_is_public_costs_one_query_however_many_consents(story: CaseStoryPage) -> None:
    for _ in range(5):
        factories.consent(story)
    with at_most(1):
        assert list(CaseStoryPage.objects.public_in().values_list("pk", flat=True)) == [story.pk]


def test_names_are_encrypted_in_the_database_and_keys_can_be_changed(consent: Consent, settings: Any) -> None:
    SignedDocument.objects.create(consent=consent, name="Karen.pdf", content=b"Karen Holm")
    with connection.cursor() as cursor:
        cursor.execute("SELECT c::text || d::text FROM articles_consent c JOIN articles_signeddocument d ON true")
        [(stored,)] = cursor.fetchall()
    assert "Karen" not in stored
    assert b"Karen".hex() not in stored
    old = settings.CONSENT_KEYS
    settings.CONSENT_KEYS = [Fernet.generate_key().decode(), *old]
    assert Consent.objects.get().giver == "Karen Holm"
    assert SignedDocument.objects.get().content == b"Karen Holm"
    settings.CONSENT_KEYS = settings.CONSENT_KEYS[:1]
    with pytest.raises(ImproperlyConfigured, match="CONSENT_KEYS"):
        Consent.objects.get()


def test_only_consent_keepers_see_the_register(consent: Consent) -> None:
    SignedDocument.objects.create(consent=consent, name="samtykke.pdf", content=b"%PDF Karen")
    addresses = [
        *(reverse(f"consents:{name}", args=[consent.pk]) for name in ("edit", "delete", "history", "usage")),
        *(reverse(name, args=[consent.pk]) for name in ("consent_document", "withdraw_consent")),
        *(reverse(name) for name in ("consents:index", "consents:add", "withdrawn_consents")),
    ]
    keeper, other = person("Kaja", KEEPER), person("Ebbe", EDITOR)
    assert [(address, keeper.get(address).status_code) for address in addresses] == [(a, 200) for a in addresses]
    assert [(address, other.get(address).status_code) for address in addresses] == [(a, 302) for a in addresses]
    assert other.post(addresses[5]).status_code == 302
    assert reverse("consents:index") not in other.get(reverse("wagtailadmin_home")).content.decode()
    assert Consent.objects.exists()


def test_the_keeper_records_a_consent_with_its_document(story: CaseStoryPage, consent: Consent) -> None:
    consent.delete()
    keeper = person("Kaja", KEEPER)
    form = {"consent_key": story.consent_key, "languages": ["en"], "given_on": today().isoformat(), "method": "paper"}
    refused = keeper.post(reverse("consents:add"), form).content.decode()
    assert "Skriv, hvem der har givet samtykket." in refused
    assert "Tilføj det dokument, som patienten har underskrevet." in refused
    signed = SimpleUploadedFile("underskrift.pdf", b"%PDF Karen")
    keeper.post(reverse("consents:add"), {**form, "giver": "Karen Holm", "signed": signed})
    assert public_languages(story) == ["en"]
    recorded = Consent.objects.get()
    document = keeper.get(reverse("consent_document", args=[recorded.pk]))
    assert b"".join(document) == b"%PDF Karen"
    assert "underskrift.pdf" in document.headers["Content-Disposition"]
    history = keeper.get(reverse("consents:history", args=[recorded.pk])).content.decode()
    assert "Åbnede det underskrevne dokument" in history
    # The book of addresses knows the story from the day on which it became public.
    assert story.public_addresses.filter(path="/en/case-stories/sarahs-story/").exists()


def test_a_person_finds_her_consent_and_erasing_it_withdraws_it(consent: Consent) -> None:
    [holding] = [found for found in holdings("karen holm") if "Samtykke" in found.label]
    assert holding.values["Navn"] == "Karen Holm"
    assert list(holdings("Sarah")) == []
    holding.erase()
    assert not Consent.objects.exists()
    assert not CaseStoryPage.objects.exists()


def test_the_command_withdraws_by_the_key_of_the_story(consent: Consent) -> None:
    with pytest.raises(CommandError, match="has this key"):
        call_command("withdrawconsent", str(uuid.uuid4()))
    call_command("withdrawconsent", str(consent.consent_key), stdout=StringIO())
    assert not CaseStoryPage.objects.exists()

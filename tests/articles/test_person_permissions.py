"""What is held about a person is shown, handed over and deleted only to who may see it where it is kept, and that is logged."""

import json
import unicodedata
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from articles.models import CaseStoryPage, Comment, Consent
from home.models import HomePage, Mail, User
from home.privacy.personal_data import holdings
from tests.home.admin import person
from tests.support import factories
from tests.support.traces import places

KEEPER, EDITOR = "Samtykkeansvarlig / Consent keeper", "Redaktør / Editor"
NAME, ADDRESS = "Zorahnwick", "kvitterfugl@example.org"


@pytest.fixture(autouse=True)
def _own_list(settings: Any, tmp_path: Path) -> None:
    settings.WITHDRAWALS_FILE = tmp_path / "withdrawals.txt"


@pytest.fixture
def consent(home_page: HomePage) -> Consent:
    """A consent and a comment of one person."""
    story = factories.case_story(factories.case_story_index(home_page))
    Consent.objects.update(giver="", remarks="")
    consent = Consent.objects.get()
    consent.giver, consent.contact = NAME, ADDRESS
    consent.save()
    Comment.objects.create(page=story, name=NAME, email=ADDRESS, text="Tak.", lang="da", digest="x", form_key="x")
    return consent


def look_up(client: Client, act: str = "find", **values: Any) -> str:
    return client.post(reverse("person"), {"person": NAME, "act": act, **values}).content.decode()


def test_an_editor_sees_exports_and_erases_no_consent(consent: Consent) -> None:
    editor = person("Ebbe", EDITOR)
    key = next(found.key for found in holdings(NAME) if "Samtykke" in found.label)
    assert "Kommentar" in look_up(editor)
    for act in ("find", "export", "ask"):
        assert "Samtykke " not in look_up(editor, act, chosen=key)
    assert len(json.loads(look_up(editor, "export"))) == 1
    look_up(editor, "erase", chosen=key)
    assert Consent.objects.exists()
    assert CaseStoryPage.objects.exists()
    assert not ModelLogEntry.objects.filter(action="consent.read").exists()


def test_a_consent_keeper_who_may_look_people_up_withdraws_what_she_finds(consent: Consent) -> None:
    keeper = person("Kaja", KEEPER)
    assert keeper.get(reverse("person")).status_code in (302, 403)
    user = User.objects.get(username="Kaja")
    user.user_permissions.add(_permission("erase_person"))
    [found] = json.loads(look_up(keeper, "export"))
    assert "Samtykke" in found["what"]
    key = next(found.key for found in holdings(NAME) if "Samtykke" in found.label)
    look_up(keeper, "erase", chosen=key)
    assert not CaseStoryPage.objects.exists()
    [read] = ModelLogEntry.objects.filter(action="consent.read")
    assert (read.user, read.object_id) == (user, str(consent.pk))


def test_to_see_a_consent_is_not_to_withdraw_it(consent: Consent) -> None:
    reader = person("Rie", EDITOR)
    User.objects.get(username="Rie").user_permissions.add(_permission("change_consent"))
    key = next(found.key for found in holdings(NAME) if "Samtykke" in found.label)
    assert "Samtykke " in look_up(reader)
    assert key not in look_up(reader)
    look_up(reader, "erase", chosen=key)
    assert Consent.objects.exists()


def test_who_looked_when_and_why_is_logged_but_not_for_whom(consent: Consent) -> None:
    editor = person("Ebbe", EDITOR)
    look_up(editor, reason="copy")
    look_up(editor, "export", reason="deletion")
    look_up(editor, reason=f"{NAME} ringede")
    call_command("person", NAME, stdout=StringIO())
    acts = ModelLogEntry.objects.filter(action__startswith="home.").order_by("timestamp")
    assert [(entry.action, entry.user and entry.user.username, entry.data) for entry in acts] == [
        ("home.read_person", "Ebbe", {"count": 1, "reason": "copy"}),
        ("home.export_person", "Ebbe", {"count": 1, "reason": "deletion"}),
        ("home.read_person", "Ebbe", {"count": 1}),
        ("home.read_person", None, {"count": 2}),
    ]
    assert acts[0].message == "Slog en person op og så 1 oplysning: Personen beder om en kopi"
    assert ModelLogEntry.objects.filter(action="consent.read", user=None).count() == 1
    assert "wagtailcore_modellogentry" not in places(NAME)


def test_no_log_no_reading(consent: Consent, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **kwargs: Any) -> None:
        raise OSError

    editor = person("Ebbe", EDITOR)
    editor.raise_request_exception = False
    monkeypatch.setattr("home.privacy.personal_data.log", full)
    assert editor.post(reverse("person"), {"person": NAME, "act": "export"}).status_code == 500


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12345678", "+45 12 34 56 78"),
        ("+45 12 34 56 78", "Ring 12345678 efter kl. 16"),
        ("(+45) 12 34 56 78", "0045 12.34.56.78"),
        ("0045 12345678", "12\N{NO-BREAK SPACE}34\N{NO-BREAK SPACE}56\N{NO-BREAK SPACE}78"),
        ("tlf. 12\N{NON-BREAKING HYPHEN}34\N{NON-BREAKING HYPHEN}56\N{NON-BREAKING HYPHEN}78", "4512345678"),
        ("+46 70 123 45 67", "0046701234567"),
        (unicodedata.normalize("NFD", "Åse Sørensén"), "ÅSE  SØRENSÉN"),
        ("åse sørensén", unicodedata.normalize("NFD", "Åse Sørensén")),
        ("Anna@BLÅBÆR.dk", "anna@xn--blbr-roah.dk"),
        ("anna@xn--blbr-roah.dk", "Skriv til Anna@blåbær.dk."),
        ("Sinéad O'Brien", "Sinéad O’Brien"),
        ("Sinéad O’Brien", "SINÉAD O'BRIEN"),
        ("Anne-Marie Ø", "Anne\N{HYPHEN}Marie Ø"),
        ("Anne\N{NON-BREAKING HYPHEN}Marie Ø", "anne-marie ø"),
        ("anna+klinik@example.org", "<Anna+Klinik@Example.org>"),
    ],
)
def test_a_person_is_found_in_every_spelling(consent: Consent, typed: str, kept: str) -> None:
    consent.remarks = kept
    consent.save()
    Comment.objects.update(text=kept)
    Mail.objects.create(subject="Hej", text="Tak", sender="klinik@example.org", recipients=["x@example.org"], reply_to=[kept])
    assert len(list(holdings(typed))) == 3


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12345678", "912345678"),
        ("12345678", "+46 12 34 56 78"),
        ("na@example.org", "anna@example.org"),
        ("anna@example.org", "anna@example.org.dk"),
        ("anna@example.org", "anna+klinik@example.org"),
    ],
)
def test_nobody_elses_number_or_address_is_found(consent: Consent, typed: str, kept: str) -> None:
    consent.remarks = kept
    consent.save()
    assert list(holdings(typed)) == []


def _permission(codename: str) -> Permission:
    return Permission.objects.get(codename=codename)

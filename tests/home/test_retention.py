"""What is left of a person after retention and after erasure: nothing, in no table and no file."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import send_mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from home.models import ClinicSettings, ContactSubmission, HomePage, Mail, RetentionRun, User
from home.privacy.personal_data import holdings
from home.security.public_forms import form as public_forms
from tests.home.admin import person
from tests.home.contact import send
from tests.support import factories
from tests.support.traces import places

MARKER = "Zorahnwick"
ADDRESS = f"{MARKER.lower()}@example.org"


@pytest.fixture(autouse=True)
def _outbox(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.EMAIL_BACKEND = "home.outbox.backend.OutboxBackend"
    settings.OUTBOX_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    monkeypatch.setattr(public_forms, "SHORTEST_WAIT", timedelta(seconds=-1))


@pytest.fixture
def traces(home_page: HomePage, client: Client) -> None:
    """Somebody who has sent a request, got mails, and works in the admin."""
    page = factories.contact_page(home_page)
    page.save_revision().publish()
    clinic = ClinicSettings.load()
    clinic.email = "klinik@example.org"
    clinic.save()
    assert send(client, name=f"Zoe {MARKER}", email=ADDRESS, message=f"Jeg er {MARKER}").status_code == 303
    send_mail("Hej", f"Kære {MARKER}", "klinik@example.org", [ADDRESS])
    call_command("outbox")
    user = User.objects.create_user(MARKER, ADDRESS, "long-enough-here", first_name="Zoe", last_name=MARKER)
    log(user, "wagtail.create")
    client.force_login(user)
    assert places(MARKER)


def test_after_erasure_no_trace_is_left_anywhere(traces: None, tmp_path: Path) -> None:
    file = tmp_path / "person.json"
    call_command("person", MARKER, export=file)
    assert len(json.loads(file.read_text())) == 5
    assert "Jeg er Zorahnwick" in file.read_text()
    call_command("person", MARKER.lower(), erase=True)
    assert list(holdings(MARKER)) == []
    assert places(MARKER) == []
    entry = ModelLogEntry.objects.get(action="home.erase_person")
    assert (entry.data, entry.message) == ({"count": 5}, "Slettede 5 oplysninger om en person")


def test_after_retention_no_trace_is_left_of_what_is_old(traces: None) -> None:
    User.objects.get(username=MARKER).delete()
    ModelLogEntry.objects.all().delete()
    call_command("retention")
    assert ContactSubmission.objects.count() == 1
    old = timezone.now() - timedelta(days=200)
    ContactSubmission.objects.update(submit_time=old)
    Mail.objects.update(created_at=old)
    call_command("retention")
    assert places(MARKER) == []
    counts = RetentionRun.objects.first().counts
    assert counts == {"Henvendelser": 1, "E-mails": 3, "Kommentarernes e-mailadresser": 0}
    assert "E-mails: 3, Henvendelser: 1" in person("eva", "Redaktør / Editor").get(reverse("retention")).content.decode()


def test_the_period_is_the_clinics_and_a_sent_mail_goes_sooner(traces: None) -> None:
    clinic = ClinicSettings.load()
    clinic.months_kept = 12
    clinic.save()
    Mail.objects.update(sent_at=timezone.now() - timedelta(days=31))
    ContactSubmission.objects.update(submit_time=timezone.now() - timedelta(days=300))
    call_command("retention")
    assert (Mail.objects.count(), ContactSubmission.objects.count()) == (0, 1)


def test_a_part_that_fails_does_not_stop_the_others(traces: None) -> None:
    def broken(before: Any) -> int:
        raise RuntimeError

    Mail.objects.update(created_at=timezone.now() - timedelta(days=200))
    with (
        hooks.register_temporarily("retention", lambda: ("Defekt", broken), order=-1),
        pytest.raises(CommandError, match="Defekt"),
    ):
        call_command("retention")
    assert not Mail.objects.exists()


def test_an_editor_finds_takes_along_and_deletes(traces: None) -> None:
    editor, screen = person("eva", "Redaktør / Editor"), reverse("person")
    found = {holding.key: holding for holding in holdings(ADDRESS)}
    shown = editor.post(screen, {"person": ADDRESS, "act": "find"}).content.decode()
    # Who works here is another matter than who wrote to the clinic: their screen asks for its own permission.
    assert "4 oplysninger er gemt" in shown
    assert f"Jeg er {MARKER}" in shown
    exported = editor.post(screen, {"person": ADDRESS, "act": "export"})
    assert len(json.loads(exported.content)) == 4
    request = next(key for key, holding in found.items() if holding.label.startswith("Henvendelse"))
    assert (
        "Vil du slette det for altid?"
        in editor.post(screen, {"person": ADDRESS, "act": "ask", "chosen": request}).content.decode()
    )
    assert ContactSubmission.objects.exists()
    editor.post(screen, {"person": ADDRESS, "act": "erase", "chosen": request})
    assert not ContactSubmission.objects.exists()
    assert Mail.objects.count() == 3


def test_an_editor_cannot_delete_who_works_here_nor_read_their_mail(traces: None) -> None:
    editor, screen = person("eva", "Redaktør / Editor"), reverse("person")
    keys = {holding.label.split()[0]: holding for holding in holdings(ADDRESS)}
    editor.post(screen, {"person": ADDRESS, "act": "erase", "chosen": keys["Bruger"].key})
    assert User.objects.filter(username=MARKER).exists()
    assert "Kære" not in editor.post(screen, {"person": ADDRESS, "act": "find"}).content.decode()


def test_the_last_administrator_stays(db: None) -> None:
    User.objects.create_superuser("inger", "inger@example.org", "inger-inger")
    with pytest.raises(CommandError, match="administrator"):
        call_command("person", "inger@example.org", erase=True)
    assert User.objects.filter(username="inger").exists()


def test_a_receptionist_does_not_look_people_up(db: None) -> None:
    assert person("rie", "Receptionist").get(reverse("person")).status_code in (302, 403)

"""The beginning of the dashboard: what waits for each role, and what each role does most."""

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django_otp.plugins.otp_static.models import StaticToken
from wagtail.models import Revision

from home.models import ClinicSettings, ContactSubmission, Example, HomePage, InfoPage, Mail, ScheduledRun, User
from home.operations.backup_state import BACKUP, COPY, VERIFY, failed, succeeded
from home.security.second_factor.devices import confirm_telephone, new_telephone
from tests.home.admin import person
from tests.support import factories
from tests.support.queries import at_most

EDITOR = "Redaktør / Editor"
TRANSLATOR = "Oversætter til engelsk / Translator (English)"
RECEPTIONIST = "Receptionist"
KEEPER = "Samtykkeansvarlig / Consent keeper"


class Dashboard:
    """What a person reads on the dashboard."""

    def __init__(self, client: Client) -> None:
        screen = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
        self.panels = [panel["id"] for panel in screen.select(".w-panel--dashboard")]
        self.today = screen.select_one("#today-section")
        self.items = {link.text: link.get("href") for link in self.today.select(".today__label")}
        self.things = {link.text: link["href"] for link in self.today.select(".today__things a")}
        self.acts = {link.text.strip(): link["href"] for link in self.today.select(".today__acts a")}
        self.guides = [link["href"].split("/")[-2] for link in screen.select("#guide-section .guide__tasks a")]
        self.launch = screen.select_one("#launch-section")


def request_from_a_patient(home_page: HomePage, **values: Any) -> ContactSubmission:
    page = factories.contact_page(home_page)
    return ContactSubmission.objects.create(page_id=page.pk, language="da", token="one", form_data={"name": "Lis"}, **values)


def behind(home_page: HomePage) -> InfoPage:
    """A page whose Danish text has changed."""
    page = factories.info_page(home_page, "Om os", "About us")
    page.save_revision().publish()
    page.lead_da = "Noget helt nyt."
    page.save_revision()
    return page


def test_each_role_sees_what_it_can_do_and_nothing_else(home_page: HomePage) -> None:
    sent = request_from_a_patient(home_page)
    page = behind(home_page)
    Mail.objects.create(subject="Hej", text="Hej", sender="a@example.org", recipients=["b@example.org"], attempts=1)
    mail, inbox = reverse("outbox"), reverse("request", args=[sent.pk])
    translating = reverse("translate", args=[page.pk, "en"])
    to_answer = {"1 henvendelse er ikke besvaret": inbox, "1 e-mail kunne ikke sendes": mail}
    to_translate = {"1 side skal oversættes til engelsk": translating}
    assert Dashboard(person("inger", EDITOR)).items == to_answer | to_translate
    assert Dashboard(person("rie", RECEPTIONIST)).items == to_answer
    assert Dashboard(person("ann", TRANSLATOR)).items == to_translate
    keeper = Dashboard(person("karen", KEEPER))
    assert keeper.items == {}
    assert "Der er ikke noget, der venter på dig." in keeper.today.text


def test_each_role_is_offered_its_own_acts_guides_and_launch_items(home_page: HomePage) -> None:
    factories.article_index(home_page)
    factories.case_story_index(home_page)
    Example.objects.mark(factories.info_page(home_page, "Om os", "About us"), ["lead"])
    editor, receptionist = Dashboard(person("inger", EDITOR)), Dashboard(person("rie", RECEPTIONIST))
    translator, keeper = Dashboard(person("ann", TRANSLATOR)), Dashboard(person("karen", KEEPER))
    clinic = ["Lukket i dag", "Meddelelse på hjemmesiden", "Ret en pris"]
    assert list(editor.acts) == [*clinic, "Ny artikel", "Ny patienthistorie"]
    assert (list(receptionist.acts), translator.acts, keeper.acts) == (clinic, {}, {})
    assert {"write-an-article", "approve", "prices", "requests"} <= set(editor.guides)
    assert {"opening-hours", "prices", "comments", "requests"} <= set(receptionist.guides)
    assert not {"write-an-article", "approve", "change-a-text", "consent", "translate"} & set(receptionist.guides)
    assert {"add-english-later", "change-a-text", "translate"} <= set(translator.guides)
    assert not {"write-an-article", "approve", "prices", "requests", "consent"} & set(translator.guides)
    assert "consent" in keeper.guides
    assert not {"prices", "change-a-text", "requests"} & set(keeper.guides)
    assert "Om os: Indledning" in editor.launch.text
    assert "Linket til tidsbestilling mangler" in receptionist.launch.text
    assert "Om os" not in receptionist.launch.text
    assert translator.launch is keeper.launch is None


def test_each_act_leads_to_where_it_is_done(home_page: HomePage) -> None:
    factories.article_index(home_page)
    factories.case_story_index(home_page)
    client = person("inger", EDITOR)
    with translation.override("en"):
        acts = Dashboard(client).acts
    for address in acts.values():
        path, _sign, tab = address.partition("#")
        screen = client.get(path)
        assert screen.status_code == 200
        assert not tab or f'id="{tab}"' in screen.content.decode()


def test_what_waits_comes_first_on_the_dashboard_the_newest_on_top(home_page: HomePage) -> None:
    sent = request_from_a_patient(home_page)
    ContactSubmission.objects.filter(pk=sent.pk).update(submit_time=timezone.now() - timedelta(days=3))
    Mail.objects.create(subject="Hej", text="Hej", sender="a@example.org", recipients=["b@example.org"], attempts=1)
    receptionist = person("rie", RECEPTIONIST)
    dashboard = Dashboard(receptionist)
    assert dashboard.panels[0] == "today-section"
    assert list(dashboard.items) == ["1 e-mail kunne ikke sendes", "1 henvendelse er ikke besvaret"]
    ContactSubmission.objects.filter(pk=sent.pk).update(state="answered")
    assert list(Dashboard(receptionist).items) == ["1 e-mail kunne ikke sendes"]


def test_an_approver_is_told_of_a_submission_and_the_translator_of_what_comes_back(home_page: HomePage, editor: User) -> None:
    page = factories.info_page(home_page, "Om os", "About us")
    page.save_revision()
    translator, approver = person("ann", TRANSLATOR), person("inge", EDITOR)
    workflow = page.get_workflow().start(page, User.objects.get(username="ann"))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert Dashboard(approver).items == {"1 side skal godkendes": address}
    assert Dashboard(translator).items == {}
    workflow.current_task_state.specific.reject(user=editor, comment="Skriv det kortere.")
    back = Dashboard(translator)
    assert back.items == {"1 side er sendt tilbage til dig": address}
    assert "Skriv det kortere." in back.today.text
    assert Dashboard(approver).items == {}


def test_a_page_that_nobody_has_written_in_a_language_waits_for_who_writes_it(home_page: HomePage) -> None:
    page = factories.info_page(home_page, "Om os", "", slug_en=None, lead_en="", body_en=[], shown_en=False)
    page.save_revision()
    translator = person("ann", TRANSLATOR)
    address = reverse("translate", args=[page.pk, "en"])
    assert Dashboard(translator).items == {"1 side er ikke skrevet på engelsk": address}
    assert translator.get(address).status_code == 200


def test_a_scheduled_page_that_was_not_published_is_named_with_its_reason_to_who_can_publish(home_page: HomePage) -> None:
    page = factories.info_page(home_page, "Om os", "About us", live=False)
    page.lead_en = ""
    revision = page.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(hours=1))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    told = Dashboard(person("inger", EDITOR))
    assert told.items["1 planlagt side blev ikke udgivet"] == address
    assert "Indledning" in told.today.text
    assert "planlagt" not in Dashboard(person("ann", TRANSLATOR)).today.text


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [(-30, 2, "Meddelelsen udløber"), (-30, -2, "Meddelelsen udløb den"), (-30, 20, ""), (-30, -20, ""), (0, 0, "")],
)
def test_a_notice_that_ends_soon_or_has_just_ended_is_told(home_page: HomePage, begins: int, ends: int, words: str) -> None:
    clinic, today = ClinicSettings.load(), timezone.localdate()
    clinic.notice_da, clinic.notice_en = "Vi har ferie.", "We are on holiday."
    clinic.notice_from, clinic.notice_until = today + timedelta(days=begins), today + timedelta(days=ends)
    clinic.save()
    items = Dashboard(person("rie", RECEPTIONIST)).items
    assert [text for text in items if text.startswith("Meddelelsen")] == [text for text in items if words and words in text]
    assert bool(items) == bool(words)
    assert "Meddelelsen" not in Dashboard(person("inge", KEEPER)).today.text


def test_who_runs_the_server_is_told_of_old_backups_and_failed_work(
    home_page: HomePage, editor: User, client: Client, settings: Any, tmp_path: Path
) -> None:
    client.force_login(editor)
    settings.BACKUP_ROOT = tmp_path
    assert Dashboard(client).items == {}
    settings.PRODUCTION = True
    assert "Der er ingen sikkerhedskopi på denne server" in Dashboard(client).items
    (tmp_path / "backup-1.zip").touch()
    ScheduledRun.objects.create(name="publish", ended_at=timezone.now(), problem="OSError: disk full")
    told = Dashboard(client)
    assert "1 del af timerens arbejde mislykkedes" in told.items
    assert "OSError: disk full" in told.today.text
    assert "sikkerhedskopi" not in told.today.text
    other = Dashboard(person("inge", EDITOR))
    assert "timerens" not in other.today.text


def test_who_runs_the_server_is_told_of_backups_that_failed_or_were_neither_copied_nor_tried(
    home_page: HomePage, editor: User, client: Client, settings: Any, tmp_path: Path
) -> None:
    client.force_login(editor)
    settings.PRODUCTION, settings.BACKUP_ROOT, settings.BACKUP_COPY = True, tmp_path, "/mnt/clinic"
    path = tmp_path / "backup-2026-01-01-000000-for-abcdef.zip.age"
    path.touch()
    assert not [item for item in Dashboard(client).items if "ikkerhedskopi" in item]
    os.utime(path, (time.time() - 10 * 86400,) * 2)
    (tmp_path / "backup-2026-01-09-000000.zip").touch()
    told = Dashboard(client).items
    assert "Ingen sikkerhedskopi er kommet med til det andet sted" in told
    assert any(item.startswith("Ingen sikkerhedskopi er gendannet på prøve") for item in told)
    failed(BACKUP, "The disk is full.")
    failed(COPY, "No space left.")
    failed(VERIFY, "One row is missing.")
    told = Dashboard(client)
    for label, why in (
        ("Sikkerhedskopieringen mislykkedes", "The disk is full."),
        ("Sikkerhedskopien kom ikke med til det andet sted", "No space left."),
        ("Den nyeste sikkerhedskopi kunne ikke gendannes på prøve", "One row is missing."),
    ):
        assert label in told.items
        assert why in told.today.text
    assert "Ingen sikkerhedskopi" not in told.today.text
    assert "1970" not in told.today.text
    for act in (BACKUP, COPY, VERIFY):
        succeeded(act)
    assert not [item for item in Dashboard(client).items if "ikkerhedskopi" in item]


def test_one_is_told_of_ones_own_login_where_the_site_does_not_insist(home_page: HomePage, settings: Any) -> None:
    settings.PRODUCTION = True
    receptionist = person("rie", RECEPTIONIST)
    missing = {"Dit login har ikke noget andet trin endnu": reverse("second_factor_set_up")}
    assert Dashboard(receptionist).items == missing
    device = new_telephone(User.objects.get(username="rie"))
    confirm_telephone(device.user, device)
    settings.REQUIRE_SECOND_FACTOR = False
    session = receptionist.session
    session["otp_device_id"] = device.persistent_id
    session.save()
    assert Dashboard(receptionist).items == {}
    StaticToken.objects.filter(pk__in=StaticToken.objects.order_by("pk")[2:]).delete()
    assert Dashboard(receptionist).items == {"Du har 2 reservekoder tilbage": reverse("second_factor_codes")}


# Comments, reviews and consents have tests of their own in tests/articles.

# Session, user, second factor, permissions, profile and pages (8); the launch list: examples, settings, snippets, stories (20);
# collections, pages, the clinic’s name (4); the menu (2); what waits: requests (2), submissions (4), what came back (1), pages
# in two languages (5), scheduled pages (1), the notice (1), e-mails (1), comments (1), reviews (1); acts (3); readiness (2);
# core’s own panels (6); a few to spare.
DASHBOARD_QUERIES = 66


@pytest.mark.parametrize(("pages", "requests"), [(200, 200), pytest.param(5_000, 2_000, marks=pytest.mark.thorough)])
def test_the_dashboard_costs_the_same_for_many_pages_and_requests(home_page: HomePage, pages: int, requests: int) -> None:
    index = factories.article_index(home_page)
    article = factories.article(index)
    article.save_revision().publish()
    behind(home_page)
    request_from_a_patient(home_page)
    editor = person("inger", EDITOR)
    editor.get(reverse("wagtailadmin_home"))
    with at_most(DASHBOARD_QUERIES) as few:
        editor.get(reverse("wagtailadmin_home"))
    factories.clones(article, pages)
    page = ContactSubmission.objects.get().page_id
    ContactSubmission.objects.bulk_create(
        ContactSubmission(page_id=page, language="da", token=f"t{number}", form_data={}) for number in range(requests)
    )
    with at_most(len(few)):
        items = Dashboard(editor).items
    assert editor.get(items[f"{requests + 1} henvendelser er ikke besvaret"]).status_code == 200


def test_a_message_that_half_of_the_readers_do_not_see_waits_for_who_can_write_it(home_page: HomePage) -> None:
    clinic = ClinicSettings.load()
    clinic.notice_da, clinic.notice_until = "Vi har ferie.", timezone.localdate() + timedelta(days=30)
    clinic.save()
    receptionist, waiting = person("rie", RECEPTIONIST), "Meddelelsen på hjemmesiden er ikke skrevet på engelsk"
    assert waiting in Dashboard(receptionist).items
    clinic.notice_en = "We are on holiday."
    clinic.save()
    assert waiting not in Dashboard(receptionist).items

"""The contact form: what is asked, what is kept, what is refused, and the mails that follow."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from home.bilingual.publishing import publish_language
from home.models import ClinicSettings, ContactField, ContactPage, ContactSubmission, DeletedPage, HomePage, User
from home.security.public_forms import form as public_forms
from tests.home.admin import person
from tests.home.contact import ANSWERS, FORMS, send, token
from tests.support import factories

# The site, the page's place in the tree, its row, its fields, the clinic.
FORM_QUERIES = 5
# The way to the page as before (4), the attempts (forgotten, written, counted); the request, the clinic and a mail twice, the
# address's confirmations of the day, a savepoint and its end.
SENDING_QUERIES = 15


@pytest.fixture(autouse=True)
def _outbox(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep mails as the site does, and let a form be sent at once."""
    settings.EMAIL_BACKEND = "home.outbox.backend.OutboxBackend"
    monkeypatch.setattr(public_forms, "SHORTEST_WAIT", timedelta(seconds=-1))


@pytest.fixture
def contact(home_page: HomePage) -> ContactPage:
    clinic = ClinicSettings.load()
    clinic.email = "klinik@example.org"
    clinic.save()
    page = factories.contact_page(home_page, consent_text_da="Ja, gem det.", thanks_en="Thanks, it has arrived.")
    page.save_revision().publish()
    return ContactPage.objects.get(pk=page.pk)


def test_danish_and_english_answers_land_in_one_list_with_the_senders_language(contact: ContactPage, client: Client) -> None:
    assert send(client).headers["Location"] == "/kontakt/skriv/tak/"
    assert send(client, "en", name="John").headers["Location"] == "/en/contact/write/thanks/"
    english, danish = ContactSubmission.objects.all()
    assert (danish.language, danish.form_data) == ("da", {key: ANSWERS[key] for key in ANSWERS if key != "consent"})
    assert danish.consent_text == "Ja, gem det."
    assert (english.language, english.form_data.keys(), english.form_data["about"]) == ("en", danish.form_data.keys(), "Ny tid")
    assert "Thanks, it has arrived." in client.get("/en/contact/write/thanks/").content.decode()


def test_the_form_sets_no_cookie_and_is_kept_by_no_cache(contact: ContactPage, client: Client) -> None:
    for response in (client.get(FORMS["da"]), client.get("/kontakt/skriv/tak/"), send(client), send(client, consent="")):
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
        assert "no-store" in response.headers["Cache-Control"]
    page = client.get("/kontakt/")
    assert "no-store" not in page.headers.get("Cache-Control", "")
    assert b'name="token"' not in page.content
    assert client.get("/kontakt/write/").status_code == 404


def test_the_form_is_shown_and_sent_under_a_ceiling_of_queries(contact: ContactPage, client: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as shown:
        sent_token = token(client)
    assert len(shown) <= FORM_QUERIES, shown.captured_queries
    with CaptureQueriesContext(connection) as sent:
        send(client, token=sent_token)
    assert len(sent) <= SENDING_QUERIES, [query["sql"][:160] for query in sent]


def test_a_danish_editor_gets_a_csv_file_that_excel_opens_and_local_times(
    contact: ContactPage, client: Client, editor: Any
) -> None:
    send(client, name="Søren Ærø", telephone="+45\u00a012345678")
    sent_at = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    ContactSubmission.objects.update(submit_time=sent_at)
    client.force_login(editor)
    address = reverse("requests")
    csv = b"".join(client.get(f"{address}?export=csv").streaming_content)
    assert csv.startswith(b"\xef\xbb\xbf")
    heading, row = csv.decode("utf-8-sig").splitlines()[:2]
    assert heading.startswith("Modtaget;Sprog;")
    assert row.startswith("2026-07-01 14:00;dansk;Søren Ærø;+45\u00a012345678;")
    sheet = load_workbook(BytesIO(b"".join(client.get(f"{address}?export=xlsx").streaming_content))).active
    assert sheet["A2"].value == datetime(2026, 7, 1, 14, 0, tzinfo=UTC).replace(tzinfo=None)


# Editors


def test_a_changed_label_keeps_its_key(contact: ContactPage) -> None:
    draft = contact.get_latest_revision_as_object()
    field = draft.form_fields.get(clean_name="message")
    field.label_da = "Din besked"
    draft.form_fields.add(field)
    draft.form_fields.add(ContactField(label_da="Din alder & højde", label_en="Age", field_type="singleline", sort_order=9))
    draft.form_fields.add(ContactField(label_da="Besked", label_en="More", field_type="singleline", sort_order=10))
    draft.save_revision().publish()
    keys = {f.label_da: f.clean_name for f in ContactPage.objects.get().form_fields.all()}
    assert keys["Din besked"] == "message"
    assert keys["Din alder & højde"] == "din_alder_hoejde"
    assert keys["Besked"] == "besked"


def test_a_choice_is_found_again_whatever_signs_its_words_were_pasted_with(contact: ContactPage, client: Client) -> None:
    ContactField.objects.filter(clean_name="about").update(choices_da="A\u030arlig tid\nAku\u00adpunktur", choices_en="A\nB")
    values = [
        choice["value"] for choice in BeautifulSoup(client.get(FORMS["da"]).content, "html.parser").select("[name=about]")
    ]
    assert values == ["Årlig tid", "Akupunktur"]
    assert [send(client, about=value).status_code for value in values] == [303, 303]


def test_a_field_is_asked_only_in_the_languages_in_which_it_is_published(contact: ContactPage, client: Client) -> None:
    draft = contact.get_latest_revision_as_object()
    draft.form_fields.add(ContactField(label_da="Alder", label_en="Age", field_type="singleline", required=False, sort_order=9))
    draft.save_revision()
    publish_language(contact, "en")
    assert "Age" in client.get(FORMS["en"]).content.decode()
    assert "Alder" not in client.get(FORMS["da"]).content.decode()
    assert send(client, alder="58").status_code == 303
    draft = ContactPage.objects.get().get_latest_revision_as_object()
    assert [f.label_da for f in draft.form_fields.all()][-1] == "Alder"
    draft.save_revision().publish()
    assert "Alder" in client.get(FORMS["da"]).content.decode()
    fields = ContactPage.objects.get().form_fields.all()
    assert [field.clean_name for field in fields] == ["name", "telephone", "email", "about", "message", "alder"]


def test_a_copied_page_has_the_form_with_its_keys_and_no_requests(contact: ContactPage, client: Client) -> None:
    send(client)
    copy = contact.copy(update_attrs={"title": "Kopi", "slug": "kopi"})
    assert [f.clean_name for f in copy.form_fields.all()] == [f.clean_name for f in contact.form_fields.all()]
    assert not copy.get_submissions().exists()


def test_the_form_moves_with_its_page_also_one_that_is_open(contact: ContactPage, client: Client) -> None:
    opened = token(client)
    contact.slug_da = "skriv-til-os"
    contact.save_revision().publish()
    moved = client.get(FORMS["da"])
    assert (moved.status_code, moved.headers["Location"]) == (301, "/skriv-til-os/skriv/")
    assert client.get(moved.headers["Location"]).status_code == 200
    # A browser sends what was typed to the new address only so.
    sent = send(client, token=opened)
    assert (sent.status_code, sent.headers["Location"]) == (308, "/skriv-til-os/skriv/")
    again = client.post(sent.headers["Location"], {**ANSWERS, "token": opened}, headers={"Origin": "http://testserver"})
    assert again.headers["Location"] == "/skriv-til-os/skriv/tak/"
    assert ContactSubmission.objects.count() == 1


def test_a_form_without_questions_has_no_address(home_page: HomePage, client: Client) -> None:
    page = factories.contact_page(home_page)
    page.form_fields.set([])
    page.save_revision().publish()
    assert client.get(FORMS["da"]).status_code == 404
    assert FORMS["da"] not in client.get("/kontakt/").content.decode()


def test_choices_that_differ_between_the_languages_are_refused() -> None:
    field = ContactField(label_da="Emne", label_en="Subject", field_type="radio", choices_da="a\nb", choices_en="a")
    assert "2 (dansk), 1 (engelsk)" in field.fault


# The clinic


@pytest.mark.parametrize("group", ["Redaktør / Editor", "Receptionist"])
def test_editor_and_receptionist_see_and_export_the_requests(contact: ContactPage, client: Client, group: str) -> None:
    send(client, "en", name="=1+1", telephone="+45 12 34 56 78")
    worker = person("rie", group)
    screen = worker.get(reverse("requests")).content.decode()
    assert "engelsk" in screen
    screen = worker.get(reverse("request", args=[ContactSubmission.objects.get().pk])).content.decode()
    assert "Dit navn" in screen
    assert "Ny tid" in screen
    # Where core had its list, a bookmark still leads to it.
    former = reverse("wagtailforms:list_submissions", args=[contact.pk]) + "?export=csv"
    table = b"".join(worker.get(former, follow=True)).decode()
    assert "Sprog" in table
    assert "'=1+1;+45 12 34 56 78" in table
    assert worker.get(reverse("wagtailadmin_home")).content.decode().count(f'{reverse("requests")}"') == 1


def test_a_page_with_requests_is_not_deleted_with_them(contact: ContactPage, client: Client) -> None:
    send(client)
    admin = person("inger", "Redaktør / Editor")
    bulk = f"{reverse('wagtail_bulk_action', args=['home', 'basepage', 'delete'])}?id={contact.pk}&next=/admin/"
    for way in (reverse("wagtailadmin_pages:delete", args=[contact.pk]), bulk):
        screen = admin.post(way, follow=True).content.decode()
        assert "»Kontakt« har stadig 1 henvendelse. Slet den først; indtil da kan du afpublicere siden." in screen
    with pytest.raises(ProtectedError), transaction.atomic():
        contact.get_parent().delete()
    assert ContactSubmission.objects.count() == 1
    ContactSubmission.objects.all().delete()
    admin.post(reverse("wagtailadmin_pages:delete", args=[contact.pk]))
    assert DeletedPage.objects.get().page_id == contact.pk


def test_a_translator_sees_no_requests(contact: ContactPage, client: Client) -> None:
    send(client)
    translator = person("tove", "Oversætter til engelsk / Translator (English)")
    address = reverse("wagtailforms:list_submissions", args=[contact.pk])
    for name in (reverse("requests"), address, reverse("outbox"), reverse("person"), reverse("retention")):
        assert translator.get(name).status_code in (302, 403)
    with override("da"):
        assert reverse("requests") not in translator.get(reverse("wagtailadmin_home")).content.decode()


def test_the_editor_names_each_field_of_the_form_in_its_outline(contact: ContactPage, client: Client, editor: User) -> None:
    client.force_login(editor)
    screen = client.get(reverse("wagtailadmin_pages:edit", args=[contact.pk])).content
    names = [name.text for name in BeautifulSoup(screen, "html.parser").select("[data-panel-heading-text] .row-name")]
    assert names == [f": {field.label_da}" for field in contact.form_fields.all()]

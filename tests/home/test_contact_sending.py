"""What a reader sends with the contact form: what is refused, what is kept once, and who is written to."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import ClinicSettings, ContactPage, ContactSubmission, FormAttempt, HomePage, Mail
from home.security.public_forms import form as public_forms
from home.security.public_forms import form_limits
from home.security.public_forms.form_limits import forget_earlier_days
from tests.home.contact import ANSWERS, FORMS, errors, send, token
from tests.support import factories
from tests.support.payloads import FOREIGN


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


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": ""}, "Skriv dit navn, så klinikken ved, hvem du er."),
        ({"consent": ""}, "Sæt kryds, så klinikken må læse og gemme det, du skriver."),
        ({"telephone": "", "email": ""}, "Skriv et telefonnummer eller en e-mailadresse, så klinikken kan svare dig."),
        ({"email": "karen"}, "Skriv en gyldig e-mailadresse."),
        ({"telephone": "ring"}, "Skriv telefonnummeret med alle cifre, for eksempel 12 34 56 78."),
        ({"homepage": "https://example.org"}, "Et felt, som skal være tomt, var udfyldt. Send formularen en gang til."),
        ({"token": "forged"}, "Formularen har været åben for længe. Send den en gang til."),
        ({"origin": "https://evil.example"}, "Formularen kom ikke fra denne hjemmeside. Send den en gang til herfra."),
    ],
)
def test_a_form_that_fails_says_why_and_keeps_what_was_typed(
    contact: ContactPage, client: Client, changed: dict[str, str], message: str
) -> None:
    response = send(client, **changed)
    assert (response.status_code, errors(response)) == (422, [message])
    form = BeautifulSoup(response.content, "html.parser")
    assert form.select_one("textarea").text.strip() == ANSWERS["message"]
    assert form.select_one("[name=about][checked]")["value"] == "Ny tid"
    assert not ContactSubmission.objects.exists()
    assert not Mail.objects.exists()


def test_a_password_managers_words_in_the_trap_do_not_come_back_with_the_form(contact: ContactPage, client: Client) -> None:
    form = BeautifulSoup(send(client, homepage="https://klinik.example").content, "html.parser")
    answers = {field["name"]: field.get("value", "") for field in form.select(".form [name][value]")}
    assert (form.select_one("[name=homepage]").get("value"), answers["name"]) == (None, ANSWERS["name"])
    assert send(client, token=answers["token"], homepage="").status_code == 303


@pytest.mark.parametrize(
    "number",
    [
        "12 34 56 78",
        "12\u00a034\u00a056\u00a078",
        "12\u200934\u202f56\u200978",
        "12\u201134\u201156\u201178",
        "12–34–56–78",
        "+45 12345678",
        "(+45) 12.34.56.78",
        "tlf. 12 34 56 78",
        "12 34 56 78 (efter kl. 16)",
        "Tlf.: 12345678, helst om aftenen",
    ],
)
def test_a_phone_number_is_kept_however_it_is_written(contact: ContactPage, client: Client, number: str) -> None:
    assert send(client, telephone=number).status_code == 303
    assert ContactSubmission.objects.get().form_data["telephone"] == number


@pytest.mark.parametrize("number", ["12345", "ring til mig", "1" * 60, "<script>alert(12345678901234567890123456789)</script>"])
def test_what_holds_no_phone_number_is_refused(contact: ContactPage, client: Client, number: str) -> None:
    assert send(client, telephone=number).status_code == 422


def test_one_of_phone_and_email_is_said_to_be_enough(contact: ContactPage, client: Client) -> None:
    for language, hint in (("da", "telefon eller e-mail: én er nok"), ("en", "phone or e-mail: one is enough")):
        form = BeautifulSoup(client.get(FORMS[language]).content, "html.parser")
        hints = {label["for"]: label.text for label in form.select("label[for]")}
        assert hint in hints["id_telephone"]
        assert hint in hints["id_email"]
    contact.form_fields.filter(clean_name="email").update(required=True)
    form = BeautifulSoup(client.get(FORMS["da"]).content, "html.parser")
    assert "valgfrit" in form.select_one("label[for=id_telephone]").text


def test_the_privacy_page_is_one_click_from_the_consent_where_it_is_public(
    contact: ContactPage, home_page: HomePage, client: Client
) -> None:
    privacy = factories.info_page(home_page, "Privatliv", "Privacy", shown_en=False)
    privacy.save_revision().publish()
    ClinicSettings.objects.update(privacy_page=privacy)
    assert 'href="/privatliv/">Hvad klinikken gør' in client.get(FORMS["da"]).content.decode()
    assert "What the clinic does" not in client.get(FORMS["en"]).content.decode()


def test_an_address_in_capitals_gets_no_more_confirmations(contact: ContactPage, client: Client) -> None:
    for address in ("karen@example.org", "Karen@Example.org", "KAREN@EXAMPLE.ORG", "kAREN@example.org", "karen@EXAMPLE.org"):
        assert send(client, email=address).status_code == 303
    confirmations = [mail for mail in Mail.objects.all() if mail.recipients != ["klinik@example.org"]]
    assert len(confirmations) == 3


def test_the_same_domain_in_both_spellings_is_one_address(contact: ContactPage, client: Client) -> None:
    for address in ("karen@blåbær.dk", "karen@xn--blbr-roah.dk", "karen@BLÅBÆR.dk", "karen@xn--blbr-roah.dk"):
        assert send(client, email=address).status_code == 303
    assert sum(mail.recipients != ["klinik@example.org"] for mail in Mail.objects.all()) == 3


def test_a_sign_that_mail_servers_pass_over_makes_no_other_address(contact: ContactPage, client: Client) -> None:
    for address in ("karen@example.org", "karen+1@example.org", "k.aren@example.org", "ka.ren+2@example.org"):
        assert send(client, email=address).status_code == 303
    assert sum(mail.recipients != ["klinik@example.org"] for mail in Mail.objects.all()) == 3


def test_mails_say_that_a_machine_wrote_them(contact: ContactPage, client: Client) -> None:
    send(client)
    assert [mail.headers["Auto-Submitted"] for mail in Mail.objects.all()] == ["auto-generated"] * 2


def test_a_form_that_another_site_sends_is_refused(contact: ContactPage, client: Client) -> None:
    data = {**ANSWERS, "token": token(client)}
    for headers in FOREIGN:
        assert client.post(FORMS["da"], data, headers=headers).status_code == 422, headers
    assert not ContactSubmission.objects.exists()
    assert client.post(FORMS["da"], data, headers={"referer": "http://testserver/a"}).status_code == 303


def test_a_robot_that_answers_at_once_has_to_send_again(contact: ContactPage, client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(public_forms, "SHORTEST_WAIT", timedelta(seconds=2))
    assert errors(send(client)) == ["Det gik meget hurtigt. Se formularen igennem, og send den en gang til."]


def test_the_same_form_sent_twice_is_kept_once_and_a_changed_one_is_not_lost(contact: ContactPage, client: Client) -> None:
    used = token(client)
    for _ in range(2):
        assert send(client, token=used).status_code == 303
    assert (ContactSubmission.objects.count(), Mail.objects.count()) == (1, 2)
    again = send(client, token=used, message="En anden besked")
    assert errors(again)[0].startswith("Du har allerede sendt denne formular.")
    fresh = BeautifulSoup(again.content, "html.parser").select_one("[name=token]")["value"]
    assert send(client, token=fresh, message="En anden besked").status_code == 303
    assert ContactSubmission.objects.count() == 2


def test_the_sender_and_the_clinic_are_written_to_and_neither_mail_holds_an_answer(
    contact: ContactPage, client: Client
) -> None:
    send(client, "en")
    confirmation, notice = Mail.objects.order_by("-pk")
    assert (notice.recipients, notice.reply_to) == (["klinik@example.org"], ["karen@example.org"])
    assert notice.subject == "Ny henvendelse på hjemmesiden"
    assert "engelsk" in notice.text
    assert reverse("requests") in notice.text
    assert (confirmation.recipients, confirmation.reply_to) == (["karen@example.org"], ["klinik@example.org"])
    assert confirmation.subject == "Aalborg Acupuncture Clinic has received your request"
    assert confirmation.text.startswith("Thanks, it has arrived.")
    for mail in (confirmation, notice):
        assert "Karen" not in mail.text
        assert ANSWERS["message"] not in mail.text


def test_nobody_can_have_an_address_written_to_all_day(contact: ContactPage, client: Client) -> None:
    for _ in range(5):
        send(client)
    assert ContactSubmission.objects.count() == 5
    assert Mail.objects.filter(recipients=["karen@example.org"]).count() == 3


@pytest.mark.parametrize(
    ("language", "message"), [("da", "Ring til klinikken på 12 34 56 78"), ("en", "Call the clinic on 12 34 56 78")]
)
def test_whoever_sends_all_day_is_asked_to_call_and_loses_no_word(
    contact: ContactPage, client: Client, monkeypatch: pytest.MonkeyPatch, language: str, message: str
) -> None:
    clinic = ClinicSettings.load()
    clinic.telephone = "12 34 56 78"
    clinic.save()
    monkeypatch.setattr(form_limits, "MOST_A_DAY", 2)
    first = token(client)
    assert [send(client, language, token=used).status_code for used in (first, token(client, language))] == [303, 303]
    refused = send(client, language, message="Mine egne ord")
    assert refused.status_code == 422
    assert message in errors(refused)[0]
    assert "Mine egne ord" in refused.content.decode()
    # What has arrived is no less there when its button is pressed again.
    assert send(client, language, token=first).status_code == 303
    assert ContactSubmission.objects.count() == 2
    assert send(Client(REMOTE_ADDR="203.0.113.9"), language).status_code == 303


def test_what_is_counted_names_no_sender_and_goes_the_next_day(contact: ContactPage, client: Client) -> None:
    send(client)
    assert "127.0.0.1" not in str(list(FormAttempt.objects.values()))
    forget_earlier_days()
    assert FormAttempt.objects.exists()
    FormAttempt.objects.update(made_at=timezone.now() - timedelta(days=1))
    call_command("scheduledwork")
    assert not FormAttempt.objects.exists()

"""Answers to requests: from a template, with their mail or not at all, and none twice."""

from unittest.mock import Mock

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from home.contact.inbox import acts
from home.models import (
    AnswerTemplate,
    ClinicSettings,
    ContactPage,
    HomePage,
    Mail,
    User,
)
from tests.home.admin import person
from tests.home.inbox import RECEPTIONIST, act, history, request_of, screen, typed, user_of
from tests.support import factories


@pytest.fixture
def contact(home_page: HomePage) -> ContactPage:
    page = factories.contact_page(home_page)
    page.save_revision().publish()
    return ContactPage.objects.get(pk=page.pk)


def test_a_template_is_filled_in_in_the_senders_language_and_takes_nothing_that_was_typed(contact: ContactPage) -> None:
    request = request_of(contact, "John", language="en")
    user, client = user_of(RECEPTIONIST)
    User.objects.filter(pk=user.pk).update(first_name="Rie", last_name="Madsen")
    booking = AnswerTemplate.objects.get(name__contains="Book")
    page = act(client, request, template=booking.pk, note="Ringede", text="")
    assert page.select_one("[name=subject]")["value"] == "How to book a time at Aalborg Acupuncture Clinic"
    text = page.select_one("[name=text]").text.strip()
    assert text.startswith("Dear John,")
    assert "Rie Madsen" in text
    assert page.select_one("[name=note]").text.strip() == "Ringede"
    assert not request.events.exclude(kind="read").exists()
    # Another one takes its place, but never that of somebody's own words.
    other = AnswerTemplate.objects.get(name__contains="Greeting")
    address = reverse("request", args=[request.pk])
    page = screen(client.post(address, typed(page, template=other.pk)))
    assert "You can choose" not in page.select_one("[name=text]").text
    page = screen(client.post(address, typed(page, template=booking.pk, text="My own words")))
    assert page.select_one("[name=text]").text.rstrip().endswith("My own words")


def test_a_template_without_the_senders_language_is_not_offered(contact: ContactPage) -> None:
    AnswerTemplate.objects.create(name="Kun dansk", text_da="Hej")
    client = person("rie", RECEPTIONIST)
    for language, is_offered in (("da", True), ("en", False)):
        request = request_of(contact, language=language)
        buttons = screen(client.get(reverse("request", args=[request.pk]))).select("[name=template]")
        assert ("Kun dansk" in [button.text for button in buttons]) == is_offered


def test_an_answer_is_stored_with_its_mail_or_not_at_all(contact: ContactPage, monkeypatch: pytest.MonkeyPatch) -> None:
    clinic = ClinicSettings.load()
    clinic.email = "klinik@example.org"
    clinic.save()
    request = request_of(contact)
    client = person("rie", RECEPTIONIST)
    page = act(client, request, act="send", subject="Din tid", text="Kom på tirsdag.")
    assert "Svaret bliver sendt inden for et minut." in page.text
    mail = Mail.objects.get()
    assert (mail.recipients, mail.reply_to, mail.subject) == (["karen@example.org"], ["klinik@example.org"], "Din tid")
    assert mail.text == "Kom på tirsdag."
    # A person wrote it, so a mail server may answer that somebody is away.
    assert "Auto-Submitted" not in mail.headers
    request.refresh_from_db()
    assert (request.state, history(request)) == ("answered", ["read", "answer"])
    assert "Kom på tirsdag." in page.select_one(".request__events").text
    other = request_of(contact)
    monkeypatch.setattr(acts, "note", Mock(side_effect=OperationalError))
    with pytest.raises(OperationalError):
        act(client, other, act="send", subject="Emne", text="Tekst")
    assert Mail.objects.count() == 1


def test_an_answer_that_could_not_be_sent_is_seen_in_the_history_and_on_the_list(contact: ContactPage) -> None:
    request = request_of(contact)
    client = person("rie", RECEPTIONIST)
    page = act(client, request, act="send", subject="Din tid", text="Kom på tirsdag.")
    assert "Den bliver snart sendt." in page.select_one(".request__delivery").text
    Mail.objects.update(attempts=1, error="550 No such user", next_try_at=None)
    page = screen(client.get(reverse("request", args=[request.pk])))
    assert "550 No such user" in page.select_one(".request__delivery").text
    assert page.select_one(".request__delivery a")["href"] == reverse("outbox")
    assert "Ikke leveret" in client.get(reverse("requests")).content.decode()
    Mail.objects.update(sent_at=timezone.now(), error="")
    assert "Sendt" in screen(client.get(reverse("request", args=[request.pk]))).select_one(".request__delivery").text
    # The outbox forgets what it has sent, and the history does not.
    Mail.objects.all().delete()
    assert "Kom på tirsdag." in screen(client.get(reverse("request", args=[request.pk]))).text


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"act": "send", "text": ""}, "Skriv dit svar."),
        ({"act": "send", "subject": " "}, "Skriv et emne."),
        ({"act": "save", "remind_on": "2020-01-01"}, "Den dag er gået. Vælg i dag eller en senere dag."),
        ({"act": "send", "text": "", "remind_on": "2020-01-01"}, "Skriv dit svar."),
        ({"act": "send", "remind_on": "i morgen"}, "Datoen kan ikke læses"),
        ({"act": "close", "assigned_to": "999999"}, "Det valgte findes ikke længere."),
        ({"act": "save", "text": "x" * 10_001}, "højst have 10000 tegn"),
    ],
)
def test_what_is_refused_says_why_and_loses_nothing(contact: ContactPage, values: dict[str, str], message: str) -> None:
    request = request_of(contact)
    client = person("rie", RECEPTIONIST)
    sent = {"subject": "Mit emne", "text": "Mit svar", "note": "Min note", **values}
    page = act(client, request, **sent)
    assert message in page.select_one("form.request__form").text
    assert "Intet er gemt endnu. Se på det, der er markeret." in page.select_one(".messages").text
    for name in ("text", "note"):
        assert page.select_one(f"[name={name}]").text.strip() == sent[name]
    assert history(request) == ["read"]
    assert not Mail.objects.exists()


def test_what_is_typed_beside_a_button_is_kept_until_it_is_sent(contact: ContactPage) -> None:
    request = request_of(contact)
    user, client = user_of(RECEPTIONIST)
    page = act(client, request, act="save", text="Et halvt svar", note="Ringede", assigned_to=user.pk, remind_on="2099-01-02")
    assert page.select_one("[name=text]").text.strip() == "Et halvt svar"
    assert page.select_one("[name=note]").text.strip() == ""
    request.refresh_from_db()
    assert (request.assigned_to, str(request.remind_on)) == (user, "2099-01-02")
    assert history(request) == ["read", "assigned", "reminder", "note", "draft"]
    # A colleague sees what was begun, and has an empty field for an answer of their own.
    other = screen(person("bo", RECEPTIONIST).get(reverse("request", args=[request.pk])))
    assert "Et halvt svar" in other.select_one(".request__events").text
    assert other.select_one("[name=text]").text.strip() == ""
    act(client, request, act="send")
    assert Mail.objects.get().text == "Et halvt svar"
    assert history(request)[-1] == "answer"
    assert "draft" not in history(request)


def test_whoever_answers_second_is_told_of_the_first(contact: ContactPage) -> None:
    request = request_of(contact)
    (_rie, first), second = user_of(RECEPTIONIST), person("bo", RECEPTIONIST)
    address = reverse("request", args=[request.pk])
    opened = screen(second.get(address))
    act(first, request, act="send", subject="Emne", text="Ries svar")
    page = screen(second.post(address, typed(opened, act="send", subject="Emne", text="Bos svar", note="Bos note")))
    for place in ("form.request__form", ".messages"):
        assert "rie svarede kl." in page.select_one(place).text
    assert "Ries svar" in page.select_one(".request__events").text
    assert page.select_one("[name=text]").text.strip() == "Bos svar"
    assert [mail.text for mail in Mail.objects.all()] == ["Ries svar"]
    # Who has read it may send all the same.
    screen(second.post(address, typed(page, act="send"), follow=True))
    assert {mail.text for mail in Mail.objects.all()} == {"Ries svar", "Bos svar"}
    assert request.events.filter(kind="note").count() == 1


def test_a_colleagues_changes_outlive_a_form_that_was_opened_before(contact: ContactPage) -> None:
    request = request_of(contact)
    (rie, first), second = user_of(RECEPTIONIST), person("bo", RECEPTIONIST)
    address = reverse("request", args=[request.pk])
    opened = screen(second.get(address))
    act(first, request, act="save", assigned_to=rie.pk, remind_on="2099-01-02")
    second.post(address, typed(opened, act="save", note="Bos note"))
    request.refresh_from_db()
    assert (request.assigned_to, str(request.remind_on)) == (rie, "2099-01-02")


def test_a_button_that_is_pressed_twice_sends_once(contact: ContactPage) -> None:
    request = request_of(contact)
    client = person("rie", RECEPTIONIST)
    address = reverse("request", args=[request.pk])
    form = typed(screen(client.get(address)), act="send", subject="Emne", text="Svar")
    assert [client.post(address, form).status_code for _ in range(2)] == [302, 302]
    assert Mail.objects.count() == 1

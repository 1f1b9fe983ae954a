"""The inbox: what waits, how requests are read, answered, assigned and closed, and what is kept of that."""

import importlib
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from home.contact.inbox.answers import telephone_link
from home.contact.inbox.placeholders import fill_in
from home.contact.inbox.waiting import QUERIES
from home.models import (
    AnswerTemplate,
    ClinicSettings,
    ContactPage,
    ContactSubmission,
    HomePage,
    Mail,
    RequestEvent,
)
from home.privacy.personal_data import holdings
from home.privacy.retention import clear_requests
from tests.home.admin import person
from tests.home.inbox import ANSWERS, RECEPTIONIST, act, history, request_of, screen, user_of
from tests.support import factories

# What every screen of the admin asks: the session, the user, the second factor, permissions (2), the profile, languages,
# permissions on pages and files (2), the clinic's name, and the numbers of new comments and requests at the menu.
EVERY_SCREEN = 12


# The questions, the number of requests and those of one page.
LIST_QUERIES = EVERY_SCREEN + 3


# The questions, the request, its history, the clinic, the templates, and the colleagues.
REQUEST_QUERIES = EVERY_SCREEN + 6


@pytest.fixture
def contact(home_page: HomePage) -> ContactPage:
    page = factories.contact_page(home_page)
    page.save_revision().publish()
    return ContactPage.objects.get(pk=page.pk)


def test_requests_of_the_time_before_the_inbox_are_read_unless_they_just_came(contact: ContactPage) -> None:
    migration = importlib.import_module("home.migrations.0031_requests_as_an_inbox")
    old, recent = request_of(contact), request_of(contact)
    ContactSubmission.objects.filter(pk=old.pk).update(submit_time=timezone.now() - timedelta(days=8))
    migration.mark_as_read(apps, None)
    assert [submission.state for submission in ContactSubmission.objects.order_by("pk")] == ["read", "new"]
    assert recent.state == "new"


def test_who_could_see_requests_may_deal_with_them(db: None) -> None:
    migration = importlib.import_module("home.migrations.0031_requests_as_an_inbox")
    own = Group.objects.create(name="Praktikant")
    own.permissions.add(Permission.objects.get(codename="view_contactsubmission"))
    migration.grant(apps, None)
    may = Permission.objects.get(codename="change_contactsubmission").group_set.values_list("name", flat=True)
    assert set(may) == {"Praktikant", "Receptionist", "Redaktør / Editor"}
    assert Permission.objects.get(codename="add_answertemplate").group_set.get().name == "Redaktør / Editor"


def test_a_template_is_filled_in_and_what_is_empty_leaves_no_gap() -> None:
    values = {"name": "Karen {me}", "clinic": "Klinikken", "me": ""}
    assert fill_in("Hej {name},\n\n{me}\n{clinic} {nonsense}", values) == "Hej Karen {me},\n\n\nKlinikken {nonsense}"
    assert fill_in("Hej {name},", {}) == "Hej,"


def test_a_template_names_what_it_cannot_fill_in(db: None) -> None:
    with pytest.raises(ValidationError) as caught:
        AnswerTemplate(name="Ny", text_da="Hej {navn}", text_en="Dear {name}").clean()
    assert caught.value.messages == [
        "{navn} kan ikke udfyldes. Du kan bruge {name}, {clinic}, {telephone}, {email}, {booking}, {me}."
    ]


def test_shipped_templates_are_written_in_both_languages(db: None) -> None:
    templates = AnswerTemplate.objects.all()
    assert len(templates) == 3
    for template in templates:
        template.clean()
        assert all((template.subject_da, template.subject_en, template.text_da, template.text_en))


def test_the_history_goes_with_its_request_and_only_requests_are_counted(contact: ContactPage) -> None:
    old = request_of(contact)
    RequestEvent.objects.create(request=old, kind=RequestEvent.Kind.NOTE, text="Ringede til Karen")
    ContactSubmission.objects.update(submit_time=timezone.now() - timedelta(days=400))
    assert clear_requests(timezone.now() - timedelta(days=100)) == 1
    assert not RequestEvent.objects.exists()


def test_a_persons_data_is_found_in_notes_and_answers_too(contact: ContactPage) -> None:
    found = request_of(contact, "Bo Ravn")
    user, _client = user_of(RECEPTIONIST)
    RequestEvent.objects.create(request=found, kind=RequestEvent.Kind.NOTE, author=user, text="Søster til Zorah Wick")
    (holding,) = holdings("zorah wick")
    assert "Søster til Zorah Wick" in "".join(holding.values.values())
    holding.erase()
    assert not ContactSubmission.objects.exists()
    assert not RequestEvent.objects.exists()


def test_a_request_is_read_when_somebody_first_opens_it(contact: ContactPage) -> None:
    request = request_of(contact)
    user, client = user_of(RECEPTIONIST)
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Henvendelser (1 ny)" in menu
    for opened in (client, client, person("bo", RECEPTIONIST)):
        page = screen(opened.get(reverse("request", args=[request.pk])))
    (event,) = request.events.all()
    assert (event.kind, event.author) == ("read", user)
    assert "rie: Læste den" in page.select_one(".request__events").text
    assert "(1 ny)" not in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize(("language", "question", "choice"), [("da", "Emne", "Ny tid"), ("en", "Subject", "New appointment")])
def test_questions_are_in_the_readers_language_and_ways_to_answer_are_links(
    contact: ContactPage, language: str, question: str, choice: str
) -> None:
    request = request_of(contact, form_data={**ANSWERS, "telephone": "tlf. 12 34 56 78 (efter kl. 16)", "former": "blå"})
    user, client = user_of(RECEPTIONIST)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    sent = screen(client.get(reverse("request", args=[request.pk]))).select_one(".request__answers")
    shown = {row.dt.text.strip(): row.dd.text.strip() for row in sent.select("div")}
    assert (shown[question], shown["former"]) == (choice, "blå")
    assert [link["href"] for link in sent.select("a")] == ["tel:12345678", "mailto:karen@example.org"]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("12 34 56 78", "tel:12345678"),
        ("+45 12345678", "tel:+4512345678"),
        ("(+45) 12.34.56.78", "tel:+4512345678"),
        ("12\u00a034\u201156\u200978, helst om aftenen", "tel:12345678"),
        ("kl. 16 på 12345678", "tel:12345678"),
        ("12345678 / 87654321", "tel:12345678"),
        ("12345678 87654321", ""),
        ("ring til mig", ""),
    ],
)
def test_a_phone_number_becomes_a_link_however_it_is_written(text: str, link: str) -> None:
    assert telephone_link(text) == link


def test_a_request_is_closed_and_opened_again(contact: ContactPage) -> None:
    request = request_of(contact, remind_on=timezone.localdate())
    client = person("rie", RECEPTIONIST)
    act(client, request, act="close", note="Aftalt i telefonen")
    request.refresh_from_db()
    assert (request.state, request.remind_on, history(request)) == ("closed", None, ["read", "note", "closed"])
    act(client, request, act="reopen")
    request.refresh_from_db()
    assert request.state == "read"
    act(client, request, act="send", subject="Emne", text="Svar")
    act(client, request, act="close")
    act(client, request, act="reopen")
    request.refresh_from_db()
    assert request.state == "answered"


def test_who_gave_no_address_is_called(contact: ContactPage) -> None:
    request = request_of(contact, form_data={**ANSWERS, "email": ""})
    client = person("rie", RECEPTIONIST)
    page = act(client, request, act="send", text="Svar", subject="Emne")
    assert "Afsenderen har ikke skrevet en e-mailadresse." in page.text
    assert not Mail.objects.exists()


def test_who_may_only_see_requests_changes_nothing(contact: ContactPage) -> None:
    request = request_of(contact)
    group = Group.objects.create(name="Praktikant")
    group.permissions.add(*Permission.objects.filter(codename__in=["view_contactsubmission", "access_admin"]))
    client = person("rie", "Praktikant")
    address = reverse("request", args=[request.pk])
    assert not screen(client.get(address)).select("form.request__form")
    assert client.post(address, {"act": "close"}).status_code in (302, 403)
    client.post(f"{reverse('wagtail_bulk_action', args=['home', 'contactsubmission', 'delete'])}?id={request.pk}&next=/admin/")
    request.refresh_from_db()
    assert request.state == "read"
    translator = person("tove", "Oversætter til engelsk / Translator (English)")
    for way in (address, reverse("requests"), reverse("requests_results")):
        assert translator.get(way).status_code in (302, 403)


def listed(client: Client, query: str = "") -> list[str]:
    return [name.text.strip() for name in screen(client.get(f"{reverse('requests')}?{query}")).select(".inbox__name")]


def test_the_list_is_filtered_and_searched(contact: ContactPage) -> None:
    user, client = user_of(RECEPTIONIST)
    request_of(contact, "Anna")
    request_of(contact, "Bo", assigned_to=user, state="read", remind_on=timezone.localdate())
    answered = request_of(contact, "Carl", state="answered", language="en")
    request_of(contact, "Dorte", form_data={**ANSWERS, "name": "Dorte Ærø", "telephone": "87 65 43 21"}, state="closed")
    RequestEvent.objects.create(request=answered, kind="note", text="Ringede til hans søster")
    assert listed(client) == ["Dorte Ærø", "Carl", "Bo", "Anna"]
    for query, names in {
        "state=new": ["Anna"],
        QUERIES["unanswered"]: ["Bo", "Anna"],
        "assigned=me": ["Bo"],
        QUERIES["due"]: ["Bo"],
        "assigned=nobody": ["Dorte Ærø", "Carl", "Anna"],
        "language=en": ["Carl"],
        "q=ærø": ["Dorte Ærø"],
        "q=8765+4321": ["Dorte Ærø"],
        "q=søster": ["Carl"],
        "q=søster&state=new": [],
    }.items():
        assert listed(client, query) == names, query


def test_ticked_requests_are_deleted_and_all_means_what_the_list_showed(contact: ContactPage) -> None:
    user, client = user_of(RECEPTIONIST)
    kept, deleted = request_of(contact, "Anna"), request_of(contact, "Bo", state="closed")
    address = reverse("wagtail_bulk_action", args=["home", "contactsubmission", "delete"])
    query = f"id=all&state=closed&next={reverse('requests')}"
    assert "Bo" in client.get(f"{address}?{query}").content.decode()
    screen = client.post(f"{address}?{query}", follow=True).content.decode()
    assert "1 henvendelse er slettet." in screen
    assert list(ContactSubmission.objects.all()) == [kept]
    # Who deleted it is noted, and nobody's name.
    entry = ModelLogEntry.objects.get(action="wagtail.delete")
    assert (entry.user, entry.label) == (user, f"henvendelse {deleted.pk}")


def test_the_list_and_a_request_stay_under_their_ceilings_however_many_there_are(contact: ContactPage) -> None:
    client = person("rie", RECEPTIONIST)
    other, _client = user_of(RECEPTIONIST, "bo")
    counts = []
    for number in (5, 45):
        for _ in range(number):
            request = request_of(contact, assigned_to=other)
            RequestEvent.objects.create(request=request, kind="note", text="Note", author=other)
        for address in (reverse("requests"), reverse("request", args=[request.pk])):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert counts[0] <= LIST_QUERIES, "\n".join(query["sql"][:160] for query in queries)
    assert counts[1] <= REQUEST_QUERIES, "\n".join(query["sql"][:160] for query in queries)


def test_the_launch_list_says_that_nobody_is_told_of_requests(home_page: HomePage) -> None:
    admin = person("inger", "Redaktør / Editor")
    sentence = "Ingen får en e-mail om nye henvendelser"
    assert sentence in admin.get(reverse("wagtailadmin_home")).content.decode()
    clinic = ClinicSettings.load()
    clinic.requests_to = "klinik@example.org"
    clinic.save()
    assert sentence not in admin.get(reverse("wagtailadmin_home")).content.decode()


def test_an_editor_writes_a_template_in_both_languages(db: None) -> None:
    admin = person("inger", "Redaktør / Editor")
    address = reverse("wagtailsnippets_home_answertemplate:add")
    texts = {"name": "Nyt", "subject_da": "Emne", "subject_en": "Subject", "text_da": "Hej {navn}", "text_en": "Dear {name}"}
    assert "{navn} kan ikke udfyldes." in admin.post(address, texts).content.decode()
    admin.post(address, {**texts, "text_da": "Hej {name}"})
    assert AnswerTemplate.objects.get(name="Nyt").text_en == "Dear {name}"
    assert person("rie", RECEPTIONIST).get(address).status_code in (302, 403)

"""The inbox: what waits, how requests are read, answered, assigned and closed, and what is kept of that."""

import importlib
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from home.contact.inbox.placeholders import fill_in
from home.contact.inbox.waiting import WaitingRequests, waiting_requests
from home.models import AnswerTemplate, ContactPage, ContactSubmission, HomePage, RequestEvent, RequestState, User
from home.privacy.personal_data import holdings
from home.privacy.retention import clear_requests
from tests.home.admin import person
from tests.support import factories

RECEPTIONIST = "Receptionist"


@pytest.fixture
def contact(home_page: HomePage) -> ContactPage:
    page = factories.contact_page(home_page)
    page.save_revision().publish()
    return ContactPage.objects.get(pk=page.pk)


def request_of(contact: ContactPage, name: str = "Karen Holm", **values: Any) -> ContactSubmission:
    """Keep a request as if somebody had sent it."""
    answers = {"name": name, "telephone": "12 34 56 78", "email": "karen@example.org", "about": "Ny tid", "message": "Hej"}
    token = f"{ContactSubmission.objects.count()}"
    values = {"language": "da", "form_data": answers, "token": token, **values}
    return ContactSubmission.objects.create(page_id=contact.pk, **values)


def user_of(group: str, name: str = "rie") -> tuple[User, Client]:
    client = person(name, group)
    return User.objects.get(username=name), client


def test_what_waits_is_counted_for_who_may_see_it(contact: ContactPage) -> None:
    user, _client = user_of(RECEPTIONIST)
    other, _client = user_of(RECEPTIONIST, "bo")
    today = timezone.localdate()
    request_of(contact)
    request_of(contact, state=RequestState.READ, assigned_to=user)
    request_of(contact, state=RequestState.ANSWERED, assigned_to=user, remind_on=today)
    request_of(contact, state=RequestState.READ, assigned_to=other, remind_on=today)
    request_of(contact, state=RequestState.READ, remind_on=today + timedelta(days=1))
    request_of(contact, state=RequestState.CLOSED, assigned_to=user, remind_on=today)
    assert waiting_requests(user) == WaitingRequests(new=1, unanswered=4, mine=1, due=1)
    translator, _client = user_of("Oversætter til engelsk / Translator (English)", "tove")
    assert waiting_requests(translator) == WaitingRequests()


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

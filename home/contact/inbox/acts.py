"""What is done with a request; each act is noted in its history."""

from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction

from home.clinic.models import ClinicSettings
from home.contact.inbox.forms import HandlingForm
from home.contact.inbox.models import RequestEvent
from home.contact.submission import ContactSubmission, RequestState
from home.outbox.backend import to_mail

Kind = RequestEvent.Kind


def note(request: ContactSubmission, user: Any, kind: Any, **values: Any) -> RequestEvent:
    """Write into the history of a request."""
    return RequestEvent.objects.create(request=request, author=user, kind=kind, **values)


def read(request: ContactSubmission, user: Any) -> None:
    """Take a request for read, when somebody opens it for the first time."""
    if request.state != RequestState.NEW:
        return
    # Two who open it at once are not both the first.
    with transaction.atomic():
        if ContactSubmission.objects.filter(pk=request.pk, state=RequestState.NEW).update(state=RequestState.READ):
            note(request, user, Kind.READ)
    request.state = RequestState.READ


def keep(request: ContactSubmission, user: Any, form: HandlingForm) -> None:
    """Keep what the form changes: the note, who sees to the request, the reminder, and an answer that is not sent yet."""
    cleaned, changed = form.cleaned_data, form.changed_data
    if "assigned_to" in changed and cleaned["assigned_to"] != request.assigned_to:
        request.assigned_to = cleaned["assigned_to"]
        note(request, user, Kind.ASSIGNED, assigned_to=request.assigned_to)
    if "remind_on" in changed and cleaned["remind_on"] != request.remind_on:
        request.remind_on = cleaned["remind_on"]
        note(request, user, Kind.REMINDER, remind_on=request.remind_on)
    if cleaned["note"]:
        note(request, user, Kind.NOTE, text=cleaned["note"])
    if form.has_changed_answer:
        request.events.filter(kind=Kind.DRAFT, author=user).delete()
        if cleaned["text"] or (cleaned["subject"] and "subject" in changed):
            note(request, user, Kind.DRAFT, subject=cleaned["subject"], text=cleaned["text"])
    request.save()


def send(request: ContactSubmission, user: Any, subject: str, text: str, address: str) -> None:
    """Answer a request by e-mail, which the outbox keeps together with the history."""
    replies = answers_to(ClinicSettings.load())
    message = EmailMessage(subject, text, to=[address], reply_to=[replies] if replies else None)
    mail = to_mail(message, is_automatic=False)
    mail.save()
    request.events.filter(kind=Kind.DRAFT, author=user).delete()
    note(request, user, Kind.ANSWER, subject=subject, text=text, mail=mail)
    request.state = RequestState.ANSWERED
    request.save()


def close(request: ContactSubmission, user: Any) -> None:
    """Be done with a request; nobody is reminded of it any more."""
    if request.state == RequestState.CLOSED:
        return
    request.state, request.remind_on = RequestState.CLOSED, None
    note(request, user, Kind.CLOSED)
    request.save()


def reopen(request: ContactSubmission, user: Any) -> None:
    """Go on with a request that was closed."""
    if request.state != RequestState.CLOSED:
        return
    is_answered = request.events.filter(kind=Kind.ANSWER).exists()
    request.state = RequestState.ANSWERED if is_answered else RequestState.READ
    note(request, user, Kind.REOPENED)
    request.save()


def answers_to(clinic: ClinicSettings) -> str:
    """The clinic's address, to which senders write back."""
    return str(clinic.requests_to or clinic.email)

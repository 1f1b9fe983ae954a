"""What home itself holds about people: requests, e-mails, and those who work in the admin."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.models import ModelLogEntry

from home.models import ContactSubmission, Mail, User
from home.personal_data import Holding


def find_requests(person: str) -> Iterator[Holding]:
    """Find the requests in which an address or a name stands."""
    submissions = ContactSubmission.objects.annotate(answers=Cast("form_data", TextField())).select_related("page")
    for submission in submissions.filter(answers__icontains=_as_json(person)):
        labels = dict(submission.page.specific.get_data_fields())
        answers = {str(labels.get(key, key)): _shown(value) for key, value in submission.form_data.items()}
        yield Holding(
            label=_dated(submission, submission.submit_time),
            url=reverse("wagtailforms:list_submissions", args=[submission.page_id]),
            values={**answers, gettext("Language"): submission.language_name, gettext("Consent"): submission.consent_text},
            erase=submission.delete,
        )


def find_mails(person: str) -> Iterator[Holding]:
    """Find the e-mails to, from or about somebody that the outbox still has."""
    fields = ("recipients", "copies", "hidden_copies", "reply_to", "headers")
    places = {f"{name}_text": Cast(name, TextField()) for name in fields}
    somewhere = (
        Q(subject__icontains=person) | Q(text__icontains=person) | Q(html__icontains=person) | Q(error__icontains=person)
    )
    for name in places:
        somewhere |= Q(**{f"{name}__icontains": person})
    for mail in Mail.objects.annotate(**places).filter(somewhere):
        values = {gettext("To"): ", ".join(mail.recipients), gettext("Subject"): mail.subject}
        if not mail.is_private:
            values[gettext("Text")] = mail.text
        yield Holding(_dated(mail, mail.created_at), reverse("outbox"), values, erase=mail.delete)


def find_users(person: str) -> Iterator[Holding]:
    """Find who works in the admin and is called so; only who may delete users can erase them here."""
    named = Q()
    for word in person.split():
        named &= Q(first_name__icontains=word) | Q(last_name__icontains=word)
    query = named | Q(username__iexact=person) | Q(email__icontains=person)
    for user in User.objects.filter(query):
        values = {
            gettext("Username"): user.username,
            gettext("Name"): user.get_full_name(),
            gettext("E-mail"): user.email,
            gettext("Last login"): date_format(localtime(user.last_login), "DATETIME_FORMAT") if user.last_login else "",
        }
        url = reverse("wagtailusers_users:edit", args=[user.pk])
        yield Holding(_dated(user, user.date_joined), url, values, partial(erase_user, user), permission="home.delete_user")


def erase_user(user: User) -> None:
    """Delete who works in the admin, and the name from the history; raises ValidationError for the last administrator."""
    if user.is_superuser and not User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk).exists():
        raise ValidationError(gettext("The last administrator cannot be deleted."))
    ModelLogEntry.objects.for_instance(user).update(label=str(User._meta.verbose_name), data={})
    user.delete()


def _dated(instance: Any, moment: Any) -> str:
    name = capfirst(str(instance._meta.verbose_name))
    date = date_format(localtime(moment), "DATETIME_FORMAT")
    return gettext("%(what)s %(number)s of %(date)s") % {"what": name, "number": instance.pk, "date": date}


def _as_json(text: str) -> str:
    """Write a text as the database writes it within JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)

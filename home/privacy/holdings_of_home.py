"""What home itself holds about people: requests, e-mails, and those who work in the admin."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.models import ModelLogEntry

from home.contact.inbox.models import RequestEvent
from home.contact.submission import ContactSubmission
from home.outbox.models import Mail
from home.privacy.personal_data import Holding
from home.security.public_forms.contact_details import Wanted, folded
from home.security.users import User


def find_requests(wanted: Wanted) -> Iterator[Holding]:
    """Find the requests in which somebody is named."""
    everything = ContactSubmission.objects.select_related("page", "assigned_to").prefetch_related("events__author")
    for submission in everything.iterator(chunk_size=500):
        events = submission.events.all()
        if not wanted.stands_in(submission.form_data, *((event.subject, event.text) for event in events)):
            continue
        labels = dict(submission.page.specific.get_data_fields())
        answers = {str(labels.get(key, key)): _shown(value) for key, value in submission.form_data.items()}
        yield Holding(
            label=_dated(submission, submission.submit_time),
            url=reverse("request", args=[submission.pk]),
            values={
                **answers,
                gettext("Language"): submission.language_name,
                gettext("Consent"): submission.consent_text,
                gettext("State"): submission.get_state_display(),
                **dict(map(_happened, events)),
            },
            erase=submission.delete,
            read_permission="home.view_contactsubmission",
            erase_permission="home.delete_contactsubmission",
        )


def _happened(event: RequestEvent) -> tuple[str, str]:
    moment = date_format(localtime(event.at), "DATETIME_FORMAT")
    words = [str(event.author or ""), event.get_kind_display(), event.subject, event.text]
    return f"{moment} ({event.pk})", "\n".join(filter(None, words))


def find_mails(wanted: Wanted) -> Iterator[Holding]:
    """Find the e-mails to, from or about somebody that the outbox still has."""
    for mail in Mail.objects.iterator(chunk_size=500):
        addresses = (mail.recipients, mail.copies, mail.hidden_copies, mail.reply_to, mail.headers)
        if not wanted.stands_in(mail.subject, mail.text, mail.html, mail.error, *addresses):
            continue
        values = {gettext("To"): ", ".join(mail.recipients), gettext("Subject"): mail.subject}
        if not mail.is_private:
            values[gettext("Text")] = mail.text
        yield Holding(
            label=_dated(mail, mail.created_at),
            url=reverse("outbox"),
            values=values,
            erase=mail.delete,
            read_permission="home.view_mail",
            # Who sees to the outbox; nothing else deletes from it by hand.
            erase_permission="home.change_mail",
        )


def find_users(wanted: Wanted) -> Iterator[Holding]:
    """Find who works in the admin and is called so; only who may delete users can erase them here."""
    for user in User.objects.all():
        words = folded(f"{user.first_name} {user.last_name}")
        is_named = all(word in words for word in wanted.text.split())
        if not is_named and not wanted.stands_in(user.username, user.email):
            continue
        values = {
            gettext("Username"): user.username,
            gettext("Name"): user.get_full_name(),
            gettext("E-mail"): user.email,
            gettext("Last login"): date_format(localtime(user.last_login), "DATETIME_FORMAT") if user.last_login else "",
        }
        yield Holding(
            label=_dated(user, user.date_joined),
            url=reverse("wagtailusers_users:edit", args=[user.pk]),
            values=values,
            erase=partial(erase_user, user),
            read_permission="home.change_user",
            erase_permission="home.delete_user",
        )


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


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)

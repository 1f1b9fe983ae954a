"""The two mails that follow a request. Neither holds an answer: the text stays where retention and erasure reach it."""

from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.admin.utils import get_admin_base_url

from home.bilingual.languages import DEFAULT_LANGUAGE, language_name
from home.bilingual.page import BilingualPage
from home.clinic.models import ClinicSettings
from home.outbox.models import Mail


def notify(submission: Any, sender: str) -> None:
    """Tell the clinic, in Danish, that there is a request; an answer to the mail goes to the sender."""
    clinic = ClinicSettings.load()
    address = clinic.requests_to or clinic.email
    if not address:
        return
    with translation.override(DEFAULT_LANGUAGE):
        context = {
            "language": language_name(submission.language),
            "sender": sender,
            "url": f"{get_admin_base_url()}{reverse('request', args=[submission.pk])}",
        }
        subject = gettext("New request on the website")
        body = render_to_string("home/mails/request_notice.txt", context)
    EmailMessage(subject, body, to=[address], reply_to=[sender] if sender else None).send()


def confirm(page: BilingualPage, sender: str) -> None:
    """Tell the sender, in the language in which they wrote, that the request has arrived."""
    if not sender or Mail.objects.is_written_to_enough(sender):
        return
    clinic = ClinicSettings.load()
    body = render_to_string("home/mails/request_confirmation.txt", {"page": page, "clinic": clinic})
    answer_to = clinic.requests_to or clinic.email
    subject = gettext("%(clinic)s has received your request") % {"clinic": clinic.public_name}
    EmailMessage(subject, body, to=[sender], reply_to=[answer_to] if answer_to else None).send()

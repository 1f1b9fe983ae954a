"""The templates for answers, filled in for one request in the language of its sender."""

from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from home.bilingual.languages import column
from home.clinic.models import ClinicSettings
from home.contact.inbox.models import AnswerTemplate
from home.contact.inbox.placeholders import fill_in
from home.contact.submission import ContactSubmission


@dataclass(frozen=True)
class FilledTemplate:
    """A template as the sender would get it."""

    pk: int
    name: str
    subject: str
    text: str


def filled_templates(request: ContactSubmission, clinic: ClinicSettings, name: str, user: Any) -> list[FilledTemplate]:
    """Fill in every template that is written in the sender's language."""
    with translation.override(request.language):
        values = {
            "name": name,
            "clinic": clinic.public_name,
            "telephone": clinic.telephone,
            "email": clinic.requests_to or clinic.email,
            "booking": clinic.booking_link,
            "me": user.get_full_name(),
        }
    text, subject = column("text", request.language), column("subject", request.language)
    return [
        FilledTemplate(
            template.pk,
            template.name,
            fill_in(getattr(template, subject) or "", values),
            fill_in(getattr(template, text), values),
        )
        for template in AnswerTemplate.objects.exclude(**{text: ""}).exclude(**{text: None})
    ]


def usual_subject(request: ContactSubmission) -> str:
    """What an answer is called unless somebody says otherwise."""
    with translation.override(request.language):
        return gettext("Answer to your request")


def with_template(typed: str, chosen: FilledTemplate, templates: list[FilledTemplate]) -> str:
    """Put a template where another one stood untouched, and else above what was typed."""
    typed = typed.replace("\r\n", "\n").strip()
    if not typed or typed in [template.text.strip() for template in templates]:
        return chosen.text
    return f"{chosen.text}\n\n{typed}"

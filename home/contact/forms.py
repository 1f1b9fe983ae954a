"""The form that readers send."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.contact.fields import FieldType
from home.security.public_forms.form import PublicForm

WAYS_TO_ANSWER = (FieldType.EMAIL, FieldType.TELEPHONE)
ANSWER_REQUIRED = _("Please answer “%(label)s”.")
REQUIRED = {
    FieldType.NAME: _("Write your name, so that the clinic knows who you are."),
    FieldType.EMAIL: _("Write your e-mail address, so that the clinic can answer you."),
    FieldType.TELEPHONE: _("Write your phone number, so that the clinic can call you."),
    FieldType.CHECKBOX: _("Tick the box “%(label)s”."),
    FieldType.RADIO: _("Choose an answer to “%(label)s”."),
    FieldType.DROPDOWN: _("Choose an answer to “%(label)s”."),
    FieldType.CHECKBOXES: _("Choose at least one answer to “%(label)s”."),
}


class RequestForm(PublicForm):
    """What every contact form has besides its questions: the consent, and that one way to answer is enough."""

    def __init__(self, *args: Any, page: Any, **kwargs: Any) -> None:
        super().__init__(*args, purpose=f"contact {page.pk}", **kwargs)
        self.page = page
        self.asked = page.asked_fields
        self.consent_text = page.consent_text or gettext(
            "I agree that the clinic keeps what I write here until my request is dealt with."
        )
        missing = {"required": _("Tick the box, so that the clinic may read and keep what you write.")}
        self.fields["consent"] = forms.BooleanField(label=self.consent_text, error_messages=missing)
        for field in self.asked:
            words = {"label": self.fields[field.clean_name].label}
            self.fields[field.clean_name].error_messages["required"] = REQUIRED.get(field.field_type, ANSWER_REQUIRED) % words

    @property
    def questions(self) -> list[forms.BoundField]:
        """The fields that people see, in their order."""
        return [self[field.clean_name] for field in self.asked] + [self["consent"]]

    @cached_property
    def ways_to_answer(self) -> list[str]:
        """The keys of the questions of which one is enough, where none of them has to be answered."""
        keys = [field.clean_name for field in self.asked if field.field_type in WAYS_TO_ANSWER]
        return [] if any(self.fields[key].required for key in keys) else keys

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, by key."""
        return {field.clean_name: self.cleaned_data.get(field.clean_name) for field in self.asked}

    @property
    def sender(self) -> str:
        """The sender's e-mail address, or nothing."""
        addresses = (self.cleaned_data.get(field.clean_name) for field in self.asked if field.field_type == FieldType.EMAIL)
        return next(filter(None, addresses), "")

    def clean(self) -> None:
        super().clean()
        if self.is_trapped:
            raise ValidationError(gettext("A field that must stay empty was filled in. Please send the form once more."))
        if self.token.is_hasty:
            raise ValidationError(gettext("You were very quick. Please check the form and send it again."))
        ways = self.ways_to_answer
        if ways and not any(self.cleaned_data.get(name) or name in self.errors for name in ways):
            message = gettext("Write a phone number or an e-mail address, so that the clinic can answer you.")
            self.add_error(ways[0], ValidationError(message))

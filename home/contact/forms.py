"""The form that readers send."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.contact.fields import FieldType
from home.public_forms import PublicForm

WAYS_TO_ANSWER = (FieldType.EMAIL, FieldType.TELEPHONE)


class RequestForm(PublicForm):
    """What every contact form has besides its questions: the consent, and that one way to answer is enough."""

    def __init__(self, *args: Any, page: Any, **kwargs: Any) -> None:
        super().__init__(*args, purpose=f"contact {page.pk}", **kwargs)
        self.asked = page.asked_fields
        self.consent_text = page.consent_text or gettext(
            "I agree that the clinic keeps what I write here until my request is dealt with."
        )
        missing = {"required": _("Tick the box, so that the clinic may read and keep what you write.")}
        self.fields["consent"] = forms.BooleanField(label=self.consent_text, error_messages=missing)
        for name, field in self.fields.items():
            if field.required and name != "consent":
                field.error_messages["required"] = gettext("“%(label)s” is missing.") % {"label": field.label}

    @property
    def questions(self) -> list[forms.BoundField]:
        """The fields that people see, in their order."""
        return [self[field.clean_name] for field in self.asked] + [self["consent"]]

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
            raise ValidationError(gettext("That was very fast. Please look the form over and send it once more."))
        ways = [field.clean_name for field in self.asked if field.field_type in WAYS_TO_ANSWER]
        if ways and not any(self.cleaned_data.get(name) or name in self.errors for name in ways):
            message = gettext("Write a telephone number or an e-mail address, so that the clinic can answer you.")
            self.add_error(ways[0], ValidationError(message))

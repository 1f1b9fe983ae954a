"""What a contact form can ask, and the keys under which answers in both languages are kept together."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import FormBuilder
from wagtail.contrib.forms.utils import get_field_clean_name

from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, active_language, column
from home.bilingual.slugs import DANISH_LETTERS
from home.security.public_forms.cleaned_text import harmless

# Parts of addresses, so they must never change.
FORM_SEGMENTS = {"da": "skriv", "en": "write"}
THANKS_SEGMENTS = {"da": "tak", "en": "thanks"}
LONGEST_MESSAGE = 3000
# A short number has six; one with its country code and the hours to call has some twenty.
FEWEST_DIGITS, MOST_DIGITS = 6, 24
# What the form itself uses, so that no question may be called so.
RESERVED_KEYS = ("token", "homepage", "consent", "submit_time", "language_name")


class FieldType(models.TextChoices):
    """What may be asked. A file is not among them: it could hold anybody's health data, and anything else."""

    NAME = "name", _("Name")
    EMAIL = "email", _("E-mail")
    TELEPHONE = "telephone", _("Telephone")
    SINGLELINE = "singleline", _("One line of text")
    MULTILINE = "multiline", _("Several lines of text")
    RADIO = "radio", _("Radio buttons (one answer)")
    DROPDOWN = "dropdown", _("Drop-down list (one answer)")
    CHECKBOXES = "checkboxes", _("Checkboxes (several answers)")
    CHECKBOX = "checkbox", _("Single checkbox")
    DATE = "date", _("Date")


CHOICE_TYPES = (FieldType.RADIO, FieldType.DROPDOWN, FieldType.CHECKBOXES)


def check_telephone(text: str) -> None:
    """Accept a phone number however it is written, with words beside it; raises ValidationError where digits are missing."""
    if not FEWEST_DIGITS <= sum(character.isdigit() for character in text) <= MOST_DIGITS:
        raise ValidationError(gettext("Write the phone number with all its digits, for example 12 34 56 78."))


class RequestFormBuilder(FormBuilder):
    """Builds the fields of a form in the active language; a choice's value is its words in the first language that has them."""

    def create_name_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        widget = forms.TextInput(attrs={"autocomplete": "name"})
        return forms.CharField(max_length=100, widget=widget, **options)

    def create_email_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}), max_length=254, **options)

    def create_telephone_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
        return forms.CharField(max_length=100, widget=widget, validators=[check_telephone], **options)

    def create_multiline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        return forms.CharField(max_length=LONGEST_MESSAGE, widget=forms.Textarea(attrs={"rows": 5}), **options)

    def create_date_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        return forms.DateField(widget=widget, input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"], **options)

    def get_formatted_field_choices(self, field: Any) -> list[tuple[str, str]]:
        labels = split_choices(field.choices)
        values = next(filter(None, (split_choices(getattr(field, column("choices", language))) for language in LANGUAGES)))
        choices = list(zip(values, labels, strict=False))
        return [("", "–"), *choices] if field.field_type == FieldType.DROPDOWN else choices

    def get_formatted_field_initial(self, field: Any) -> list[str]:
        wanted = split_choices(field.default_value)
        return [value for value, label in self.get_formatted_field_choices(field) if label in wanted]

    def get_field_options(self, field: Any) -> dict[str, Any]:
        options = super().get_field_options(field)
        if field.field_type in (FieldType.RADIO, FieldType.DROPDOWN):
            options["initial"] = next(iter(self.get_formatted_field_initial(field)), None)
        return options


def split_choices(text: str | None) -> list[str]:
    """List the choices of a field, one per line, as they come back from a form."""
    return [line.strip() for line in harmless(text or "").splitlines() if line.strip()]


def propose_key(field: Any) -> str:
    """Make a key of a field's label: `Dit ønske` → `dit_oenske`."""
    languages = (DEFAULT_LANGUAGE, *LANGUAGES, active_language())
    label = next(filter(None, (getattr(field, column("label", language)) for language in languages)), "")
    return get_field_clean_name(label.translate(DANISH_LETTERS)) or "field"


def give_keys(fields: Iterable[Any]) -> None:
    """Give every field of a form a key that no other has; one that has its key keeps it."""
    fields = list(fields)
    taken = {*RESERVED_KEYS}
    for field in sorted(fields, key=lambda field: not field.clean_name):
        key, number = field.clean_name or propose_key(field), 1
        while (candidate := key if number == 1 else f"{key}_{number}") in taken:
            number += 1
        field.clean_name = candidate
        taken.add(candidate)

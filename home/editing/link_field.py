"""Addresses of other websites that a page names; a draft keeps one that is only half written."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

WEB = URLValidator(schemes=["http", "https"])


def is_link(text: str) -> bool:
    """Tell whether a text is a whole address, or none at all."""
    try:
        WEB(text or "https://example.org")
    except ValidationError:
        return False
    return True


class LinkInput(forms.URLField):
    """Completes `www.example.org` with https://, and lets a draft keep what is no address yet."""

    default_validators = [WEB]

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except ValidationError:
            # Wagtail sets it while a draft is saved.
            if getattr(self, "is_deferred_validation", False) and len(value) <= (self.max_length or len(value)):
                return value
            raise


class LinkField(models.URLField):
    """An address that the form judges, when it publishes, and the page itself in `unfinished`."""

    default_validators: list[Any] = []

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": LinkInput, **kwargs})

    def deconstruct(self) -> Any:
        # To the database it is Django's own field.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

"""What the consent register holds about a person."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from wagtail.log_actions import log

from articles.consent.withdrawal import withdraw
from articles.models import Consent
from home.privacy.personal_data import Holding
from home.security.public_forms.contact_details import Wanted

FIELDS = ("giver", "contact", "remarks", "given_on", "until", "method")


def consents_of(wanted: Wanted) -> Iterator[Holding]:
    """Find the consents in whose encrypted columns somebody is named; to erase one is to withdraw it."""
    for consent in Consent.objects.all():
        if wanted.stands_in(consent.giver, consent.contact, consent.remarks):
            yield Holding(
                label=f"{consent}, {date_format(consent.given_on)}",
                url=reverse("consents:edit", args=[consent.pk]),
                values={str(capfirst(Consent._meta.get_field(name).verbose_name)): _shown(consent, name) for name in FIELDS},
                erase=partial(withdraw, consent.consent_key),
                read_permission="articles.change_consent",
                erase_permission="articles.delete_consent",
                note_reading=partial(_note_reading, consent),
            )


def _note_reading(consent: Consent, user: Any) -> None:
    log(instance=consent, action="consent.read", user=user)


def _shown(consent: Consent, name: str) -> str:
    value = consent.get_method_display() if name == "method" else getattr(consent, name)
    return date_format(value) if hasattr(value, "isoformat") else str(value or "")

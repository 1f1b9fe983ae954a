"""What the consent register holds about a person."""

from collections.abc import Iterator
from functools import partial

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst

from articles.consent.withdrawing import withdraw
from articles.models import Consent
from home.personal_data import Holding

FIELDS = ("giver", "contact", "remarks", "given_on", "until", "method")


def consents_of(person: str) -> Iterator[Holding]:
    """Find the consents in whose encrypted columns a name or an address stands; to erase one is to withdraw it."""
    wanted = person.casefold().strip()
    for consent in Consent.objects.all():
        if wanted and any(wanted in (text or "").casefold() for text in (consent.giver, consent.contact, consent.remarks)):
            yield Holding(
                f"{consent}, {date_format(consent.given_on)}",
                reverse("consents:edit", args=[consent.pk]),
                {str(capfirst(Consent._meta.get_field(name).verbose_name)): _shown(consent, name) for name in FIELDS},
                partial(withdraw, consent.consent_key),
            )


def _shown(consent: Consent, name: str) -> str:
    value = consent.get_method_display() if name == "method" else getattr(consent, name)
    return date_format(value) if hasattr(value, "isoformat") else str(value or "")

"""The consent register: who agreed to what about a case story, apart from the story itself."""

from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from articles.consent.encryption import EncryptedBinaryField, EncryptedTextField
from home.bilingual.languages import LANGUAGES, language_name
from home.reading.compiled import Current


def today() -> date:
    """The clinic's day, wherever the server or the person is."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


class Method(models.TextChoices):
    """How a consent was given."""

    PAPER = "paper", _("signed on paper")
    DIGITAL = "digital", _("signed digitally")
    EMAIL = "email", _("in an e-mail")


class ConsentQuerySet(models.QuerySet):
    """Consents, by what they allow today."""

    def valid(self) -> Self:
        """Keep those that have begun and not ended; a production site knows no example."""
        day = Current(today, models.DateField())
        examples_count = Current(lambda: not settings.PRODUCTION, models.BooleanField())
        return self.filter(Q(until=None) | Q(until__gte=day), Q(is_example=False) | Q(examples_count), given_on__lte=day)

    def covering(self, language: str) -> Self:
        """Keep those that allow a story to be told in a language."""
        return self.filter(languages__contains=[language])


class Consent(models.Model):
    """What a patient has agreed to, and who it is; the page knows only a key, which copies of a story share.

    A story may have several consents, one after the other or one per language; each language needs one that is valid.
    """

    consent_key = models.UUIDField(_("case story"), db_index=True)
    languages = ArrayField(
        models.CharField(max_length=2, choices=[(language, language_name(language)) for language in LANGUAGES]),
        verbose_name=_("languages"),
        help_text=_("The languages in which the story may be told."),
    )
    covers_picture = models.BooleanField(
        _("a picture too"), default=False, help_text=_("If this is not ticked, the story is shown without its image.")
    )
    given_on = models.DateField(_("given on"))
    until = models.DateField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("The last day on which readers may find the story. Leave empty where no end was agreed."),
    )
    method = models.CharField(_("how it was given"), max_length=10, choices=Method.choices)
    giver = EncryptedTextField(_("name"), blank=True, help_text=_("The patient’s own name. It is stored encrypted."))
    contact = EncryptedTextField(
        _("e-mail or telephone"), blank=True, help_text=_("How the clinic reaches the patient about the story.")
    )
    remarks = EncryptedTextField(_("remarks"), blank=True, help_text=_("What else was agreed."))
    is_example = models.BooleanField(
        _("an example"),
        default=False,
        help_text=_("Nobody has given this consent; it shows what one looks like. A site in production does not accept it."),
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("register", "consent")
        verbose_name_plural = pgettext_lazy("register", "consents")
        ordering = ["-given_on", "-pk"]

    def __str__(self) -> str:
        # Logs keep this after the consent is gone, so it tells of nobody.
        return gettext("Consent %(number)s") % {"number": self.pk}

    @property
    def has_ended(self) -> bool:
        return self.until is not None and self.until < today()


class SignedDocument(models.Model):
    """What the patient signed; kept encrypted in the database, where no web server finds it and it goes with the consent."""

    consent = models.OneToOneField(Consent, on_delete=models.CASCADE, related_name="document")
    name = EncryptedTextField(_("file name"))
    content = EncryptedBinaryField()

    class Meta:
        verbose_name = _("signed document")
        verbose_name_plural = _("signed documents")

    def __str__(self) -> str:
        return str(self.consent)


class Withdrawal(models.Model):
    """That a consent was withdrawn, and when: all that is left of it."""

    consent_key = models.UUIDField(unique=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), default=timezone.now)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["-withdrawn_at", "-pk"]

    def __str__(self) -> str:
        return gettext("Withdrawal %(number)s") % {"number": self.pk}

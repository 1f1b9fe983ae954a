from datetime import timedelta
from typing import Self

from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.security.public_forms.contact_details import email_key

# Anybody can type anybody's address into a form, so one address is written to this often a day and no more.
MOST_A_DAY = 3


def mailbox(address: str) -> str:
    """Return an address as one compares it, without what mail servers pass over in its first part."""
    name, _at, domain = email_key(address).rpartition("@")
    return f"{name.partition('+')[0].replace('.', '')}@{domain}"


class MailQuerySet(models.QuerySet):
    """Mails by how far they have come."""

    def is_written_to_enough(self, address: str) -> bool:
        """Tell whether an address, in whatever spelling, has had as many mails within a day as a stranger may cause."""
        today = self.filter(created_at__gt=timezone.now() - timedelta(days=1))
        wanted = mailbox(address)
        written = (mailbox(name) for names in today.values_list("recipients", flat=True) for name in names)
        return sum(recipient == wanted for recipient in written) >= MOST_A_DAY

    def waiting(self) -> Self:
        """Keep what has not been sent and is still tried."""
        return self.filter(sent_at=None, next_try_at__isnull=False)

    def due(self) -> Self:
        """Keep what is to be tried now, the oldest first."""
        return self.waiting().filter(next_try_at__lte=timezone.now()).order_by("next_try_at", "pk")

    def in_trouble(self) -> Self:
        """Keep what has been tried and has not been sent."""
        return self.filter(sent_at=None, attempts__gt=0)


class Mail(models.Model):
    """An e-mail of the outbox: kept before it is sent, until it is sent, and for a while afterwards."""

    subject = models.CharField(_("subject"), max_length=500)
    text = models.TextField(_("text"))
    html = models.TextField(blank=True)
    sender = models.CharField(_("sender"), max_length=320)
    recipients = ArrayField(models.CharField(max_length=320), verbose_name=_("to"))
    copies = ArrayField(models.CharField(max_length=320), default=list, blank=True)
    hidden_copies = ArrayField(models.CharField(max_length=320), default=list, blank=True)
    reply_to = ArrayField(models.CharField(max_length=320), default=list, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # None when nothing more is tried by itself.
    next_try_at = models.DateTimeField(_("next attempt"), null=True, blank=True, default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.TextField(_("why it was not sent"), blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index("next_try_at", name="mail_waiting", condition=models.Q(sent_at=None))]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_private(self) -> bool:
        """Whether it may hold a link with which somebody who works here logs in, so that nobody else may read it."""
        return get_user_model().objects.filter(email__in=self.recipients).exists()

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import AbstractFormSubmission

from home.bilingual.languages import language_name


class RequestState(models.TextChoices):
    """How far the clinic has come with a request."""

    NEW = "new", _("New")
    READ = "read", _("Read")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")


class RequestQuerySet(models.QuerySet):
    """Requests by what is left to do."""

    def unanswered(self) -> Self:
        """Keep those that nobody has answered or closed."""
        return self.filter(state__in=(RequestState.NEW, RequestState.READ))

    def due(self) -> Self:
        """Keep those of which somebody wanted to be reminded today or before."""
        return self.filter(remind_on__lte=timezone.localdate()).exclude(state=RequestState.CLOSED)


class ContactSubmission(AbstractFormSubmission):
    """What somebody sent with the form, in whichever language; choices are kept in Danish."""

    # Whoever deletes the page must not delete unseen what people wrote with its form.
    page = models.ForeignKey("home.BasePage", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=2)
    consent_text = models.TextField(_("consent"))
    # Of the form that was sent, which so is kept once, however often it is sent.
    token = models.CharField(max_length=40, unique=True)
    state = models.CharField(_("state"), max_length=8, choices=RequestState.choices, default=RequestState.NEW)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("assigned to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    remind_on = models.DateField(_("remind on"), null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        ordering = ["-submit_time"]
        permissions = [("erase_person", "Can find and delete everything about a person")]
        # The number beside the menu is counted for every screen of the admin.
        indexes = [models.Index("state", name="request_new", condition=models.Q(state="new"))]

    def __str__(self) -> str:
        # Named by its time, since a name would be left in the history when the request is deleted.
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def language_name(self) -> str:
        return str(language_name(self.language))

    def get_data(self) -> dict[str, Any]:
        return {**super().get_data(), "language_name": self.language_name}

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.bilingual.languages import LANGUAGES, column
from home.bilingual.sorting import in_order
from home.contact.inbox.people import name_of
from home.contact.inbox.placeholders import PLACEHOLDERS, unknown_placeholders
from home.contact.submission import ContactSubmission
from home.editing.forms import OwnLanguagesForm
from home.editing.panels import LanguagesPanel, translated
from home.editing.versions import VersionsMixin

LONGEST_SUBJECT = 200


class RequestEvent(models.Model):
    """What somebody did with a request; it goes when the request goes."""

    class Kind(models.TextChoices):
        READ = "read", _("Read it")
        NOTE = "note", _("Wrote a note")
        # Kept until it is sent, one for each person.
        DRAFT = "draft", _("Began an answer")
        ANSWER = "answer", _("Answered by e-mail")
        ASSIGNED = "assigned", _("Assigned it")
        REMINDER = "reminder", _("Set a reminder")
        CLOSED = "closed", _("Closed it")
        REOPENED = "reopened", _("Reopened it")

    request = models.ForeignKey(ContactSubmission, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    at = models.DateTimeField(auto_now_add=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    subject = models.CharField(max_length=LONGEST_SUBJECT, blank=True)
    text = models.TextField(blank=True)
    # To whom it was assigned, and of which day somebody is reminded; nobody and none where that was taken back.
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    remind_on = models.DateField(null=True)
    # The answer as it was sent, which the outbox forgets after a while.
    mail = models.ForeignKey("home.Mail", null=True, on_delete=models.SET_NULL, related_name="+")

    page_cache_ignore = True

    class Meta:
        verbose_name = _("event of a request")
        verbose_name_plural = _("events of a request")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint("request", "author", condition=models.Q(kind="draft"), name="one_draft_for_each_person")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def author_name(self) -> str:
        """Who did it, or that the person no longer works here."""
        return name_of(self.author) if self.author else gettext("Somebody who has left")

    @property
    def sentence(self) -> str:
        """What was done, in one line."""
        if self.kind == self.Kind.ASSIGNED:
            return gettext("Assigned to %(name)s") % {
                "name": name_of(self.assigned_to) if self.assigned_to else gettext("nobody")
            }
        if self.kind == self.Kind.REMINDER:
            day = date_format(self.remind_on) if self.remind_on else gettext("none")
            return gettext("Reminder: %(day)s") % {"day": day}
        return str(self.get_kind_display())

    @property
    def is_to_sender(self) -> bool:
        """Whether it is written in the sender's language."""
        return self.kind in (self.Kind.ANSWER, self.Kind.DRAFT)


class AnswerTemplate(VersionsMixin):
    """An answer that is written often, in both languages; the sender gets the one in their own."""

    name = models.CharField(
        _("name"), max_length=60, help_text=_("What the button says with which it is chosen, for example “New appointment”.")
    )
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT, blank=True)
    text = models.TextField(
        _("text"),
        blank=True,
        help_text=_(
            "What stands in braces is filled in: {name} (who wrote), {clinic}, {telephone} and {email} (the clinic’s), "
            "{booking} (the booking link), {me} (who answers)."
        ),
    )

    page_cache_ignore = True

    base_form_class = OwnLanguagesForm
    panels = [LanguagesPanel(), "name", translated("subject"), translated("text")]

    class Meta:
        verbose_name = _("template for answers")
        verbose_name_plural = _("templates for answers")
        ordering = [in_order("name", "da"), "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        errors = {}
        for name in (column(field, language) for field in ("subject", "text") for language in LANGUAGES):
            if unknown := unknown_placeholders(getattr(self, name) or ""):
                message = gettext("%(unknown)s cannot be filled in. You can use %(known)s.")
                known = ", ".join(f"{{{placeholder}}}" for placeholder in PLACEHOLDERS)
                errors[name] = ValidationError(message % {"unknown": ", ".join(unknown), "known": known})
        if errors:
            raise ValidationError(errors)

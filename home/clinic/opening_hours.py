import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel
from wagtail.models import Orderable

from home.bilingual.languages import DefaultLanguageSaveMixin
from home.editing.panels import translated


def check_hours(opens: datetime.time | None, closes: datetime.time | None) -> None:
    """Refuse a closing time that is not after the opening time; raises ValidationError."""
    if opens and closes and closes <= opens:
        raise ValidationError({"closes": gettext("The clinic closes before it opens. Choose a later time.")})


class OpeningHours(Orderable):
    """The hours of one weekday, in local time; a weekday may have several rows."""

    settings = ParentalKey("home.ClinicSettings", on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=WEEKDAYS)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    panels = [FieldRowPanel(["weekday", "opens", "closes"])]

    class Meta(Orderable.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    def clean(self) -> None:
        super().clean()
        check_hours(self.opens, self.closes)


class OpeningException(DefaultLanguageSaveMixin, Orderable):
    """Days on which the clinic is closed, or open at other hours than usual."""

    settings = ParentalKey("home.ClinicSettings", on_delete=models.CASCADE, related_name="exceptions")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), null=True, blank=True, help_text=_("Leave empty for a single day."))
    opens = models.TimeField(
        _("opens"), null=True, blank=True, help_text=_("Leave both times empty when the clinic is closed.")
    )
    closes = models.TimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(
        _("reason"), max_length=100, blank=True, help_text=_("Shown with the days, for example “Christmas”.")
    )

    panels = [FieldRowPanel(["first_day", "last_day"]), FieldRowPanel(["opens", "closes"]), translated("reason")]

    class Meta(Orderable.Meta):
        verbose_name = _("exception from the opening hours")
        verbose_name_plural = _("exceptions from the opening hours")

    def __str__(self) -> str:
        return str(self.first_day)

    def clean(self) -> None:
        super().clean()
        check_hours(self.opens, self.closes)
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": gettext("The last day comes before the first. Choose a later date.")})
        if bool(self.opens) != bool(self.closes):
            raise ValidationError({"closes": gettext("Write both times, or neither when the clinic is closed.")})

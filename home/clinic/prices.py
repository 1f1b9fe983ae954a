from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel
from wagtail.models import Orderable

from home.bilingual.languages import DefaultLanguageSaveMixin
from home.editing.panels import translated


class Price(DefaultLanguageSaveMixin, Orderable):
    """What a treatment costs."""

    settings = ParentalKey("home.ClinicSettings", on_delete=models.CASCADE, related_name="prices")
    name = models.CharField(_("treatment"), max_length=100)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), null=True, blank=True)
    amount = models.PositiveIntegerField(_("price in kroner"))

    panels = [translated("name"), FieldRowPanel(["minutes", "amount"])]

    class Meta(Orderable.Meta):
        verbose_name = _("price")
        verbose_name_plural = _("prices")

    def __str__(self) -> str:
        return self.name

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.pages.base import BasePage, BodyMixin
from home.pages.warning_signs import WarningSignsMixin


class HeroMixin(models.Model):
    """A large picture at the top of a page."""

    hero_image = models.ForeignKey(
        "home.ClinicImage",
        verbose_name=_("top picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A wide picture above the text, also shown wherever the page is listed. At least 1200 pixels wide."),
    )

    class Meta:
        abstract = True


class HomePage(WarningSignsMixin, BodyMixin, HeroMixin, BasePage):
    """The front page: what the clinic does and for whom."""

    parent_page_types = ["home.BasePage"]
    content_panels = [*BasePage.content_panels, "hero_image", *BodyMixin.body_panels, "warning_signs"]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")


class InfoPage(BodyMixin, BasePage):
    """A page of information: treatment and prices, first visit, about, privacy, accessibility."""

    parent_page_types = ["home.HomePage", "home.InfoPage"]
    subpage_types = ["home.InfoPage"]

    content_panels = [*BasePage.content_panels, *BodyMixin.body_panels]

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")

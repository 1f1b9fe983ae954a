from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicAddress(models.Model):
    """An address at which a language version is, or once was, public; a later page at the same address takes it over."""

    path = models.TextField(_("address"), unique=True)
    language = models.CharField(_("language"), max_length=2)
    page = models.ForeignKey("home.BasePage", on_delete=models.CASCADE, related_name="public_addresses")

    class Meta:
        verbose_name = _("public address")
        verbose_name_plural = _("public addresses")

    def __str__(self) -> str:
        return self.path

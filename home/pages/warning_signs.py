"""The signs on which to see a doctor, on the pages that choose them: at a fixed place, high up."""

from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.bilingual.languages import column
from home.bilingual.search_text import fill_search_text
from home.clinic.warning_signs import WarningSigns


class WarningSignsMixin(models.Model):
    """Shows one set of warning signs, and is found by a search for them."""

    warning_signs = models.ForeignKey(
        "home.WarningSigns",
        verbose_name=_("warning signs"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Shown high up on the page. Their words are written once, under “Warning signs”, for every page that has them."
        ),
    )

    joined_for_readers: tuple[str, ...] = ("warning_signs",)

    class Meta:
        abstract = True

    @property
    def warning_words_da(self) -> str:
        return self._warning_words("da")

    @property
    def warning_words_en(self) -> str:
        return self._warning_words("en")

    def _warning_words(self, language: str) -> str:
        parts = (getattr(self.warning_signs, column(name, language), "") for name in ("at_once", "within_days"))
        return " ".join(part for part in parts if part)


def search_their_words(instance: WarningSigns, **kwargs: Any) -> None:
    """Let a search find the pages by the words that their signs have now."""
    for model in apps.get_models():
        if issubclass(model, WarningSignsMixin):
            for page in model._base_manager.filter(warning_signs=instance.pk):
                columns = {name: getattr(page, name) for name in fill_search_text(page)}
                model._base_manager.filter(pk=page.pk).update(**columns)

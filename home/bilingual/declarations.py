from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.bilingual.freshness_rules import Fact


class Declaration(models.Model):
    """What a passage said in both languages at a moment, and what is known of it: mostly that it says the same."""

    page = models.ForeignKey("home.BasePage", on_delete=models.CASCADE, related_name="declarations")
    field_name = models.CharField(max_length=100)
    block_id = models.CharField(max_length=100, blank=True)
    # In the order of LANGUAGES.
    texts = ArrayField(models.TextField(blank=True))
    fact = models.CharField(max_length=10, default=Fact.EQUAL.value)
    declared_at = models.DateTimeField(auto_now_add=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")
        ordering = ["pk"]

    def __str__(self) -> str:
        return " = ".join(self.texts)


class LanguageSummary(models.Model):
    """Which language versions of a page are behind or only copied, kept as text is saved so that thousands can be listed."""

    page = models.OneToOneField("home.BasePage", primary_key=True, on_delete=models.CASCADE, related_name="language_summary")
    # Languages, or `both` where both were edited since they last said the same.
    behind = ArrayField(models.CharField(max_length=4), default=list)
    live_behind = ArrayField(models.CharField(max_length=4), default=list)
    copied = ArrayField(models.CharField(max_length=2), default=list)
    live_copied = ArrayField(models.CharField(max_length=2), default=list)
    # Of the draft: what a machine wrote and nobody has confirmed is never live.
    machine = ArrayField(models.CharField(max_length=2), default=list)
    # Of the draft: what is written in either language, and what of it is done in each. Unknown until it is saved.
    passages = models.PositiveIntegerField(null=True)
    done_da = models.PositiveIntegerField(null=True)
    done_en = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("summary of languages")
        verbose_name_plural = _("summaries of languages")

    def __str__(self) -> str:
        return str(self.page)

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# How long a replacement can be undone; the words may tell of somebody, and so are not kept for long.
KEPT = timedelta(days=7)


class Replacement(models.Model):
    """Words that somebody replaced, and where, so that it can be undone; a page's text lies in its versions, not here."""

    old = models.CharField(max_length=255)
    new = models.CharField(max_length=255, blank=True)
    language = models.CharField(max_length=2)
    match_case = models.BooleanField(default=False)
    whole_words = models.BooleanField(default=True)
    # Per object: its model and key, of a page the version before, and per field its row, name and, of no page, former value.
    changes = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("replacement")
        verbose_name_plural = _("replacements")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


def forget_old_replacements() -> None:
    Replacement.objects.filter(made_at__lt=timezone.now() - KEPT).delete()

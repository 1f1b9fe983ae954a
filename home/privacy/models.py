from django.db import models
from django.utils.translation import gettext_lazy as _


class RetentionRun(models.Model):
    """What one run of the scheduled deletion did: numbers, never whose data it was."""

    ran_at = models.DateTimeField(_("when"), auto_now_add=True)
    before = models.DateTimeField(_("older than"))
    # By the name of each part, in the site's default language.
    counts = models.JSONField(_("deleted"), default=dict)

    class Meta:
        verbose_name = _("scheduled deletion")
        verbose_name_plural = _("scheduled deletions")
        ordering = ["-ran_at"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# A month covers a holiday, and is as long as people know from the bins of their mail and their files.
KEPT = timedelta(days=30)


class DeletedPage(models.Model):
    """A page in the bin with all that is below it: where it was, and who deleted it when."""

    wagtail_reference_index_ignore = True

    page = models.OneToOneField("home.BasePage", on_delete=models.CASCADE, related_name="deletion")
    # The numbers of the pages above it, from the root on; some of them may be deleted later, for good or not.
    above = ArrayField(models.IntegerField())
    # The page that stood behind it, so that an order chosen by hand is kept.
    before = models.ForeignKey("home.BasePage", null=True, on_delete=models.SET_NULL, related_name="+")
    slugs = models.JSONField(default=dict)
    # The languages in which readers had it.
    languages = ArrayField(models.CharField(max_length=2), default=list)
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    deleted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("page in the bin")
        verbose_name_plural = _("pages in the bin")
        ordering = ["-deleted_at", "-pk"]

    def __str__(self) -> str:
        return str(self.page)

    @property
    def days_left(self) -> int:
        """How many days it still lies there; the last one counts."""
        return max((self.deleted_at + KEPT - timezone.now()).days + 1, 0)

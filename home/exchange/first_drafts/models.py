from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class DraftRun(models.Model):
    """Pages that somebody has a machine draft one after the other, and how far that has come."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    # In their order; the first is in work.
    pages_left = ArrayField(models.PositiveIntegerField(), default=list)
    pages_drafted = ArrayField(models.PositiveIntegerField(), default=list)
    page_count = models.PositiveIntegerField()
    # What the service has translated of the page in work, by its source: a page is saved whole or not at all.
    texts = models.JSONField(default=dict)
    text_count = models.PositiveIntegerField(default=0)
    # Per page that could not be drafted wholly: its key and title, and why, or which passages are left and why.
    left_out = models.JSONField(default=list)
    # Why the run waits for its editor.
    problem = models.TextField(blank=True)
    is_stopped = models.BooleanField(default=False)
    started_at = models.DateTimeField(auto_now_add=True)

    page_cache_ignore = True

    class Meta:
        verbose_name = _("run of first drafts")
        verbose_name_plural = _("runs of first drafts")

    def __str__(self) -> str:
        return f"{self.language}: {self.pages_done}/{self.page_count}"

    @property
    def pages_done(self) -> int:
        return self.page_count - len(self.pages_left)

    @property
    def is_going(self) -> bool:
        """Whether the next piece may be done without asking."""
        return bool(self.pages_left) and not self.problem and not self.is_stopped

    @classmethod
    def begin(cls, user: Any, language: str, pages: list[int]) -> "DraftRun":
        """Begin one; what is left of this person's earlier ones is forgotten."""
        cls.objects.filter(user=user).delete()
        return cls.objects.create(user=user, language=language, pages_left=pages, page_count=len(pages))

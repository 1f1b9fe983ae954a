from django.db import models
from django.utils import timezone


class FormAttempt(models.Model):
    """That a form came from somewhere, by a digest that changes every day; kept until the day is over."""

    sender = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    page_cache_ignore = True

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["sender", "made_at"], name="form_attempts")]

    def __str__(self) -> str:
        return str(self.made_at)

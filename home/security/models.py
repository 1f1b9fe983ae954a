from django.db import models


class LoginAttempt(models.Model):
    """A login that has not succeeded, kept for a quarter of an hour to count it; the key is a digest of name or address."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="login_attempt_key")]

    def __str__(self) -> str:
        return f"{self.key[:12]} {self.at}"

from django.db import models


class ScheduledRun(models.Model):
    """When a step of the scheduled work last ended, on whatever host, and what went wrong."""

    name = models.CharField(max_length=100, unique=True)
    ended_at = models.DateTimeField()
    problem = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.problem or 'ok'}"


class ArchiveKey(models.Model):
    """Opens the newest encrypted archive on this site, which has its content anyway; the key of the next takes its place."""

    archive = models.CharField(max_length=255, unique=True)
    identity = models.TextField()

    def __str__(self) -> str:
        return self.archive

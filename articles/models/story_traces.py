"""What a withdrawal must find of a story, also when the story's page was deleted long before."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class StoryTrace(models.Model):
    """What one page of a story was ever called, whom it named and where it stood; it goes with the consent."""

    consent_key = models.UUIDField(db_index=True)
    # No foreign key: it outlives the page.
    page_number = models.BigIntegerField(unique=True)
    titles = ArrayField(models.TextField(), default=list)
    names = ArrayField(models.TextField(), default=list)
    paths = ArrayField(models.TextField(), default=list)

    class Meta:
        verbose_name = _("trace of a case story")
        verbose_name_plural = _("traces of case stories")

    def __str__(self) -> str:
        return str(self.page_number)


class StoryPicture(models.Model):
    """A picture that a story shows or once showed: readers get it only while a consent to that story covers it."""

    consent_key = models.UUIDField(db_index=True)
    picture = models.ForeignKey("home.ClinicImage", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("picture of a case story")
        verbose_name_plural = _("pictures of case stories")
        constraints = [models.UniqueConstraint(fields=["consent_key", "picture"], name="picture_of_a_story_once")]

    def __str__(self) -> str:
        return str(self.picture_id)

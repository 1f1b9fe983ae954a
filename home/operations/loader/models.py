from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class LoadedContent(models.Model):
    """What a content file became, so that loading it again changes nothing that an editor has touched."""

    key = models.CharField(max_length=100, unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    instance = GenericForeignKey()
    file_digest = models.CharField(max_length=64)
    object_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.key

from typing import Any

from django.core.management.base import BaseCommand

from home.pages.media import ClinicImage
from home.reading.renditions import make_renditions
from home.security.former_uploads import clean_pictures


class Command(BaseCommand):
    """Take the metadata out of pictures; a restored backup may bring some that a former version took as they came."""

    help = "Take everything out of pictures but what can be seen, and say which cannot be drawn."

    def handle(self, *args: Any, **options: Any) -> None:
        cleaned, failed = clean_pictures(ClinicImage.objects.all())
        make_renditions.enqueue(cleaned)
        self.stdout.write(f"{len(cleaned)} pictures were redrawn.")
        for picture in ClinicImage.objects.filter(pk__in=failed):
            self.stdout.write(f"“{picture}” (number {picture.pk}) cannot be drawn. Replace its file in the admin.")

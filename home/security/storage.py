"""Where uploaded files lie that are not for everybody."""

import os

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.urls import reverse
from django.utils.functional import cached_property

# The folder of the pictures as editors uploaded them.
ORIGINALS = "original_images"


class PrivateFolder(FileSystemStorage):
    """A folder that no web server serves: a file leaves it through a view that asks who wants it."""

    @property
    def location(self) -> str:
        return os.path.abspath(settings.PRIVATE_ROOT)

    @cached_property
    def base_location(self) -> str:
        return self.location

    def url(self, name: str | None) -> str:
        if name and name.startswith(f"{ORIGINALS}/"):
            # For editors only; the view asks who wants it.
            return reverse("original_picture", args=[name])
        raise NotImplementedError("A private file has no address of its own.")


def private_storage() -> Storage:
    return storages["private"]

"""Where uploaded files lie that are not for everybody."""

import os
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.urls import reverse
from django.utils.functional import cached_property

# The folder of the pictures as editors uploaded them.
ORIGINALS = "original_images"
# What an upload leaves free on the disk, since readers' pages need room as well.
RESERVE = 10_000_000  # bytes


class PrivateFolder(FileSystemStorage):
    """A folder that no web server serves: a file leaves it through a view that asks who wants it."""

    @property
    def location(self) -> str:
        return os.path.abspath(settings.PRIVATE_ROOT)

    @cached_property
    def base_location(self) -> str:
        return self.location

    def _save(self, name: str, content: Any) -> str:
        was_there = self.exists(name)
        try:
            return str(super()._save(name, content))
        except OSError:
            # A disk that is full in the middle of a file keeps its beginning.
            if not was_there:
                self.delete(name)
            raise

    def url(self, name: str | None) -> str:
        if name and name.startswith(f"{ORIGINALS}/"):
            # For editors only; the view asks who wants it.
            return reverse("original_picture", args=[name])
        raise NotImplementedError("A private file has no address of its own.")


def private_storage() -> Storage:
    return storages["private"]


def has_room(size: int) -> bool:
    """Tell whether so many bytes can be uploaded; a store elsewhere looks after its own room."""
    storage = private_storage()
    if not isinstance(storage, PrivateFolder):
        return True
    folder = Path(storage.location)
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free > size + RESERVE

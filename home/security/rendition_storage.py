"""Where the sizes of pictures lie: public, except those that only some may see."""

from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.urls import reverse
from django.utils.deconstruct import deconstructible

# The folder of sizes that a view hands out to those who may have them.
FEW = "few"


@deconstructible(path="home.security.rendition_storage.RenditionStorage")
class RenditionStorage(Storage):
    """Keeps a file where its name says: in the private storage below one folder, else among the public files."""

    def storage_name(self, name: str) -> str:
        return "private" if name.startswith(f"{FEW}/") else "default"

    def _of(self, name: str) -> Storage:
        return storages[self.storage_name(name)]

    def open(self, name: str, mode: str = "rb") -> File:
        return self._of(name).open(name, mode)

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        return self._of(name or "").save(name, content, max_length=max_length)

    def delete(self, name: str) -> None:
        self._of(name).delete(name)

    def exists(self, name: str) -> bool:
        return self._of(name).exists(name)

    def size(self, name: str) -> int:
        return self._of(name).size(name)

    def path(self, name: str) -> str:
        return self._of(name).path(name)

    def url(self, name: str | None) -> str:
        if name and name.startswith(f"{FEW}/"):
            return reverse("story_picture", args=[name.removeprefix(f"{FEW}/")])
        return self._of(name or "").url(name)

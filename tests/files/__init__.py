"""A shelf of files as people have them, each made from nothing: all are uploaded, shown, backed up and restored."""

from functools import cache

from tests.files.documents import DOCUMENTS
from tests.files.drawings import DRAWINGS
from tests.files.kinds import OnShelf
from tests.files.pictures import pictures

__all__ = ["DOCUMENTS", "DRAWINGS", "OnShelf", "pictures", "shelf"]


@cache
def shelf() -> list[OnShelf]:
    """Every picture of the shelf."""
    return [*pictures(), *DRAWINGS]

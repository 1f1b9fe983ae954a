"""The pictures that lie beside a file of posts, found by their names: in a folder, in an archive, or in the file itself."""

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

MOST_ENTRIES = 20_000
MOST_UNPACKED = 2_000_000_000
# What no program that packs pictures or texts comes near.
MOST_TIMES_SMALLER = 200
PICTURE_ENDINGS = (".jpg", ".jpeg", ".jfif", ".png", ".gif", ".webp", ".avif", ".heic", ".svg")
# As WordPress names what it made smaller.
SIZE = re.compile(r"-(\d{2,4}x\d{2,4}|scaled|e\d{10,})(?=\.\w+$)")


class PictureFiles(Protocol):
    def find(self, address: str) -> tuple[str, bytes] | None:
        """Return the name and the content of the picture of an address."""


class Folder:
    """All pictures in a folder and below it, but none that a link leads to elsewhere."""

    def __init__(self, folder: Path) -> None:
        root = folder.resolve()
        files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in PICTURE_ENDINGS and path.is_file())
        self.files = {_plain(path.name): path for path in files if path.resolve().is_relative_to(root)}

    def find(self, address: str) -> tuple[str, bytes] | None:
        path = next((self.files[name] for name in names_of(address) if name in self.files), None)
        if path is None or path.stat().st_size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
            return None
        return path.name, path.read_bytes()


class Archive:
    """A ZIP, of which nothing is ever unpacked onto the disk; raises ValidationError for one that is damaged or a bomb."""

    def __init__(self, data: bytes | Path) -> None:
        try:
            self.zip = zipfile.ZipFile(BytesIO(data) if isinstance(data, bytes) else data)
            entries = [entry for entry in self.zip.infolist() if not entry.is_dir() and "__MACOSX" not in entry.filename]
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ValidationError(gettext("The archive is damaged. Make it anew.")) from error
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        if len(entries) > MOST_ENTRIES or unpacked > min(MOST_UNPACKED, 1_000_000 + MOST_TIMES_SMALLER * packed):
            raise ValidationError(gettext("The archive is too large when it is unpacked."))
        self.entries = {entry.filename: entry for entry in entries}
        pictures = [name for name in self.entries if name.lower().endswith(PICTURE_ENDINGS)]
        self.pictures = {_plain(PurePosixPath(name.replace("\\", "/")).name): name for name in sorted(pictures)}

    def find(self, address: str) -> tuple[str, bytes] | None:
        entry = next((self.pictures[name] for name in names_of(address) if name in self.pictures), None)
        if entry is None or self.entries[entry].file_size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
            return None
        return PurePosixPath(entry.replace("\\", "/")).name, self.read(entry, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)

    def read(self, name: str, most: int) -> bytes:
        """Return the content of an entry; raises ValidationError where it is damaged, locked or longer than it says."""
        try:
            with self.zip.open(self.entries[name]) as file:
                content = file.read(most + 1)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
            raise ValidationError(gettext("“%(name)s” in the archive cannot be read.") % {"name": name[:80]}) from error
        if len(content) > most:
            raise ValidationError(gettext("“%(name)s” in the archive is too large.") % {"name": name[:80]})
        return content


class Embedded:
    """Pictures that the file of a post brings along, by their addresses."""

    def __init__(self, pictures: dict[str, bytes]) -> None:
        self.pictures = pictures

    def find(self, address: str) -> tuple[str, bytes] | None:
        content = self.pictures.get(address)
        return (PurePosixPath(urlsplit(address).path).name or "picture", content) if content else None


class Several:
    """Some of these, the first one first."""

    def __init__(self, *files: PictureFiles) -> None:
        self.files = files

    def find(self, address: str) -> tuple[str, bytes] | None:
        return next((found for files in self.files if (found := files.find(address))), None)


def names_of(address: str) -> Iterator[str]:
    """Name the files that the picture of an address may lie in."""
    if address.startswith("data:"):
        return
    try:
        path = urlsplit(address.replace("\\", "/")).path
    except ValueError:
        return
    segments = [segment for segment in unquote(path).split("/") if segment]
    if "media" in segments[:-1] and "wixstatic" in address:
        # Behind the name Wix writes how the picture is cut.
        yield _plain(segments[segments.index("media") + 1])
    if segments:
        yield _plain(segments[-1])
        yield _plain(SIZE.sub("", segments[-1]))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()

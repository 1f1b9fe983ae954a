"""One sealed ZIP file: any ZIP program opens it, and its comment is the SHA-256 of every byte before it."""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from home.operations.backups.errors import BackupError

CHUNK = 1 << 20
MANIFEST = "manifest.json"
SEAL_LENGTH = 64


class Writer:
    """Adds members one after the other, and remembers the digest of each."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.zip = archive
        self.digests: dict[str, str] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write a member as its bytes arrive, however many they are."""
        digest = hashlib.sha256()
        with self.zip.open(name, "w", force_zip64=True) as member:
            for chunk in chunks:
                digest.update(chunk)
                member.write(chunk)
        self.digests[name] = digest.hexdigest()

    def close(self, manifest: dict[str, Any]) -> None:
        """Write the manifest as the last member, and room for the seal."""
        text = json.dumps({**manifest, "members": self.digests}, ensure_ascii=False, indent=1)
        self.zip.writestr(MANIFEST, text)
        self.zip.comment = b"0" * SEAL_LENGTH
        self.zip.close()


class Archive:
    """An archive whose every byte has been found to be as it was written."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._zip = archive
        self.manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))

    def names(self, prefix: str) -> list[str]:
        """Return the members below a prefix, without it."""
        return [name.removeprefix(prefix) for name in self.manifest["members"] if name.startswith(prefix)]

    def digest(self, name: str) -> str:
        return str(self.manifest["members"][name])

    def open(self, name: str) -> IO[bytes]:
        return self._zip.open(name)


@contextmanager
def create_archive(path: Path) -> Iterator[Writer]:
    """Write an archive beside its place, readable by its owner only, and move it there once it is whole and on the disk."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        with open(part, "w+b", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as zipped:
                yield Writer(zipped)
            file.seek(-SEAL_LENGTH, os.SEEK_END)
            seal = _seal(file)
            file.seek(-SEAL_LENGTH, os.SEEK_END)
            file.write(seal)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    finally:
        # Of a backup that failed nothing stays: it may have filled the disk.
        part.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open an archive. Raises BackupError unless every byte is as it was written."""
    if not path.is_file():
        raise BackupError(f"There is no file {path}.")
    with path.open("rb") as file:
        if not _is_whole(file):
            raise BackupError(f"{path} is damaged or incomplete. Nothing was changed; use another backup.")
        with zipfile.ZipFile(file) as zipped:
            yield Archive(zipped)


def read_chunks(file: IO[bytes]) -> Iterator[bytes]:
    """Yield what is left of a file, a mebibyte at a time."""
    while chunk := file.read(CHUNK):
        yield chunk


def digest_of(file: IO[bytes]) -> str:
    """Return the SHA-256 of what is left of a file."""
    digest = hashlib.sha256()
    for chunk in read_chunks(file):
        digest.update(chunk)
    return digest.hexdigest()


def _seal(file: IO[bytes]) -> bytes:
    """Return the digest of everything before the file's position."""
    left = file.tell()
    file.seek(0)
    digest = hashlib.sha256()
    while left:
        chunk = file.read(min(CHUNK, left))
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest().encode()


def _is_whole(file: IO[bytes]) -> bool:
    if file.seek(0, os.SEEK_END) <= SEAL_LENGTH:
        return False
    file.seek(-SEAL_LENGTH, os.SEEK_END)
    seal = _seal(file)
    return file.read() == seal

"""One sealed ZIP file: any ZIP program opens it, and its comment is the SHA-256 of every byte before it.

Where it is encrypted, the ZIP file is what the program `age` makes of it.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, cast

from django.conf import settings
from pyrage.x25519 import Recipient

from home.operations.backups.errors import BackupError
from home.operations.backups.keys import decrypt, encrypted, is_encrypted, kept_identities, read_identities

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


class _Seal:
    """Passes on what is written, and puts the digest of it all in the place of its last bytes. It cannot go back."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self._held = b""

    def write(self, data: bytes) -> int:
        held = self._held + data
        passed, self._held = held[:-SEAL_LENGTH], held[-SEAL_LENGTH:]
        self._digest.update(passed)
        self._file.write(passed)
        return len(data)

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        self._file.write(self._digest.hexdigest().encode())
        self._file.flush()


@contextmanager
def create_archive(path: Path, keys: Sequence[Recipient] = ()) -> Iterator[Writer]:
    """Write an archive beside its place, readable by its owner only, and move it there once it is whole and on the disk.

    With public keys only the private ones open it.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        with open(part, "wb", opener=for_its_owner) as file:
            with encrypted(file, keys) as plain:
                seal = _Seal(plain)
                with zipfile.ZipFile(cast("IO[bytes]", seal), "w", zipfile.ZIP_DEFLATED, compresslevel=6) as zipped:
                    yield Writer(zipped)
                seal.close()
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    finally:
        # Of a backup that failed nothing stays: it may have filled the disk.
        part.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def for_its_owner(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


@contextmanager
def open_archive(path: Path, identity: str = "") -> Iterator[Archive]:
    """Open an archive, with a file of private keys where it is encrypted. Raises BackupError unless it is whole."""
    if not path.is_file():
        raise BackupError(f"There is no file {path}.")
    try:
        source = path.open("rb")
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror}.") from error
    with source, _decrypted(source, path, identity) as file:
        if not _is_whole(file):
            raise BackupError(f"{path} is damaged or incomplete. Nothing was changed; use another backup.")
        with zipfile.ZipFile(file) as zipped:
            yield Archive(zipped)


@contextmanager
def _decrypted(file: IO[bytes], path: Path, identity: str) -> Iterator[IO[bytes]]:
    if not is_encrypted(file):
        yield file
        return
    identities = (not identity and kept_identities(path)) or read_identities(identity, path)
    try:
        # Beside the backups there is room for one. It has no name and ends with this process, however that ends.
        settings.BACKUP_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
        plain = TemporaryFile(dir=settings.BACKUP_ROOT)  # noqa: SIM115 - the caller reads it
        decrypt(file, path, identities, plain)
        plain.flush()
    except OSError as error:
        why = f"{path} cannot be decrypted in {settings.BACKUP_ROOT}: {error.strerror}. Nothing was changed."
        raise BackupError(why) from error
    with plain:
        yield plain


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


def _is_whole(file: IO[bytes]) -> bool:
    left = file.seek(0, os.SEEK_END) - SEAL_LENGTH
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0:
        chunk = file.read(min(CHUNK, left))
        digest.update(chunk)
        left -= len(chunk)
    return left == 0 and file.read() == digest.hexdigest().encode()

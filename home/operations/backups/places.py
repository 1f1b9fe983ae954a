"""Where a copy of each archive goes: a folder of another disk, or a bucket of an S3-compatible store."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.utils.module_loading import import_string

from home.operations.backup_state import archives
from home.operations.backups.archive import CHUNK, for_its_owner, read_chunks
from home.operations.backups.errors import BackupError

EXAMPLES = "Write the path of a folder, as /mnt/backups/clinic, or s3://bucket/folder."


class Place(Protocol):
    """A place that keeps whole archives by their names."""

    def put(self, path: Path) -> None: ...
    def read(self, name: str) -> Iterator[bytes]: ...
    def names(self) -> list[str]: ...
    def delete(self, name: str) -> None: ...


class Folder:
    """A folder that is there already: below the place of a disk that is not mounted, none is made."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __str__(self) -> str:
        return str(self.path)

    def put(self, path: Path) -> None:
        if not self.path.is_dir():
            raise BackupError("there is no such folder. Is its disk mounted? Make the folder once")
        if self.path.samefile(path.parent):
            raise BackupError("that is where it is already. Name another place")
        for killed in self.path.glob("backup-*.part"):
            killed.unlink()
        part = self.path / f"{path.name}.part"
        try:
            with path.open("rb") as source, open(part, "wb", opener=for_its_owner) as target:
                shutil.copyfileobj(source, target, CHUNK)
                target.flush()
                os.fsync(target.fileno())
            part.rename(self.path / path.name)
        finally:
            part.unlink(missing_ok=True)

    def read(self, name: str) -> Iterator[bytes]:
        with (self.path / name).open("rb") as file:
            yield from read_chunks(file)

    def names(self) -> list[str]:
        return [path.name for path in archives(self.path)]

    def delete(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)


class Bucket:
    """A folder of a bucket. What is uploaded by half is never seen there."""

    def __init__(self, address: str) -> None:
        try:
            client, config = import_string("boto3.client"), import_string("botocore.config.Config")
        except ImportError as error:
            raise BackupError(
                "S3 needs the packages of requirements-grow.lock (LOCK=requirements-grow.lock deploy/install)"
            ) from error
        parts = urlsplit(address)
        self._bucket, self._folder = parts.hostname or "", parts.path.strip("/")
        self._client: Any = client(
            "s3",
            endpoint_url=parse_qs(parts.query).get("endpoint", [settings.S3_ENDPOINT])[0] or None,
            aws_access_key_id=unquote(parts.username) if parts.username else None,
            aws_secret_access_key=unquote(parts.password) if parts.password else None,
            config=config(connect_timeout=10, read_timeout=60, retries={"max_attempts": 3}),
        )

    def __str__(self) -> str:
        return f"s3://{self._bucket}/{self._folder}".rstrip("/")

    def put(self, path: Path) -> None:
        self._client.upload_file(str(path), self._bucket, self._key(path.name))

    def read(self, name: str) -> Iterator[bytes]:
        yield from self._client.get_object(Bucket=self._bucket, Key=self._key(name))["Body"].iter_chunks(CHUNK)

    def names(self) -> list[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._key("backup-"))
        return [entry["Key"].rpartition("/")[2] for page in pages for entry in page.get("Contents", [])]

    def delete(self, name: str) -> None:
        self._client.delete_object(Bucket=self._bucket, Key=self._key(name))

    def _key(self, name: str) -> str:
        return f"{self._folder}/{name}".lstrip("/")


def place_of(address: str) -> Place:
    """Return the place that an address names. Raises BackupError where it names none."""
    parts = urlsplit(address)
    if "@" in parts.path:
        raise BackupError("BACKUP_COPY: in a key of S3, / is written %2F, and + is %2B")
    if parts.scheme == "s3" and parts.hostname:
        return Bucket(address)
    if address.startswith("/"):
        return Folder(Path(address))
    raise BackupError(f"BACKUP_COPY names no place. {EXAMPLES}")

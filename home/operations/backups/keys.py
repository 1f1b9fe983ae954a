"""Archives that only a private key opens, and that key need not be here: the age format, which the program `age` reads, too."""

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import IO

import pyrage
from django.conf import settings
from django.db import connection
from pyrage.x25519 import Identity, Recipient

from home.operations.backups.errors import BackupError
from home.operations.models import ArchiveKey

HEADER = b"age-encryption.org/v1\n"
SUFFIX = ".age"
# How much of the end of a public key an archive's name tells, by which its owner knows it.
TOLD = 6


def new_key() -> str:
    """Make a private key, as the file that `age-keygen` writes."""
    identity = Identity.generate()
    return f"# public key: {identity.to_public()}\n{identity}\n"


def recipients() -> list[Recipient]:
    """Return the public keys for which archives are encrypted. Raises BackupError where one is none."""
    return [_recipient(text.strip()) for text in settings.BACKUP_RECIPIENT]


def _recipient(text: str) -> Recipient:
    if text.startswith("AGE-SECRET-KEY-"):
        raise BackupError(
            "BACKUP_RECIPIENT is a private key. Put its public key there (age1…), and keep the private one elsewhere."
        )
    try:
        return Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise BackupError(f"BACKUP_RECIPIENT: “{text}” is not a public key of age, which begins with “age1”.") from error


def name_ending(keys: Sequence[Recipient]) -> str:
    """Return what the name of an archive says about whom it is for."""
    return f"-for-{'-'.join(str(key)[-TOLD:] for key in keys)}.zip{SUFFIX}" if keys else ".zip"


class _Output:
    """Remembers why the file could not be written, which the library tells only in words."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._file.write(data)
        except OSError as error:
            self.error = error
            raise

    def flush(self) -> None:
        self._file.flush()


@contextmanager
def encrypted(file: IO[bytes], keys: Sequence[Recipient]) -> Iterator[IO[bytes]]:
    """Yield where to write what goes into a file encrypted, or as it is where there are no keys. Nothing waits in memory."""
    if not keys:
        yield file
        return
    # The library reads what it encrypts, and what writes the archive waits for nobody: a pipe lies between them.
    source, target = (os.fdopen(end, mode) for end, mode in zip(os.pipe(), ("rb", "wb"), strict=True))
    output = _Output(file)

    def encrypt() -> None:
        with source:
            pyrage.encrypt_io(source, output, keys)

    with ThreadPoolExecutor(1) as pool:
        encryption = pool.submit(encrypt)
        try:
            with target:
                yield target
        finally:
            failure = encryption.exception()
            if output.error:
                raise output.error from failure
    encryption.result()


def is_encrypted(file: IO[bytes]) -> bool:
    file.seek(0)
    beginning = file.read(len(HEADER))
    file.seek(0)
    return beginning == HEADER


def decrypt(file: IO[bytes], path: Path, identities: Sequence[Identity], target: IO[bytes]) -> None:
    """Write what an archive holds into another file. Raises BackupError where no key opens it, or where it is damaged."""
    try:
        pyrage.decrypt_io(file, target, identities)
    except pyrage.DecryptError as error:
        if "No matching keys" not in str(error):
            raise BackupError(f"{path} is damaged or incomplete. Nothing was changed; use another backup.") from error
        given = ", ".join(f"…{str(identity.to_public())[-TOLD:]}" for identity in identities)
        raise BackupError(
            f"The private key does not open {path}: it belongs to the public key {given}, and the backup was made for "
            f"{made_for(path)}. Nothing was changed."
        ) from error
    except OSError as error:
        if error.errno:
            raise
        raise BackupError(f"{path} is damaged or incomplete. Nothing was changed; use another backup.") from error


def made_for(path: Path) -> str:
    """Name the public keys for which an archive was encrypted, as far as its name tells."""
    told = path.name.partition("-for-")[2].removesuffix(f".zip{SUFFIX}")
    return " or ".join(f"…{ending}" for ending in told.split("-")) if told else "another (BACKUP_RECIPIENT as it was then)"


def read_identities(file: str, path: Path) -> list[Identity]:
    """Read private keys from a file of age's, or from what is typed (“-”), with which to open an archive."""
    if not file:
        raise BackupError(
            f"{path} is encrypted. It wants the private key (AGE-SECRET-KEY-…) of the public key {made_for(path)}: "
            "say --identity and the name of its file, or - and type it. Nothing was changed."
        )
    try:
        text = _typed() if file == "-" else Path(file).read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise BackupError(f"The private key cannot be read: {error}") from error
    lines = [line.strip() for line in text.splitlines()]
    try:
        identities = [Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except pyrage.IdentityError:
        identities = []
    if not identities:
        where = "What was typed" if file == "-" else file
        raise BackupError(f"{where} holds no private key of age: a line that begins with AGE-SECRET-KEY-.")
    return identities


def _typed() -> str:
    return getpass("Private key: ") if sys.stdin.isatty() else sys.stdin.read()


class Throwaway:
    """A key of one archive's own, beside those of BACKUP_RECIPIENT, with which this site can try that archive."""

    def __init__(self) -> None:
        self._identity = Identity.generate()
        self.recipient = self._identity.to_public()

    def keep(self, path: Path) -> None:
        ArchiveKey.objects.all().delete()
        ArchiveKey.objects.create(archive=path.name, identity=str(self._identity))


def kept_identities(path: Path) -> list[Identity]:
    """Return the key that was kept for an archive; a database that is still empty has none."""
    if ArchiveKey._meta.db_table not in connection.introspection.table_names():
        return []
    kept = ArchiveKey.objects.filter(archive=path.name).values_list("identity", flat=True)
    return [Identity.from_str(identity) for identity in kept]

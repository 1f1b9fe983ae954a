"""Uploaded files out of Django's storages, wherever these keep them, and back."""

from collections.abc import Iterator

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages

from home.backups.archive import Archive, Writer, digest_of, read_chunks
from home.backups.errors import BackupError

PREFIX = "files/"
# Static files come with the code.
NOT_UPLOADED = {"staticfiles"}
# What a restore must put in another file's place waits in a folder of this name.
WAITING = "restoring_"


def storage_names() -> list[str]:
    """Name the storages that hold what people uploaded, and what was made from it."""
    return sorted(set(settings.STORAGES) - NOT_UPLOADED)


def add_files(writer: Writer) -> None:
    """Write every uploaded file into the archive."""
    for storage_name in storage_names():
        storage = storages[storage_name]
        for name in walk(storage):
            with storage.open(name) as file:
                writer.add(f"{PREFIX}{storage_name}/{name}", read_chunks(file))


def walk(storage: Storage, folder: str = "") -> Iterator[str]:
    """Yield the names of all files of a storage, without those that wait for the end of a restore."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (f"{prefix}{name}" for name in sorted(files))
    for name in sorted(folders):
        if folder or not name.startswith(WAITING):
            yield from walk(storage, f"{prefix}{name}")


def all_files() -> set[tuple[str, str]]:
    """Return every uploaded file as the name of its storage and its own name."""
    return {(storage_name, name) for storage_name in storage_names() for name in walk(storages[storage_name])}


def bring_files(archive: Archive, restore_name: str) -> set[tuple[str, str]]:
    """Add the archive's files to those of the running site, and return their names.

    A file that the site has under the same name with other bytes stays until the site has changed over; its new bytes wait.
    """
    brought = set()
    for member in archive.names(PREFIX):
        storage_name, name = member.split("/", 1)
        storage = storages[storage_name]
        brought.add((storage_name, name))
        if not storage.exists(name):
            _save(archive, storage, PREFIX + member, name)
        elif not _holds(storage, name, archive.digest(PREFIX + member)):
            _save(archive, storage, PREFIX + member, f"{restore_name}/{name}")
    return brought


def place_waiting_files(restore_name: str) -> int:
    """Put the files that waited for this restore in their places, drop those of other restores, and count the former."""
    placed = 0
    for storage_name in storage_names():
        storage = storages[storage_name]
        for folder in _waiting_folders(storage):
            for name in [*walk(storage, folder)]:
                if folder == restore_name:
                    _move(storage, name, name.removeprefix(f"{folder}/"))
                    placed += 1
                else:
                    storage.delete(name)
            _delete_folders(storage, folder)
    return placed


def delete_files(names: set[tuple[str, str]]) -> None:
    for storage_name, name in names:
        storages[storage_name].delete(name)


def _waiting_folders(storage: Storage) -> list[str]:
    try:
        return [folder for folder in storage.listdir("")[0] if folder.startswith(WAITING)]
    except FileNotFoundError:
        return []


def _holds(storage: Storage, name: str, digest: str) -> bool:
    with storage.open(name) as file:
        return digest_of(file) == digest


def _save(archive: Archive, storage: Storage, member: str, name: str) -> None:
    with archive.open(member) as source:
        saved = storage.save(name, File(source, name))
    if saved != name:
        raise BackupError(f"{name} could not be kept under its own name.")


def _move(storage: Storage, source: str, target: str) -> None:
    with storage.open(source) as file:
        storage.delete(target)
        storage.save(target, File(file, target))
    storage.delete(source)


def _delete_folders(storage: Storage, folder: str) -> None:
    """Delete empty folders, from the innermost; a storage without folders has none to delete."""
    for inner in storage.listdir(folder)[0]:
        _delete_folders(storage, f"{folder}/{inner}")
    storage.delete(folder)

"""Uploaded files out of Django's storages, wherever these keep them, and back."""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db.models import FileField

from home.operations.backups.archive import Archive, Writer, digest_of, read_chunks
from home.operations.backups.errors import BackupError
from home.operations.progress import Progress
from home.security.rendition_storage import RenditionStorage

PREFIX = "files/"
# Static files come with the code.
NOT_UPLOADED = {"staticfiles"}
# What a restore brings waits in a folder of this name, which the web server gives to nobody.
WAITING = "restoring_"


def storage_names() -> list[str]:
    """Name the storages that hold what people uploaded, and what was made from it."""
    return sorted(set(settings.STORAGES) - NOT_UPLOADED)


def add_files(writer: Writer, progress: Progress) -> None:
    """Write every uploaded file into the archive."""
    for storage_name, name in progress.count("Files", sorted(all_files())):
        with storages[storage_name].open(name) as file:
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


def files_of_rows() -> set[tuple[str, str]]:
    """Return every file that a row names, in the same way."""
    return {
        (storage_name, name)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, FileField)
        for name in model._base_manager.values_list(field.attname, flat=True)
        if name and (storage_name := _storage_name(field.storage, name))
    }


def _storage_name(storage: Storage, name: str) -> str:
    if isinstance(storage, RenditionStorage):
        return storage.storage_name(name)
    return next((found for found in storage_names() if storage == storages[found]), "")


def bring_files(archive: Archive, restore_name: str, progress: Progress) -> set[tuple[str, str]]:
    """Let those of the archive's files wait that the running site does not have byte for byte, and return the names of all."""
    brought = set()
    for member in progress.count("Files", archive.names(PREFIX)):
        storage_name, name = member.split("/", 1)
        storage = storages[storage_name]
        brought.add((storage_name, name))
        if not _holds(storage, name, archive.digest(PREFIX + member)):
            _save(archive, storage, PREFIX + member, f"{restore_name}/{name}")
    return brought


def place_waiting_files(restore_name: str, unwanted: set[tuple[str, str]]) -> int:
    """Put what waited for this restore in its place, drop the unwanted and what waited for others, and count the former."""
    placed = 0
    for storage_name in storage_names():
        storage = storages[storage_name]
        for folder in _waiting_folders(storage):
            for name in [*walk(storage, folder)]:
                place = name.removeprefix(f"{folder}/")
                if folder == restore_name and (storage_name, place) not in unwanted:
                    _move(storage, name, place)
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
    if not storage.exists(name):
        return False
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

"""Whether the newest archive could be restored: it is, beside the site, and what comes of it is compared with what went in."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from psycopg import errors

from home.operations.backup_state import archives
from home.operations.backups.archive import Archive, digest_of, open_archive
from home.operations.backups.database import (
    contents,
    create_database,
    current_role,
    drop_leftovers,
    load,
    only_one,
    raw_connection,
    trial_prefix,
    working_in_database,
)
from home.operations.backups.errors import BackupError
from home.operations.backups.files import PREFIX
from home.operations.backups.programs import folder_of_programs
from home.operations.progress import QUIET, Progress

# How many of the differences are told.
TOLD = 5


def verify(folder: Path, identity: str = "", progress: Progress = QUIET) -> str:
    """Restore the newest archive of a folder beside the site, which stays as it is, and say what was found to be whole.

    Raises BackupError where the archive cannot be opened or restored, and where anything is not as its manifest says.
    """
    with only_one():
        # A trial that was killed left its database.
        drop_leftovers()
        found = archives(folder)
        if not found:
            raise BackupError(f"There is no backup in {folder}.")
        path = found[-1]
        with open_archive(path, identity) as archive:
            if "tables" not in archive.manifest:
                raise BackupError(f"{path} was made by former code, which did not count its rows. Make a new backup first.")
            wrong = [*_wrong_files(archive, progress), *_wrong_tables(archive, progress)]
            if wrong:
                more = f", and {len(wrong) - TOLD} more" if len(wrong) > TOLD else ""
                raise BackupError(f"{path} is not what was backed up: {', '.join(wrong[:TOLD])}{more}. Make a new backup.")
            tables, files = len(archive.manifest["tables"]), len(archive.names(PREFIX))
    return f"{path} can be restored: {tables} tables and {files} files are as they were."


def _wrong_files(archive: Archive, progress: Progress) -> Iterator[str]:
    for member in progress.count("Files", archive.names("")):
        with archive.open(member) as file:
            if digest_of(file) != archive.digest(member):
                yield member


def _wrong_tables(archive: Archive, progress: Progress) -> Iterator[str]:
    programs = folder_of_programs()
    with _place_for_rows(progress):
        schema = load(archive, programs, progress)
        found = contents(raw_connection(), schema, progress)
    expected = archive.manifest["tables"]
    for table in sorted(expected.keys() | found.keys()):
        if expected.get(table) != found.get(table):
            there, here = ((counts.get(table) or "no").split()[0] for counts in (expected, found))
            yield f"{table} ({there} rows, restored {here})" if there != here else f"{table} (a row differs)"


@contextmanager
def _place_for_rows(progress: Progress) -> Iterator[None]:
    """Work in a database of this trial's own; where the role may make none, in a schema beside the site's."""
    database = f"{trial_prefix()}{secrets.token_hex(6)}"
    try:
        create_database(database)
    except errors.InsufficientPrivilege:
        progress.say(
            "The database's role may make no database, so a schema beside the site's is used. "
            f"For a database of its own, let an administrator type: ALTER ROLE {current_role()} CREATEDB"
        )
        database = ""
    try:
        with working_in_database(database) if database else nullcontext():
            yield
    finally:
        drop_leftovers()

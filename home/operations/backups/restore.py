"""Bringing a backup back."""

from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from home.operations.backups.archive import Archive, open_archive
from home.operations.backups.backup import FORMAT
from home.operations.backups.database import change_over, load, note_unwanted, only_one, raw_connection, working_in
from home.operations.backups.errors import BackupError
from home.operations.backups.files import all_files, bring_files, files_of_rows, storage_names
from home.operations.backups.finish import after_restore, finish
from home.operations.backups.programs import folder_of_programs
from home.operations.backups.withdrawals_file import unite_withdrawals
from home.operations.progress import QUIET, Progress
from home.reading.page_cache.watched_tables import watch


def restore(path: Path, *, replace: bool, identity: str = "", progress: Progress = QUIET) -> None:
    """Make the site what it was when an archive was made.

    Until the change-over the running site keeps its rows and files as they are; what is done after it may be interrupted, too.
    Raises BackupError, before anything is touched, for an archive that is damaged or newer than this code, and for a site
    that has content, unless it may be replaced. `identity` is a file of private keys, or “-”, for an archive that is encrypted.
    """
    with open_archive(path, identity) as archive:
        programs = folder_of_programs()
        _refuse_foreign(archive)
        if not replace and _has_content():
            raise BackupError("The site has content. It stays, unless you allow it to be replaced (REPLACE=yes, or --replace).")
        with only_one():
            finish()
            if _has_content():
                # The rows that go away may know of withdrawals that another host was told of.
                after_restore()
            progress.say("The archive is whole. Loading its rows …")
            schema = load(archive, programs, progress)
            progress.say("Adding its files …")
            files = bring_files(archive, schema, progress)
            _bring_up_to_date(schema, archive)
            unite_withdrawals(archive)
            unwanted = (all_files() - files) | _dropped(schema, files)
            with transaction.atomic():
                change_over(schema)
                note_unwanted(schema, unwanted | _obey())
            # From here on the restored site is the site.
            finish()


def _refuse_foreign(archive: Archive) -> None:
    manifest = archive.manifest
    known = MigrationLoader(None).disk_migrations
    applied = [(app, name) for app, names in manifest["migrations"].items() for name in names]
    newer = [f"{app}.{name}" for app, name in applied if (app, name) not in known]
    if newer:
        raise BackupError(f"The archive is newer than this code, which lacks {', '.join(newer)}. Upgrade the code first.")
    if manifest["format"] != FORMAT:
        raise BackupError(
            f"Another version of the code made this archive on {manifest['made'][:10]}, and only that version can read it. "
            "Check that version out, restore the archive, and upgrade the code again."
        )
    made_by, here = manifest["postgresql"][0], connection.get_database_version()[0]
    if made_by > here:
        raise BackupError(
            f"The archive's rows come from PostgreSQL {made_by}; the database is PostgreSQL {here}. Upgrade the database first."
        )
    unknown = {name.split("/")[0] for name in archive.names("files/")} - set(storage_names())
    if unknown:
        raise BackupError(f"This site has no storage {', '.join(sorted(unknown))}.")


def _has_content() -> bool:
    """Whether anybody could log in, or a page was ever saved: a site that was only just migrated has neither."""
    tables = connection.introspection.table_names()
    queries = {
        "home_user": "SELECT EXISTS (SELECT FROM home_user)",
        "wagtailcore_revision": "SELECT EXISTS (SELECT FROM wagtailcore_revision)",
    }
    return any(raw_connection().execute(query).fetchone() == (True,) for table, query in queries.items() if table in tables)


def _bring_up_to_date(schema: str, archive: Archive) -> None:
    """Migrate the restored rows to this code."""
    with working_in(schema):
        applied = {(app, name) for app, names in archive.manifest["migrations"].items() for name in names}
        if set(MigrationLoader(connection).disk_migrations) - applied:
            call_command("migrate", verbosity=0)
        watch()


def _dropped(schema: str, files: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the sizes of pictures, all that is public, that no restored row names any more: a migration dropped them."""
    with working_in(schema):
        return {(storage_name, name) for storage_name, name in files if storage_name == "default"} - files_of_rows()


def _obey() -> set[tuple[str, str]]:
    """Take from the restored rows what may not come back, and return the files that they no longer name."""
    before = files_of_rows()
    after_restore()
    return before - files_of_rows()

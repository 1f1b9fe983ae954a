"""Rows out of the database, and into a schema beside the one that the site runs on."""

import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from psycopg import Connection, sql

from home.operations.backups.archive import Archive, Writer, read_chunks
from home.operations.backups.errors import BusyError
from home.operations.backups.programs import client, folder_of_programs
from home.operations.locks import advisory_lock
from home.reading.page_cache.watched_tables import TRIGGERS

ROWS = "rows.dump"
# A session is a key to the admin: it ends with the site that gave it.
LEFT_EMPTY = "django_session"
GIVE_WAY = """
    SET client_min_messages = warning;
    BEGIN;
    CREATE SCHEMA IF NOT EXISTS {place};
    ALTER SCHEMA {place} RENAME TO {aside};
    CREATE SCHEMA {place};
"""
COME_BACK = """
    ALTER SCHEMA {place} RENAME TO {schema};
    ALTER SCHEMA {aside} RENAME TO {place};
    COMMIT;
"""
RESTORING, FORMER = "restoring_", "before_"
UNWANTED = "unwanted_files"
# One lock for both: a backup must not read while a restore changes over.
LOCK = "backup or restore"
PATIENCE = 5  # seconds
# What an operator added to the database, and this role may move.
MOVABLE_EXTENSIONS = """
    SELECT extname FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
    WHERE nspname = %s AND extrelocatable AND pg_has_role(extowner, 'USAGE')
"""


def raw_connection() -> Connection[Any]:
    """Return the driver's own connection, which can COPY."""
    connection.ensure_connection()
    return connection.connection


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the lock of backups and restores, which every host sees. Raises BusyError where another process has it."""
    # The database may need a moment to notice that the process was killed that had the lock.
    deadline = time.monotonic() + PATIENCE
    while True:
        with advisory_lock(LOCK) as free:
            if free:
                yield
                return
        if time.monotonic() > deadline:
            raise BusyError("Another backup or restore is running.")
        time.sleep(0.1)


def dump(writer: Writer) -> None:
    """Write the rows into the archive as they are now, however long that takes and whatever is written meanwhile."""
    schema = current_schema()
    what = (f'--schema="{schema}"', f'--exclude-table-data="{schema}".{LEFT_EMPTY}')
    # The archive compresses.
    with client(
        folder_of_programs() / "pg_dump", "--format=custom", "--compress=0", "--no-password", *what, output=PIPE
    ) as rows:
        writer.add(ROWS, read_chunks(rows))


def load(archive: Archive, programs: Path) -> str:
    """Make a schema of the archive's tables and rows beside the one that the site runs on, and return its name.

    pg_restore knows only the name that the rows' schema had, so the site's own schema gives way meanwhile. Nobody else sees
    that: all is one transaction, which has no effect unless its last line arrives.
    """
    schema = f"{RESTORING}{secrets.token_hex(6)}"
    names = {"place": archive.manifest["schema"], "aside": f"aside_{schema}", "schema": schema}
    raw = raw_connection()
    # The triggers of the rows' tables call a function that no backup holds.
    raw.execute(TRIGGERS.read_text())
    with client(programs / "psql", "--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1") as session:
        session.write(_sql(GIVE_WAY, names))
        session.flush()
        what = ("--file=-", f"--schema={names['place']}", "--no-owner", "--no-acl")
        with client(programs / "pg_restore", *what, output=session) as rows, archive.open(ROWS) as member:
            shutil.copyfileobj(member, rows)
        session.write(_sql(COME_BACK, names))
    return schema


@contextmanager
def working_in(schema: str) -> Iterator[None]:
    """Let Django's default connection see one schema only, in this process."""
    options = connection.settings_dict["OPTIONS"]
    former = options.get("options", "")
    _set_option(f"{former} -c search_path={schema}".strip())
    try:
        yield
    finally:
        _set_option(former)


def current_schema() -> str:
    row = raw_connection().execute("SELECT current_schema()").fetchone()
    return row[0] if row else "public"


def change_over(schema: str) -> None:
    """Let the site run on another schema once the caller's transaction ends; the comment says which restore it came from."""
    raw = raw_connection()
    live, former = current_schema(), _former(schema)
    rename = sql.SQL("ALTER SCHEMA {} RENAME TO {}")
    raw.execute(rename.format(sql.Identifier(live), sql.Identifier(former)))
    raw.execute(rename.format(sql.Identifier(schema), sql.Identifier(live)))
    raw.execute(sql.SQL("COMMENT ON SCHEMA {} IS {}").format(sql.Identifier(live), sql.Literal(schema)))
    for (name,) in raw.execute(MOVABLE_EXTENSIONS, [former]).fetchall():
        raw.execute(sql.SQL("ALTER EXTENSION {} SET SCHEMA {}").format(sql.Identifier(name), sql.Identifier(live)))
    # No process goes on with pages of the former site.
    raw.execute("INSERT INTO page_cache.change DEFAULT VALUES ON CONFLICT DO NOTHING")
    raw.execute("NOTIFY page_cache")


def note_unwanted(schema: str, files: set[tuple[str, str]]) -> None:
    """Write down which files a restore has to delete, where it is seen from the change-over until the restore is finished."""
    table = sql.Identifier(_former(schema), UNWANTED)
    cursor = raw_connection().cursor()
    cursor.execute(sql.SQL("CREATE TABLE {} (storage text, name text)").format(table))
    cursor.executemany(sql.SQL("INSERT INTO {} VALUES (%s, %s)").format(table), [*files])


def unwanted_files(schema: str) -> set[tuple[str, str]] | None:
    """Return which files a restore still has to delete, or None where nothing of it is left to do."""
    raw = raw_connection()
    former = _former(schema)
    query = "SELECT FROM pg_tables WHERE schemaname = %s AND tablename = %s"
    if raw.execute(query, [former, UNWANTED]).fetchone() is None:
        return None
    return {*raw.execute(sql.SQL("SELECT storage, name FROM {}").format(sql.Identifier(former, UNWANTED))).fetchall()}


def restored_from() -> str:
    """Return the name that the site's schema had while it was restored, or nothing."""
    row = raw_connection().execute("SELECT obj_description(current_schema()::regnamespace, 'pg_namespace')").fetchone()
    return (row[0] or "") if row else ""


def drop_leftovers() -> None:
    """Drop what restores left beside the site's schema: the former one, and those that were killed."""
    raw = raw_connection()
    query = "SELECT nspname FROM pg_namespace WHERE nspname ~ '^(restoring|before)_[0-9a-f]{12}$'"
    for (schema,) in raw.execute(query).fetchall():
        raw.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))


def _former(schema: str) -> str:
    return f"{FORMER}{schema.removeprefix(RESTORING)}"


def _sql(template: str, names: dict[str, str]) -> bytes:
    return sql.SQL(template).format(**{key: sql.Identifier(name) for key, name in names.items()}).as_bytes(raw_connection())


def _set_option(value: str) -> None:
    connection.close()
    connection.close_pool()
    connection.settings_dict["OPTIONS"]["options"] = value
    # The other schema numbers its models in its own way.
    ContentType.objects.clear_cache()

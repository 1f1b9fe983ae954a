"""Rows out of the database from one moment, and into a schema beside the one that the site runs on."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from psycopg import Connection, sql

from home.operations.backups.archive import Archive, Writer
from home.operations.backups.errors import BackupError, BusyError
from home.operations.backups.tables import complete_tables, create_tables, describe, stored_columns
from home.operations.locks import advisory_lock

DESCRIPTION = "database/tables.json"
# A session is a key to the admin: it ends with the site that gave it.
LEFT_EMPTY = {"django_session"}
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


@contextmanager
def one_moment() -> Iterator[Connection[Any]]:
    """Read the database as it is now, however long it takes and whatever is written meanwhile."""
    raw = raw_connection()
    with raw.transaction():
        raw.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield raw


def dump(raw: Connection[Any], writer: Writer) -> dict[str, Any]:
    """Write every table into the archive, and return their description with the number of rows."""
    description = describe(raw)
    rows = {}
    for table in description["tables"]:
        source = sql.SQL("SELECT {} FROM {}").format(stored_columns(description, table), sql.Identifier(table))
        if table in LEFT_EMPTY:
            source += sql.SQL(" WHERE false")
        cursor = raw.cursor()
        with cursor.copy(sql.SQL("COPY ({}) TO STDOUT").format(source)) as copy:
            writer.add(_member(table), copy)
        rows[table] = cursor.rowcount
    return {**description, "rows": rows}


def load(archive: Archive) -> str:
    """Make a schema of the archive's tables and rows, complete and proven, and return its name."""
    schema = f"{RESTORING}{secrets.token_hex(6)}"
    description = archive.read_json(DESCRIPTION)
    raw = raw_connection()
    with raw.transaction():
        raw.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(schema)))
        raw.execute(sql.SQL("SET LOCAL search_path TO {}").format(sql.Identifier(schema)))
        create_tables(raw, description)
        for table in description["tables"]:
            _load_rows(raw, archive, table, description)
        complete_tables(raw, description)
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


def _member(table: str) -> str:
    return f"database/{table}.copy"


def _load_rows(raw: Connection[Any], archive: Archive, table: str, description: dict[str, Any]) -> None:
    target = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), stored_columns(description, table))
    cursor = raw.cursor()
    with cursor.copy(target) as copy:
        for chunk in archive.chunks(_member(table)):
            copy.write(chunk)
    if cursor.rowcount != description["rows"][table]:
        raise BackupError(f"{table} got {cursor.rowcount} rows instead of {description['rows'][table]}.")


def _set_option(value: str) -> None:
    connection.close()
    connection.close_pool()
    connection.settings_dict["OPTIONS"]["options"] = value
    # The other schema numbers its models in its own way.
    ContentType.objects.clear_cache()

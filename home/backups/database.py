"""Rows out of the database from one moment, and into a schema beside the one that the site runs on."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from psycopg import Connection, sql

from home.backups.archive import Archive, Writer
from home.backups.errors import BackupError
from home.backups.tables import complete_tables, create_tables, describe, stored_columns
from home.operations.locks import shared_lock

DESCRIPTION = "database/tables.json"
# A session is a key to the admin: it ends with the site that gave it.
LEFT_EMPTY = {"django_session"}
RESTORING, FORMER = "restoring_", "before_"
BACKUP_LOCK, RESTORE_LOCK = "backup", "restore"
PATIENCE = 5  # seconds


def raw_connection() -> Connection[Any]:
    """Return the driver's own connection, which can COPY."""
    connection.ensure_connection()
    return connection.connection


@contextmanager
def only_one(lock: str) -> Iterator[None]:
    """Hold a lock that every host of the site sees. Raises BackupError where another process has it."""
    # The database may need a moment to notice that the process was killed that had the lock.
    deadline = time.monotonic() + PATIENCE
    while True:
        with shared_lock(lock) as free:
            if free:
                yield
                return
        if time.monotonic() > deadline:
            raise BackupError("Another backup or restore is running.")
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
    """Let the site run on another schema, in one transaction; the comment says which restore it came from."""
    raw = raw_connection()
    live = current_schema()
    former = f"{FORMER}{schema.removeprefix(RESTORING)}"
    rename = sql.SQL("ALTER SCHEMA {} RENAME TO {}")
    with raw.transaction():
        raw.execute(rename.format(sql.Identifier(live), sql.Identifier(former)))
        raw.execute(rename.format(sql.Identifier(schema), sql.Identifier(live)))
        raw.execute(sql.SQL("COMMENT ON SCHEMA {} IS {}").format(sql.Identifier(live), sql.Literal(schema)))
        # No process goes on with pages of the former site.
        raw.execute("SELECT page_cache.add(ARRAY['all'])")


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

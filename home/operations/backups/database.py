"""Rows out of the database, and into a schema beside the one that the site runs on."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE
from typing import Any, LiteralString

import psycopg
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from psycopg import Connection, IsolationLevel, sql

from home.operations.backups.archive import Archive, Writer, read_chunks
from home.operations.backups.errors import BusyError
from home.operations.backups.programs import client, folder_of_programs
from home.operations.locks import advisory_lock
from home.operations.progress import Progress
from home.reading.page_cache.watched_tables import TRIGGERS

ROWS = "rows.dump"
# A session is a key to the admin: it ends with the site that gave it. The key of the newest archive is of no use in the next.
LEFT_EMPTY = ("django_session", "home_archivekey")
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
# A row's text depends on these alone.
WRITTEN_ALIKE = (
    "SET timezone = 'UTC'",
    "SET datestyle = 'ISO'",
    "SET intervalstyle = 'postgres'",
    "SET extra_float_digits = 1",
)
TABLES = """
    SELECT tablename FROM pg_tables WHERE schemaname = %s AND NOT EXISTS (
        SELECT FROM pg_depend WHERE objid = format('%%I.%%I', schemaname, tablename)::regclass AND deptype = 'e'
    ) ORDER BY tablename
"""
# The order of the rows, which no table has, plays no part.
CONTENT = """
    SELECT count(*), coalesce(sum(('x' || left(digest, 16))::bit(64)::bigint), 0)
    FROM (SELECT encode(sha256(convert_to(whole_row::text, 'UTF8')), 'hex') AS digest FROM {} AS whole_row) AS digests
"""
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
            raise BusyError("Another backup or restore, or a trial of one, is running.")
        time.sleep(0.1)


def dump(writer: Writer, progress: Progress) -> dict[str, str]:
    """Write the rows into the archive as they are now, however long that takes and whatever is written meanwhile.

    Returns what each table then holds, as `contents` says it.
    """
    schema = current_schema()
    what = (f'--schema="{schema}"', *(f'--exclude-table-data="{schema}".{table}' for table in LEFT_EMPTY))
    with psycopg.connect(**connection.get_connection_params()) as reader:
        reader.isolation_level = IsolationLevel.REPEATABLE_READ
        reader.read_only = True
        (snapshot,) = reader.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        # The archive compresses.
        with client(
            folder_of_programs() / "pg_dump",
            *("--format=custom", "--compress=0", "--no-password", f"--snapshot={snapshot}", *what),
            output=PIPE,
        ) as rows:
            writer.add(ROWS, progress.measure("Rows", read_chunks(rows)))
        return contents(reader, schema, progress)


def contents(reader: Connection[Any], schema: str, progress: Progress) -> dict[str, str]:
    """Say of each table how many rows it has, and a number that is another one where any of them is."""
    for line in WRITTEN_ALIKE:
        reader.execute(line)
    tables = [name for (name,) in reader.execute(TABLES, [schema]) if name not in LEFT_EMPTY]
    return {name: _content(reader, schema, name) for name in progress.count("Tables", tables)}


def _content(reader: Connection[Any], schema: str, table: str) -> str:
    found = reader.execute(sql.SQL(CONTENT).format(sql.Identifier(schema, table))).fetchone()
    return " ".join(map(str, found or ()))


def load(archive: Archive, programs: Path, progress: Progress) -> str:
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
            for chunk in progress.measure("Rows", read_chunks(member)):
                rows.write(chunk)
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


@contextmanager
def working_in_database(name: str) -> Iterator[None]:
    """Let Django's default connection lead to another database of the same server, in this process."""
    former = connection.settings_dict["NAME"]
    _set_database(name)
    try:
        yield
    finally:
        _set_database(former)


def trial_prefix() -> str:
    """Return how the names of the databases begin in which this site's backups are tried."""
    return f"{connection.settings_dict['NAME'][:40]}_trial_"


def current_schema() -> str:
    row = raw_connection().execute("SELECT current_schema()").fetchone()
    return row[0] if row else "public"


def current_role() -> str:
    return raw_connection().info.user


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
    """Drop what restores and trials left beside the site's schema: the former one, and those that were killed."""
    raw = raw_connection()
    query = "SELECT nspname FROM pg_namespace WHERE nspname ~ '^(restoring|before)_[0-9a-f]{12}$'"
    for (schema,) in raw.execute(query).fetchall():
        raw.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))
    query = "SELECT datname FROM pg_database WHERE starts_with(datname, %s) AND datname ~ '_[0-9a-f]{12}$'"
    for (database,) in raw.execute(query, [trial_prefix()]).fetchall():
        drop_database(database)


def create_database(name: str) -> None:
    _of_the_server("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", name)


def drop_database(name: str) -> None:
    _of_the_server("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _of_the_server(statement: LiteralString, name: str) -> None:
    # Neither may be done within a transaction.
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as server:
        server.execute(sql.SQL(statement).format(sql.Identifier(name)))


def _former(schema: str) -> str:
    return f"{FORMER}{schema.removeprefix(RESTORING)}"


def _sql(template: str, names: dict[str, str]) -> bytes:
    return sql.SQL(template).format(**{key: sql.Identifier(name) for key, name in names.items()}).as_bytes(raw_connection())


def _set_option(value: str) -> None:
    _forget_connections()
    connection.settings_dict["OPTIONS"]["options"] = value


def _set_database(name: str) -> None:
    _forget_connections()
    connection.settings_dict["NAME"] = name


def _forget_connections() -> None:
    connection.close()
    connection.close_pool()
    # The other schema numbers its models in its own way.
    ContentType.objects.clear_cache()

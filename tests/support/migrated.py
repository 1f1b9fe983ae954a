"""A database that holds what the migrations make, kept on the tests' server and copied for each process that tests."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

PROJECT = Path(__file__).resolve().parents[2]
PREFIX = "clinic_migrated_"


def template() -> str:
    """Return the name of the database to copy, and make it first where the migrations or the packages have changed."""
    name = f"{PREFIX}{_digest()}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        # Of the processes that begin at once, one makes it and the others wait.
        server.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])
        found = [row[0] for row in server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])]
        if name not in found:
            # What is half made has another name, so that a run which is stopped leaves nothing that others would copy.
            for former in found:
                server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(former)))
            unfinished = f"{PREFIX}unfinished"
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(unfinished)))
            _migrate(unfinished)
            server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (unfinished, name))))
    return name


def _migrate(database: str) -> None:
    address = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}"))
    command = [sys.executable, str(PROJECT / "manage.py"), "migrate", "-v0"]
    subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=True, timeout=600)


def _digest() -> str:
    """Digest all that the migrations are made of: they themselves, the packages, and what runs after them."""
    files = [*PROJECT.glob("*/migrations/*.py"), PROJECT / "requirements-dev.lock", *PROJECT.glob("home/reading/page_cache/*")]
    digest = hashlib.sha256()
    for file in sorted(file for file in files if file.is_file()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]

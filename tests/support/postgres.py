"""A PostgreSQL that belongs to one test alone, which may stop it, fill its disk or kill it."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import chown

from home.operations.embedded_postgres import _binaries, _is_root, _run


@dataclass(frozen=True)
class Server:
    """A cluster with its data in a folder of its own; it listens on no network address."""

    folder: Path

    @property
    def address(self) -> str:
        return f"postgresql://postgres@/clinic?host={self.folder}"

    def start(self, *settings: str) -> None:
        options = " ".join(f"-c {setting}" for setting in ("max_connections=60", *settings))
        data, log = str(self.folder / "data"), str(self.folder / "log")
        _run("pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", f'-h "" -k "{self.folder}" {options}')

    def stop(self, mode: str = "fast") -> None:
        _run("pg_ctl", "stop", "-w", "-m", mode, "-D", str(self.folder / "data"), check=False)

    def copy(self, database: str) -> None:
        """Take over the site's database from another server."""
        with tempfile.TemporaryFile() as dump:
            binaries = _binaries()
            subprocess.run([binaries / "pg_dump", "-Fc", database], stdout=dump, check=True)
            dump.seek(0)
            subprocess.run([binaries / "pg_restore", "--no-owner", "-d", self.address], stdin=dump, check=True)


@contextmanager
def private_server(folder: Path | None = None) -> Iterator[Server]:
    """Make a server with an empty database `clinic`, in a folder where one is given, and stop it at the end."""
    # Not below the tests' own folders: a socket's name is short, and the server may be another user.
    with tempfile.TemporaryDirectory(prefix="clinic-pg-") as own:
        place = folder or Path(own)
        place.chmod(0o755 if _is_root() else 0o700)
        if _is_root():
            chown(place, "nobody")
        _run("initdb", "--auth=trust", "--encoding=utf8", "--locale=C.UTF-8", "-U", "postgres", "-D", str(place / "data"))
        server = Server(place)
        server.start()
        try:
            _run("createdb", "-U", "postgres", "-h", str(place), "clinic")
            yield server
        finally:
            server.stop("immediate")


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0

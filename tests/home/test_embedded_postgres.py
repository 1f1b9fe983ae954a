"""The database of `make run`, and what is said before it is begun."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from home.operations import embedded_postgres, ports, unreachable
from home.operations.embedded_postgres import PROJECT

USE = f"""
import sys
sys.path.insert(0, {str(PROJECT)!r})
from pathlib import Path
from home.operations import embedded_postgres
embedded_postgres.PROJECT = Path(sys.argv[1])
import psycopg
pool = [psycopg.connect(embedded_postgres.start()) for _ in range(2)]
print("used", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(embedded_postgres, "PROJECT", tmp_path)
    folder = embedded_postgres._folder()
    yield folder / "data"
    shutil.rmtree(folder)


def test_the_database_ends_with_the_last_process_that_uses_it_whatever_that_still_has_open(data: Path, tmp_path: Path) -> None:
    def begin() -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", USE, str(tmp_path)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdout
        while process.stdout.readline() not in ("used\n", ""):
            pass
        return process

    def end(process: "subprocess.Popen[str]") -> None:
        process.communicate("")
        assert process.returncode == 0

    first, second, killed = begin(), begin(), begin()
    killed.kill()
    killed.communicate()
    end(first)
    assert (data / "postmaster.pid").exists()
    end(second)
    assert not (data / "postmaster.pid").exists()


def test_a_taken_port_is_told_with_the_command_for_a_free_one() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        command = [sys.executable, ports.__file__, str(port)]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    said, _, free = told.stderr.strip().rpartition("PORT=")
    assert said.startswith(f"Another program answers at port {port},")
    assert ports.refusal(free) == ""


@pytest.mark.parametrize("port", ["", "eight", "0", "70000", "-1"])
def test_what_is_no_port_is_told(port: str) -> None:
    assert ports.refusal(port) == f"PORT is a number from 1 to 65535, and not “{port}”."


@pytest.mark.parametrize("names", ["python3", "python3 python3.12"])
def test_a_python_that_is_too_old_is_passed_over_and_named(tmp_path: Path, names: str) -> None:
    for name in names.split():
        (tmp_path / name).write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2"\nexit 1\n')
        (tmp_path / name).chmod(0o755)
    for tool in ("bash", "dirname", "head", "env"):
        (tmp_path / tool).symlink_to(shutil.which(tool) or "")
    environment = os.environ | {"PATH": str(tmp_path), "PYTHON": ""}
    told = subprocess.run([PROJECT / ".ci/install-packages"], env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert told.stderr.startswith("Python 3.11 or later is needed, and python3 is Python 3.9.2, which is too old.\n")


def test_a_database_that_refuses_is_told_in_one_line(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert unreachable.reason() is None
    connection = connections["default"]
    parameters: dict[str, Any] = connection.get_connection_params()
    monkeypatch.setattr(connection, "get_connection_params", lambda: parameters | {"dbname": "nowhere"})
    assert (unreachable.reason() or "").endswith('database "nowhere" does not exist')
    monkeypatch.setattr(connection, "get_connection_params", lambda: {"host": "127.0.0.1", "port": 1, "dbname": "clinic"})
    assert (unreachable.reason() or "").endswith("Connection refused")

"""The production server's processes, which are one site to whoever watches it."""

import subprocess
import urllib.request
from pathlib import Path

import psycopg
import pytest

from home.operations import server
from tests.support.served import MANAGE, Site, free_port, production_server, requests_counted, wait_for

TOKEN, REQUESTS = "watcher", 40
EVERYWHERE = "0.0.0.0"  # noqa: S104 - what is expected of the server
END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture
def url(site: Site) -> str:
    return f"http://localhost:{free_port()}"


def test_any_process_tells_what_all_have_counted(site: Site, url: str) -> None:
    def is_found() -> bool:
        return urllib.request.urlopen(f"{url}/robots.txt").status == 200  # noqa: S310 - our own server

    address = url.replace("http://localhost", "127.0.0.1")
    with production_server({**site.environment, "BIND": address, "WORKERS": "2", "METRICS_TOKEN": TOKEN}):
        wait_for(is_found)
        assert all(is_found() for _ in range(REQUESTS))
        assert min(requests_counted(url, TOKEN) for _ in range(10)) >= REQUESTS


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, (EVERYWHERE, 8000, None)),
        ({"PORT": "5000"}, (EVERYWHERE, 5000, None)),
        ({"PORT": "5000", "BIND": "127.0.0.1:80"}, ("127.0.0.1", 80, None)),
        ({"PORT": "5000", "BIND": "unix:/run/a.sock"}, ("", 0, Path("/run/a.sock"))),
    ],
)
def test_a_host_may_name_only_a_port(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: tuple[str, int, Path | None]
) -> None:
    for name in ("BIND", "PORT"):
        monkeypatch.delenv(name, raising=False)
    for name in ("PROMETHEUS_MULTIPROC_DIR", *server.PATIENCE):
        monkeypatch.setenv(name, "set by the test")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    made = server.server()
    assert (made.bind_addr, made.bind_port, made.bind_uds) == expected


def test_no_thread_of_the_server_waits_for_the_database_forever(site: Site) -> None:
    ask = """
from home.operations.server import server
server()
from django.db import connection
with connection.cursor() as cursor:
    for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
        cursor.execute(f"SHOW {name}")
        print(*cursor.fetchone())
"""
    shown = subprocess.check_output([*MANAGE, "shell", "-v0", "-c", ask], env=site.environment, text=True)
    assert shown.split() == ["30s", "1min"]


def test_readers_do_not_notice_that_the_database_was_started_anew(site: Site, url: str) -> None:
    environment = {**site.environment, "BIND": url.replace("http://localhost", "127.0.0.1"), "WORKERS": "1"}
    with production_server({**environment, "PAGE_CACHE_MEGABYTES": "0"}):

        def statuses() -> set[int]:
            return {urllib.request.urlopen(f"{url}/artikler/").status for _ in range(12)}  # noqa: S310 - our own server

        wait_for(lambda: statuses() == {200})
        with psycopg.connect(site.database, autocommit=True) as connection:
            ended = connection.execute(END_OTHERS).fetchall()
        assert len(ended) > 0
        assert statuses() == {200}

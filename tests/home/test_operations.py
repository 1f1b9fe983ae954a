import io
import json
import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from wagtail import hooks

from home.models import HomePage, ScheduledRun, User
from home.operations.backup_state import BACKUP, COPY, failed, succeeded
from home.operations.locks import advisory_lock
from home.operations.logs import JsonFormatter, RequestIdFilter
from home.operations.scheduled_work import run_scheduled_work
from tests.support.served import wait_for

TOKEN = "a-token-for-the-watcher"


@pytest.fixture
def log_lines(caplog: pytest.LogCaptureFixture) -> Callable[[], list[dict[str, Any]]]:
    """What the log would hold, line by line."""
    caplog.handler.addFilter(RequestIdFilter())
    caplog.set_level(logging.INFO)
    formatter = JsonFormatter()
    return lambda: [json.loads(formatter.format(record)) for record in caplog.records]


def test_a_living_process_says_so_to_whoever_asks_by_whatever_name(client: Client) -> None:
    answer = client.get("/healthz", headers={"host": "10.0.0.7"})
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_probe_over_https_says_so_as_every_answer_does(client: Client, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 60
    assert client.get("/healthz", secure=True).headers["Strict-Transport-Security"] == "max-age=60"


def test_the_site_is_ready_once_the_database_has_its_tables(db: None, client: Client) -> None:
    migrations = MigrationRecorder(connection)
    newest = MigrationLoader(connection).graph.leaf_nodes("home")[0]
    migrations.record_unapplied(*newest)
    answer = client.get("/readyz")
    migrations.record_applied(*newest)
    assert (answer.status_code, answer.content) == (503, b"migrations\n")
    assert client.get("/readyz").content == b"ok\n"


def test_only_who_has_the_token_reads_the_counts(client: Client, home_page: HomePage, settings: Any) -> None:
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics").status_code == 404
    client.get("/")
    counts = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()
    assert 'clinic_requests_total{method="GET",status="200"}' in counts


def test_a_watcher_learns_how_old_the_newest_backup_is_and_which_of_its_acts_failed(
    db: None, client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.METRICS_TOKEN, settings.BACKUP_ROOT = TOKEN, tmp_path

    def counts() -> str:
        return client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()

    def age() -> list[float]:
        return [float(line.split()[1]) for line in counts().splitlines() if line.startswith("clinic_backup_age_seconds ")]

    assert age() == []
    for hours, name in ((30, "backup-2026-11-21-032000.zip"), (6, "backup-2026-11-22-032000.zip"), (0, "backup-x.zip.part")):
        path = tmp_path / name
        path.touch()
        os.utime(path, (time.time() - hours * 3600,) * 2)
    assert age() == [pytest.approx(6 * 3600, abs=60)]
    succeeded(BACKUP)
    failed(COPY, "No space left")
    assert 'clinic_backup_failed{act="backup"} 0.0' in counts()
    assert 'clinic_backup_failed{act="backup copy"} 1.0' in counts()
    assert 'clinic_backup_success_age_seconds{act="backup"} 0.' in counts()


def test_every_line_of_a_request_bears_its_number(client: Client, home_page: HomePage, log_lines: Any) -> None:
    answer = client.get("/findes-ikke/?q=min+diagnose", headers={"x-request-id": "from-nginx-01"})
    assert answer.headers["X-Request-ID"] == "from-nginx-01"
    lines = [line for line in log_lines() if line["request_id"] == "from-nginx-01"]
    assert {line["message"] for line in lines} >= {"Request", "Not Found: /findes-ikke/"}
    assert "diagnose" not in json.dumps(lines)
    assert client.get("/", headers={"x-request-id": "a\nforged line"}).headers["X-Request-ID"] != "a\nforged line"


def test_no_secret_reaches_the_log(editor: User, client: Client, log_lines: Any, settings: Any, monkeypatch: Any) -> None:
    settings.METRICS_TOKEN = TOKEN
    client.raise_request_exception = False
    client.post("/admin/login/", {"username": "inger", "password": "inger-inger"})
    session = client.session.session_key
    monkeypatch.setattr("wagtail.admin.views.home.HomeView.get", lambda *arguments: 1 / 0)
    client.get("/admin/?token=in-the-address", headers={"authorization": f"Bearer {TOKEN}"})
    text = json.dumps(log_lines())
    assert "ZeroDivisionError" in text
    for secret in (session, TOKEN, "inger-inger", settings.SECRET_KEY, "in-the-address", "csrftoken"):
        assert secret not in text


class Step:
    """A step of the scheduled work that remembers how often it was done."""

    def __init__(self, name: str, interval: timedelta = timedelta(0), error: Exception | None = None) -> None:
        self.name, self.interval, self.error, self.times = name, interval, error, 0

    def __call__(self) -> list[Any]:
        return [self]

    def act(self) -> None:
        self.times += 1
        if self.error:
            raise self.error


def outcomes(*steps: Step) -> dict[str, str]:
    with hooks.register_temporarily([("scheduled_work", step) for step in steps]):
        return {outcome.step: outcome.word for outcome in run_scheduled_work() if outcome.step in {s.name for s in steps}}


def test_a_step_that_fails_stops_no_other_and_is_tried_again(db: None) -> None:
    failing, other = Step("failing", timedelta(days=1), ValueError("no mail server")), Step("other")
    assert outcomes(failing, other) == {"failing": "failed", "other": "done"}
    assert "no mail server" in ScheduledRun.objects.get(name="failing").problem
    failing.error = None
    assert outcomes(failing, other) == {"failing": "done", "other": "done"}


def test_a_step_waits_its_time(db: None) -> None:
    daily = Step("daily", timedelta(days=1))
    assert [outcomes(daily), outcomes(daily)] == [{"daily": "done"}, {"daily": "not due"}]
    ScheduledRun.objects.update(ended_at="2026-01-01T00:00Z")
    assert outcomes(daily) == {"daily": "done"}


def test_a_step_that_another_host_does_is_left_to_it(db: None) -> None:
    step = Step("sending")
    with advisory_lock("scheduled_work sending"):
        assert outcomes(step) == {"sending": "running elsewhere"}
    assert step.times == 0
    assert outcomes(step) == {"sending": "done"}


def test_the_command_does_the_sites_own_work_and_tells_of_failure(home_page: HomePage) -> None:
    out = io.StringIO()
    call_command("scheduledwork", stdout=out)
    assert "publish: done" in out.getvalue()
    with hooks.register_temporarily("scheduled_work", Step("failing", error=ValueError())), pytest.raises(CommandError):
        call_command("scheduledwork", stdout=out)


def test_the_production_server_answers_on_a_socket_of_its_own_and_stops_when_told(tmp_path: Path) -> None:
    path = tmp_path / "site.sock"
    environment = {**os.environ, "BIND": f"unix:{path}", "WORKERS": "1", "LOG_LEVEL": "ERROR"}
    server = subprocess.Popen([sys.executable, "-m", "home.operations.server"], env=environment, cwd=settings.BASE_DIR)
    with socket.socket(socket.AF_UNIX) as connection:

        def is_alive() -> bool:
            connection.connect(str(path))
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: anything\r\n\r\n")
            return connection.recv(100).startswith(b"HTTP/1.1 200 OK")

        wait_for(is_alive)
        # The web server in front is another user.
        assert path.stat().st_mode & 0o777 == 0o666
        # It does not wait for a connection on which nothing more is asked.
        server.terminate()
        assert server.wait(20) == 0

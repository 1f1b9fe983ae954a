"""A real site in its own database, served by a real server, for tests from the outside."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests import migrated

PROJECT = Path(__file__).resolve().parents[1]
MANAGE = [sys.executable, str(PROJECT / "manage.py")]
PASSWORD = "browser-tests-only"
COUNT = re.compile(r'clinic_requests_total\{method="GET",status="200"\} (\d+)')
CONTENT_AND_EDITORS = f"""
from django.core.management import call_command
from wagtail.users.models import UserProfile
from home.models import User
call_command("loadcontent", verbosity=0)
for language in ("da", "en"):
    user = User.objects.create_superuser(language, f"{{language}}@example.org", "{PASSWORD}")
    UserProfile.objects.create(user=user, preferred_language=language)
"""


@dataclass(frozen=True)
class Site:
    """A running site: where it answers, and where its rows are."""

    url: str
    database: str
    environment: dict[str, str]

    def run(self, script: str) -> "subprocess.Popen[bytes]":
        """Begin to run a script of Python on the site's database, in a process of its own."""
        return subprocess.Popen([*MANAGE, "shell", "-v0", "-c", script], env=self.environment, stdout=subprocess.DEVNULL)

    def page_id(self, model: str) -> int:
        """Return the id of the first page of a model, for the addresses of the admin; the root for “basepage”."""
        query = "SELECT p.id FROM home_basepage p JOIN django_content_type t ON t.id = p.content_type_id WHERE t.model = %s"
        return self.value(f"{query} ORDER BY p.path LIMIT 1", [model])

    def value(self, query: str, parameters: list[str]) -> int:
        """Return the number that a query finds."""
        with psycopg.connect(self.database) as connection:
            row = connection.execute(query, parameters).fetchone()
        assert row, f"nothing is found by {parameters}"
        return int(row[0])


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """Serve the clinic's real content, and stop the server at the end."""
    with fresh_database(f"browser_{os.getpid()}") as database:
        port = free_port()
        url = f"http://localhost:{port}"
        environment = {
            **os.environ,
            "DATABASE_URL": database,
            "SITE_ADDRESS": url,
            "LOG_LEVEL": "ERROR",
            "EMAIL_URL": "dummymail://",
        }
        begin = [*MANAGE, "shell", "-v0", "-c", CONTENT_AND_EDITORS]
        subprocess.run(begin, env=environment, check=True, stdout=subprocess.DEVNULL)
        server = [*MANAGE, "runserver", "--insecure", "--noreload", f"127.0.0.1:{port}"]
        process = subprocess.Popen(server, env=environment, stdout=subprocess.DEVNULL)
        try:
            wait_for(lambda: urllib.request.urlopen(f"{url}/").status == HTTPStatus.OK)  # noqa: S310 - our own server
            yield Site(url, database, environment)
        finally:
            process.terminate()
            process.wait(10)


@contextmanager
def production_server(environment: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Run the server of deploy/ where the environment's BIND says, and stop it at the end."""
    server = subprocess.Popen([sys.executable, "-m", "home.operations.server"], env=environment, cwd=PROJECT)
    try:
        yield server
    finally:
        server.terminate()
        server.wait(60)


def requests_counted(url: str, token: str) -> int:
    """Return how many pages the processes of a production server say they have answered with."""
    asked = urllib.request.Request(f"{url}/metrics", headers={"Authorization": f"Bearer {token}"})  # noqa: S310 - our own
    with urllib.request.urlopen(asked) as response:  # noqa: S310 - our own server
        return int(float(COUNT.findall(response.read().decode())[0]))


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate that nobody vouches for, and its key, under the names that deploy/ gives them."""
    certificate, key = folder / "fullchain.pem", folder / "privkey.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=clinic.example"]
    subprocess.run([*command, "-out", str(certificate), "-keyout", str(key)], check=True, stderr=subprocess.DEVNULL)
    return certificate, key


@contextmanager
def fresh_database(name: str) -> Iterator[str]:
    """Make a migrated database on the tests' server, give its address, and drop it at the end."""
    server = os.environ["DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {migrated.template()}")
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def free_port() -> int:
    """Return a port of this machine on which nothing listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(answers: Callable[[], bool]) -> None:
    """Wait until a server that was just started answers, at most two minutes."""
    for _ in range(600):
        try:
            if answers():
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise TimeoutError("The server does not answer.")

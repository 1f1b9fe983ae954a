"""A real site in its own database, served by a real server, for a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[2]
PASSWORD = "browser-tests-only"
CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
EDITORS = f"""
from wagtail.users.models import UserProfile
from home.models import User
for language in ("da", "en"):
    user = User.objects.create_superuser(language, f"{{language}}@example.org", "{PASSWORD}")
    UserProfile.objects.create(user=user, preferred_language=language)
"""


@dataclass(frozen=True)
class Site:
    """A running site: where it answers, and where its rows are."""

    url: str
    database: str

    def page_id(self, model: str) -> int:
        """Return the id of the first page of a model, for the addresses of the admin; the root for “basepage”."""
        with psycopg.connect(self.database) as connection:
            row = connection.execute(
                "SELECT p.id FROM home_basepage p JOIN django_content_type t ON t.id = p.content_type_id "
                "WHERE t.model = %s ORDER BY p.path LIMIT 1",
                [model],
            ).fetchone()
        assert row, f"there is no {model}"
        return int(row[0])


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """Serve the clinic's real content, and stop the server at the end."""
    server = os.environ["DATABASE_URL"]
    name = f"browser_{os.getpid()}"
    database = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    port = _free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "SITE_ADDRESS": f"http://localhost:{port}",
        "LOG_LEVEL": "ERROR",
        "EMAIL_URL": "dummymail://",
    }
    manage = [sys.executable, str(PROJECT / "manage.py")]
    for command in (["migrate", "-v0"], ["loadcontent"], ["shell", "-v0", "-c", EDITORS]):
        subprocess.run([*manage, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
    process = subprocess.Popen(
        [*manage, "runserver", "--insecure", "--noreload", f"127.0.0.1:{port}"], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(f"http://localhost:{port}/")
        yield Site(f"http://localhost:{port}", database)
    finally:
        process.terminate()
        process.wait(10)
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert program, "Chromium is missing; `make test` installs it or says how."
    flags = [*CHROMIUM_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def reader(browser: Browser, site: Site) -> Iterator[Page]:
    """A reader's page, with nothing stored."""
    context = browser.new_context(base_url=site.url)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def sessions(browser: Browser, site: Site) -> Iterator[dict[str, BrowserContext]]:
    """Logged-in browsers of a Danish and of an English editor, by language."""
    contexts = {}
    for language in ("da", "en"):
        contexts[language] = browser.new_context(base_url=site.url, viewport={"width": 1400, "height": 1000})
        page = contexts[language].new_page()
        page.goto("/admin/login/")
        page.fill("[name=username]", language)
        page.fill("[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        page.close()
    yield contexts
    for context in contexts.values():
        context.close()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(url: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(url)  # noqa: S310 - our own server
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"{url} does not answer")

"""The site as a visitor of production meets it: its settings, its hashed and compressed files, its server, its content."""

import http.client
import os
import secrets
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from cryptography.fernet import Fernet

from tests.support.served import MANAGE, PROJECT, free_port, fresh_database, make_certificate, wait_for

HOST = "clinic.example"
# Production shows no story on the strength of an example, so here the consents become real ones.
CONSENTS = """
from articles.models import Consent
for consent in Consent.objects.all():
    consent.is_example = False
    consent.save()
"""


@dataclass(frozen=True)
class ProductionSite:
    """A running production site, known as `https://clinic.example` and answering on a port of this machine alone."""

    port: int
    static_root: Path

    url = f"https://{HOST}"

    def get(self, path: str) -> tuple[int, bytes]:
        """Ask for a path, and return the answer's status and body."""
        # The certificate was made for this run and nobody vouches for it.
        context = ssl._create_unverified_context()  # noqa: S323 - see above
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=context)
        connection.request("GET", path, headers={"Host": HOST})
        response = connection.getresponse()
        return response.status, response.read()


@contextmanager
def production_site(folder: Path) -> Iterator[ProductionSite]:
    """Set the site up in a folder and in a database of its own, serve it, and stop it at the end."""
    certificate, key = make_certificate(folder)
    with production_environment(folder) as environment:
        port = free_port()
        granian = [sys.executable, "-m", "granian", "--interface=wsgi", "tests.audit.front:application", f"--port={port}"]
        granian += [f"--ssl-certificate={certificate}", f"--ssl-keyfile={key}", "--blocking-threads=8", "--log-level=error"]
        server = subprocess.Popen(granian, env=environment, cwd=PROJECT)
        try:
            site = ProductionSite(port, folder / "static")
            wait_for(lambda: site.get("/")[0] == HTTPStatus.OK)
            yield site
        finally:
            server.terminate()
            server.wait(10)


@contextmanager
def production_environment(folder: Path) -> Iterator[dict[str, str]]:
    """Make the site's database, content and files, and return the variables by which its processes find them."""
    with fresh_database(f"audit_{os.getpid()}") as database:
        environment = os.environ | production_variables(folder, database)
        consents = ["shell", "-v0", "-c", CONSENTS]
        for command in (["migrate", "-v0"], ["loadcontent"], consents, ["collectstatic", "-v0", "--noinput"]):
            subprocess.run([*MANAGE, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
        yield environment


def production_variables(folder: Path, database: str) -> dict[str, str]:
    """Return what production needs to be told, for a site whose files lie in a folder."""
    return {
        "ENVIRONMENT": "production",
        "DEBUG": "off",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "CONSENT_KEYS": Fernet.generate_key().decode(),
        "ALLOWED_HOSTS": HOST,
        "SITE_ADDRESS": ProductionSite.url,
        "DATABASE_URL": database,
        "MEDIA_ROOT": str(folder / "media"),
        "PRIVATE_ROOT": str(folder / "private"),
        "STATIC_ROOT": str(folder / "static"),
        "BACKUP_ROOT": str(folder / "backups"),
        "WITHDRAWALS_FILE": str(folder / "withdrawals.txt"),
        "EMAIL_URL": "dummymail://",
        "LOG_LEVEL": "ERROR",
    }

"""The production site behind the real nginx with deploy/nginx/clinic.conf, on ports and in a folder of its own."""

import http.client
import re
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from tests.audit.production import HOST, production_environment
from tests.support.nginx import in_front_of
from tests.support.served import MANAGE, PROJECT, wait_for


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Front:
    """A running nginx, the server behind it, and the folder of both."""

    folder: Path
    environment: dict[str, str]
    secure_port: int
    plain_port: int
    server: "subprocess.Popen[bytes]"

    @property
    def log(self) -> str:
        """What the server and the site complained of."""
        return (self.folder / "site.log").read_text()

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        sender: str = "127.0.0.1",
    ) -> Answer:
        """Ask over HTTPS, from any of this machine's own addresses."""
        address = ("127.0.0.1", self.secure_port)
        connection = http.client.HTTPSConnection(*address, context=_trusting(), source_address=(sender, 0), timeout=60)
        connection.request(method, path, body or None, {"Host": HOST, **(headers or {})})
        return _read(connection)

    def ask_plainly(self, path: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.plain_port, timeout=60)
        connection.request("GET", path, headers={"Host": HOST})
        return _read(connection)

    def send(self, data: bytes) -> Answer:
        """Send bytes that no client would send."""
        with socket.create_connection(("127.0.0.1", self.secure_port), 60) as plain, _trusting().wrap_socket(plain) as secure:
            secure.sendall(data)
            response = http.client.HTTPResponse(secure)
            response.begin()
            return Answer(response.status, response.msg, response.read())

    def shell(self, script: str) -> str:
        """Run a script of Python on the site's database, and return what it prints."""
        command = [*MANAGE, "shell", "-v0", "-c", script]
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True).stdout

    def stop_site(self) -> None:
        self.server.terminate()
        self.server.wait(20)


@contextmanager
def site_behind_nginx(folder: Path) -> Iterator[Front]:
    """Serve the production site as deploy/ does, and stop everything at the end."""
    with production_environment(folder) as environment:
        environment |= {"CLIENT_ADDRESS_HEADER": "HTTP_X_REAL_IP", "LOG_FORMAT": "json", "BIND": f"unix:{folder}/site.sock"}
        for name, options in (("maintenance.html", []), ("refused.html", ["--refused"])):
            command = [*MANAGE, "maintenancepage", *options]
            (folder / name).write_bytes(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)
        with (folder / "site.log").open("wb") as log:
            server = subprocess.Popen(_server(), env=environment, cwd=PROJECT, stdout=log, stderr=log)
        try:
            with in_front_of(environment["BIND"], folder) as nginx:
                front = Front(folder, environment, nginx.https, nginx.http, server)
                wait_for(lambda: front.ask("/").status == HTTPStatus.OK)
                yield front
        finally:
            server.terminate()
            server.wait(20)


def _server() -> list[str]:
    """Return the command that the systemd unit runs, with this environment's Python."""
    unit = (PROJECT / "deploy" / "systemd" / "clinic.service").read_text()
    (command,) = re.findall(r'^Environment="SERVER=(.+)"$', unit, re.MULTILINE)
    program, *words = command.split()
    return [str(Path(sys.executable).parent / program), *words]


def _trusting() -> ssl.SSLContext:
    # The certificate was made for this run and nobody vouches for it.
    return ssl._create_unverified_context()  # noqa: S323 - see above


def _read(connection: http.client.HTTPConnection) -> Answer:
    response = connection.getresponse()
    return Answer(response.status, response.msg, response.read())

import http.client
import importlib.util
import os
import re
import shlex
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import get_commands
from ruamel.yaml import YAML

from home.operations.environment import is_encryption_key
from home.security.headers import UPLOADED, headers
from tests.support.nginx import in_front_of, needs_nginx, nginx_folder

DEPLOY = Path(settings.BASE_DIR) / "deploy"
UNITS = DEPLOY / "systemd"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
RESTART = "try-restart clinic.service\n"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()


def test_the_image_is_built_from_the_hashed_lock_file_and_does_not_run_as_root() -> None:
    assert "--require-hashes" in DOCKERFILE
    assert re.findall(r"^USER (\w+)", DOCKERFILE, re.MULTILINE)[-1:] == ["10001"]
    assert "--uid 10001 " in DOCKERFILE
    for source in re.findall(r"^COPY (?!--)(\S+) ", DOCKERFILE, re.MULTILINE):
        assert source == "${LOCK}" or (DEPLOY.parent / source).exists()


def test_every_variable_of_the_compose_file_is_one_that_the_settings_read() -> None:
    compose = YAML(typ="safe").load(DEPLOY / "compose.yaml")
    source = (DEPLOY.parent / "home" / "operations" / "environment.py").read_text()
    for variable in compose["services"]["web"]["environment"]:
        assert f"{variable}=(" in source


def test_dockers_front_sees_what_everybody_may_see_and_docker_takes_backups() -> None:
    compose = YAML(typ="safe").load(DEPLOY / "compose.yaml")
    web, front = compose["services"]["web"], compose["services"]["front"]
    mounted = dict(volume.split(":")[:2] for volume in front["volumes"])
    assert {source: target for source, target in mounted.items() if source in compose["volumes"]} == {
        "public": "/srv/clinic/data"
    }
    assert all(volume.endswith(":ro") for volume in front["volumes"])
    roots = dict(re.findall(r"\b(\w+)=(/\S+)", DOCKERFILE))
    assert "public:/public" in web["volumes"]
    assert roots["MEDIA_ROOT"] == "/public/media"
    assert [name for name, path in roots.items() if path.startswith("/public")] == ["MEDIA_ROOT"]
    assert front["depends_on"]["web"]["restart"] is True
    commands = [" ".join(service.get("command", [])) for service in compose["services"].values()]
    [work] = [command for command in commands if "manage.py backup" in command]
    assert "backup --verify" in work


def test_the_variables_made_for_a_new_server_are_ones_that_the_settings_read_and_its_secrets_are_new() -> None:
    first, second = (_new_environment() for _ in range(2))
    source = (DEPLOY.parent / "home" / "operations" / "environment.py").read_text()
    assert [name for name in first if f"{name}=(" not in source] == []
    assert first["ALLOWED_HOSTS"] == "www.example.dk"
    assert len(first["SECRET_KEY"]) >= 50
    assert is_encryption_key(first["CONSENT_KEYS"])
    assert {name for name in first if first[name] != second[name]} == {"SECRET_KEY", "CONSENT_KEYS"}


def _new_environment() -> dict[str, str]:
    lines = subprocess.run([DEPLOY / "environment", "www.example.dk"], check=True, capture_output=True, text=True).stdout
    return dict(line.split("=", 1) for line in lines.splitlines())


def test_each_process_of_another_host_is_one_that_there_is() -> None:
    lines = dict(line.split(": ", 1) for line in (DEPLOY / "Procfile").read_text().splitlines() if not line.startswith("#"))
    assert set(lines) == {"release", "web", "timer"}
    assert {name for line in lines.values() for name in re.findall(r"manage.py (\w+)", line)} <= set(get_commands())
    assert importlib.util.find_spec(lines["web"].removeprefix("python -m "))


def test_nginx_gives_an_uploaded_file_the_headers_that_the_site_gives() -> None:
    lines = (DEPLOY / "nginx" / "uploaded.inc").read_text()
    given = {
        name: value.strip('"') for name, value in re.findall(r"^add_header (\S+) (\".+\"|\S+) always;", lines, re.MULTILINE)
    }
    assert given["Content-Security-Policy"] == UPLOADED
    expected = dict(headers("/media/picture.svg"))
    assert set(expected) <= set(given)
    del expected["Permissions-Policy"]
    assert expected.items() <= given.items()


def test_the_operators_guide_fits_three_pages_and_names_only_commands_that_exist() -> None:
    guide = (DEPLOY / "README.md").read_text()
    assert len(guide.split()) < 1700
    assert set(re.findall(r"deploy/manage (\w+)", guide)) <= set(get_commands())


def test_a_variable_means_what_it_means_to_systemd_and_no_shell_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "clinic.env"
    file.write_text(
        "# A comment\n; and=another\n\n"
        "PLAIN=Jensen & Søn <post@example.dk> $HOME `id` $(id) #1 a=b  \n"
        "SINGLE='  $HOME \\ \"x\" '\n"
        'DOUBLE="it\'s \\"so\\" \\\\ & \\$HOME \\n"\n'
        "ESCAPED=a\\ b\\\\c\n"
        "EMPTY=\n"
    )
    environment = os.environ | {"CLINIC_ENV": str(file)}
    # As root, the command would be run as a user whom only a server of the clinic's has.
    script = f"import os, runpy; os.geteuid = lambda: 1; runpy.run_path({str(DEPLOY / 'as-clinic')!r})"
    command = [sys.executable, "-c", script, "env", "-0"]
    shown = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    found = dict(line.split("=", 1) for line in shown.split("\0") if line)
    assert "and" not in found
    expected = {
        "PLAIN": "Jensen & Søn <post@example.dk> $HOME `id` $(id) #1 a=b",
        "SINGLE": '  $HOME \\ "x" ',
        "DOUBLE": 'it\'s "so" \\ & $HOME \\n',
        "ESCAPED": "a b\\c",
        "EMPTY": "",
    }
    assert expected.items() <= found.items()


def _unit(name: str) -> dict[str, list[str]]:
    read: dict[str, list[str]] = {}
    for key, value in re.findall(r"^(\w+)=(.*)$", (UNITS / f"{name}.service").read_text(), re.MULTILINE):
        read.setdefault(key, []).append(value)
    return read


def test_every_service_of_the_site_is_walled_in_alike_and_none_may_run_for_ever() -> None:
    site, *others = (_unit(name) for name in ("clinic", "clinic-work", "clinic-backup", "clinic-verify"))
    wall = [*site][[*site].index("NoNewPrivileges") : [*site].index("ReadWritePaths") + 1]
    assert len(wall) > 20
    # Copies of backups go to another disk.
    assert others[1]["ReadWritePaths"].pop() == "-/mnt"
    for other in others:
        assert {key: other.get(key) for key in wall} == {key: site[key] for key in wall}
    for file in UNITS.glob("*.service"):
        unit = _unit(file.stem)
        assert ("oneshot" in unit["Type"]) == ("TimeoutStartSec" in unit), f"{file.name} could hang"
    assert site["RuntimeDirectoryMode"] == ["0750"]


def test_the_database_gives_up_on_a_statement_of_the_work_before_systemd_gives_up_on_the_work() -> None:
    variables = dict(word.split("=", 1) for line in _unit("clinic-work")["Environment"] for word in shlex.split(line))
    with psycopg.connect(os.environ["DATABASE_URL"], options=variables["PGOPTIONS"]) as connection:
        assert connection.execute("SHOW statement_timeout").fetchone() == ("5min",)
    assert _unit("clinic-work")["TimeoutStartSec"] == ["10min"]


@contextmanager
def _served(address: Path, answer: bytes, delay: float = 0) -> Iterator[None]:
    """Answer whoever connects to a socket with these bytes, after so many seconds; many at once."""

    def reply(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.recv(10_000)
            time.sleep(delay)
            connection.sendall(answer)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=reply, args=[listener.accept()[0]], daemon=True).start()

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(address))
        listener.listen()
        address.chmod(0o666)
        threading.Thread(target=accept, daemon=True).start()
        yield
        listener.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    ("answer", "delay", "told"),
    [(OK, 0, ""), (OK, 9, RESTART), (b"HTTP/1.1 500 Error\r\n\r\n", 0, RESTART)],
    ids=["healthy", "silent", "failing"],
)
def test_a_site_that_hangs_is_started_anew(answer: bytes, delay: float, told: str, tmp_path: Path) -> None:
    words, systemctl, site = (tmp_path / name for name in ("words", "systemctl", "site.sock"))
    systemctl.write_text(f'#!/bin/sh\necho "$@" >>{words}\n')
    systemctl.chmod(0o755)
    words.touch()
    environment = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    with _served(site, answer, delay):
        subprocess.run([DEPLOY / "watch", site, "0.2"], env=environment, check=True, stdout=subprocess.DEVNULL)
    assert words.read_text() == told


def _ask(port: int, path: str, *, encrypted: bool = True) -> tuple[int, str]:
    """Return the status of nginx's answer, and what it says of itself."""
    # The certificate was made for this run and nobody vouches for it.
    context = ssl._create_unverified_context()  # noqa: S323 - see above
    connection: http.client.HTTPConnection = (
        http.client.HTTPSConnection("127.0.0.1", port, context=context)
        if encrypted
        else http.client.HTTPConnection("127.0.0.1", port)
    )
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.headers["Server"]


@needs_nginx
def test_nginx_writes_down_neither_readers_nor_what_they_ask_for() -> None:
    with nginx_folder() as folder, in_front_of(f"unix:{folder}/site.sock", folder) as front:
        # The site is down, and then it is not.
        assert _ask(front.https, "/soeg/?q=iskias") == (503, "nginx")
        with _served(folder / "site.sock", OK):
            assert _ask(front.https, "/soeg/?q=iskias") == (200, "nginx")
        assert _ask(front.https, "/media/iskias.jpg") == (404, "nginx")
        assert _ask(front.http, "/soeg/?q=iskias", encrypted=False) == (308, "nginx")
        assert _ask(front.http, "/.well-known/acme-challenge/iskias", encrypted=False) == (404, "nginx")
        assert "".join(file.read_text() for file in front.logs.iterdir()) == ""


@needs_nginx
def test_many_who_want_the_same_at_once_do_not_stand_in_a_queue() -> None:
    """Where nginx may keep an answer, each would wait half a second for the one before."""
    with (
        nginx_folder() as folder,
        _served(folder / "site.sock", OK, delay=0.2),
        in_front_of(f"unix:{folder}/site.sock", folder) as front,
        ThreadPoolExecutor(6) as readers,
    ):
        for path, most in (("/static/a.css", 0.5), ("/documents/1/a.pdf", 0.5), ("/soeg/?q=a", 1.2)):
            # The machine may be busy with something else, but not three times.
            assert any(_seconds_for_all(readers, front.https, path) < most for _ in range(3)), path


def _seconds_for_all(readers: ThreadPoolExecutor, port: int, path: str) -> float:
    begun = time.monotonic()
    assert {status for status, _name in readers.map(lambda _: _ask(port, path), range(6))} == {200}
    return time.monotonic() - begun

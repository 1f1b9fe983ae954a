"""The commands of deploy/README.md, run in its order on a copy of a Debian system, which `.ci/try-guide` makes.

What needs a person, a domain or systemd is done in another way, and every such place is named in the output.
"""

import http.client
import os
import re
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

from tests.audit.systemctl import PIDS, is_on
from tests.support.addresses import PAGES

PROJECT = Path(__file__).resolve().parents[2]
HOST, NAME, PASSWORD = "www.example.dk", "inger", "try-the-guide-only"
SITE, DATA, ENVIRONMENT = Path("/srv/clinic/site"), Path("/srv/clinic/data"), Path("/etc/clinic.env")
HOME = Path.home()
REPOSITORY, KEPT, PRIVATE_KEY, COPIES = HOME / "clinic.git", HOME / "kept", HOME / "clinic.key", Path("/mnt/copies")
OUTSIDE = 9  # the file descriptor of the network that has other machines
NEEDS_OUTSIDE = ("apt-get ", "git ", "deploy/install")
SOCKET = "/run/clinic/site.sock"
CERTIFICATE = f"/etc/letsencrypt/live/{HOST}"
# How a command begins that cannot be run as it stands: what is run in its place, and why.
OTHERWISE = {
    "nano ": (
        # The name is one of which a shell would make something else.
        f"sed -i 's|^EMAIL_URL=.*|EMAIL_URL=dummymail://|; s|=klinik@.*|=Jensen \\& Søn <klinik@example.dk>|' {ENVIRONMENT}",
        "an editor needs a person",
    ),
    "deploy/manage createsuperuser": (
        f"DJANGO_SUPERUSER_PASSWORD={PASSWORD} deploy/manage createsuperuser --noinput --username {NAME} --email {NAME}@{HOST}",
        "it asks a person",
    ),
    "certbot ": (
        f"mkdir -p {CERTIFICATE} && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={HOST} "
        f"-keyout {CERTIFICATE}/privkey.pem -out {CERTIFICATE}/fullchain.pem 2>/dev/null",
        "no domain leads here; a certificate of our own lies where it would put one",
    ),
}
LANGUAGES = ("da", "en")
LOOKED_AT = [
    *zip(PAGES["home"], LANGUAGES, strict=True),
    *zip(PAGES["sciatica"], LANGUAGES, strict=True),
    ("/admin/login/", "da"),
]


def commands(section: str) -> list[str]:
    """Return what a section of the guide tells people to type."""
    guide = (PROJECT / "deploy" / "README.md").read_text()
    text = re.split(r"^## ", guide, flags=re.MULTILINE)
    (found,) = [part for part in text if part.startswith(f"{section}\n")]
    return re.findall(r"^    \$ (.+)$", found, re.MULTILINE)


class Operator:
    """Types commands, each where the one before it ended, and stops at the first that fails."""

    def __init__(self) -> None:
        self.folder = str(HOME)
        self.words: dict[str, str] = {"<the repository>": str(REPOSITORY)}

    def types(self, lines: list[str]) -> None:
        for line in lines:
            command = line
            for word, meaning in self.words.items():
                command = command.replace(word, meaning)
            print(f"$ {command}")
            for beginning, (instead, reason) in OTHERWISE.items():
                if command.startswith(beginning):
                    print(f"  NOT RUN: {reason}. Instead: {instead}")
                    command = instead
            self._run(command)

    def _run(self, command: str) -> None:
        shell = ["bash", "-euo", "pipefail", "-c", f"cd {self.folder}; {command}; pwd >{HOME}/folder"]
        if "git checkout" in command and is_on("clinic-work.timer"):
            sys.exit("FAILED: the new code would begin its work on the former tables")
        network = ["nsenter", f"--net=/proc/self/fd/{OUTSIDE}"] if command.startswith(NEEDS_OUTSIDE) else []
        done = subprocess.run([*network, *shell], check=False, pass_fds=[OUTSIDE], env=plain_environment())
        if done.returncode:
            sys.exit(f"FAILED with {done.returncode}: {command}")
        self.folder = (HOME / "folder").read_text().strip()


def plain_environment() -> dict[str, str]:
    """Return what a root's shell on a new server knows, and how this machine reaches packages."""
    names = [name for name in os.environ if name.startswith(("PIP_", "SSL_", "UV_")) or name.lower().endswith("_proxy")]
    path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return {"PATH": path, "HOME": str(HOME), "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"} | {
        name: os.environ[name] for name in names
    }


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, env=plain_environment(), stdout=subprocess.DEVNULL)


def make_repository() -> None:
    """Keep this code as version “now”, and the same with a migration more as “later”."""
    work, git = HOME / "work", ("git", "-C", HOME / "work", "-c", "user.name=a", "-c", "user.email=a@example.dk")
    run("git", "-c", "safe.directory=*", "clone", "-q", "--no-hardlinks", PROJECT, work)
    run(*git, "tag", "now")
    *_, (newest) = sorted((work / "home" / "migrations").glob("0*.py"))
    (newest.parent / "9000_later.py").write_text(
        "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n"
        f'    dependencies = [("home", "{newest.stem}")]\n'
        '    operations = [migrations.RunSQL("CREATE TABLE home_later (id bigint PRIMARY KEY)", "DROP TABLE home_later")]\n'
    )
    run(*git, "add", ".")
    run(*git, "commit", "-q", "-m", "A later version")
    run(*git, "tag", "later")
    run(*git, "checkout", "-q", "--detach", "now")
    run("git", "clone", "-q", "--bare", "--no-hardlinks", work, REPOSITORY)
    run("git", "-C", REPOSITORY, "update-ref", "HEAD", "now")


def stand_in_for_systemd() -> None:
    stand_in = Path("/usr/local/sbin/systemctl")
    stand_in.write_text(f'#!/bin/sh\nexec {sys.executable} {PROJECT}/tests/audit/systemctl.py "$@"\n')
    stand_in.chmod(0o755)


def begin_services() -> None:
    """Begin what Debian's packages begin by themselves where systemd runs."""
    print("  NOT RUN: systemd. Begun by hand: postgresql, nginx, and from now on what systemctl is told")
    run("ip", "link", "set", "lo", "up")
    run("service", "postgresql", "start")
    run("service", "nginx", "start")


def look(expected_table: str | None) -> None:
    """Ask the site through nginx for its pages, and the database for its tables."""
    for path, language in LOOKED_AT:
        status, body = ask_patiently(path)
        assert status == HTTPStatus.OK, f"{path} answers {status}"
        assert f'lang="{language}"' in body, f"{path} is not in “{language}”"
        print(f"  {path} answers, in “{language}”")
    (picture, *_) = re.findall(r"/media/[^\s\",]+", ask(LOOKED_AT[0][0])[1])
    assert ask(picture)[0] == HTTPStatus.OK, f"nginx does not show {picture}"
    assert is_on("clinic-work.timer"), "nothing is published any more"
    query = ("su", "postgres", "-c", "psql -Atc \"SELECT to_regclass('public.home_later')\" clinic")
    found = subprocess.run(query, check=True, capture_output=True, text=True).stdout.strip()
    assert found == (expected_table or ""), f"The database has {found or 'no later table'}"


def ask_patiently(path: str) -> tuple[int, str]:
    """Ask until servers that were told to begin or to read their configuration anew have done so, for half a minute."""
    for _ in range(30):
        with suppress(ConnectionError):
            status, body = ask(path)
            if status == HTTPStatus.OK:
                return status, body
        time.sleep(1)
    return ask(path)


def ask(path: str) -> tuple[int, str]:
    # The certificate was made a minute ago, and nobody vouches for it.
    connection = http.client.HTTPSConnection("127.0.0.1", context=ssl._create_unverified_context())  # noqa: S323 - see above
    connection.request("GET", path, headers={"Host": HOST})
    response = connection.getresponse()
    return response.status, response.read().decode(errors="replace")


def prove_the_domain_anew() -> None:
    """Ask for what certbot leaves when the certificate is renewed."""
    challenge = Path("/var/www/html/.well-known/acme-challenge/proof")
    challenge.parent.mkdir(parents=True)
    challenge.write_text("ours")
    connection = http.client.HTTPConnection("127.0.0.1")
    connection.request("GET", "/.well-known/acme-challenge/proof", headers={"Host": HOST})
    assert connection.getresponse().read() == b"ours", "certbot could not renew the certificate"


def prove_the_socket_closed() -> None:
    """Try to reach the site past nginx as another user of the server."""
    reach = f"import socket; socket.socket(socket.AF_UNIX).connect('{SOCKET}')"
    nobody = ("setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups")
    tried = subprocess.run(
        [*nobody, "python3", "-c", reach], check=False, capture_output=True, text=True, env=plain_environment()
    )
    assert "PermissionError" in tried.stderr, "anybody on the server could speak for nginx"


def hang() -> None:
    """Halt every process of the site until the watch finds it."""
    os.killpg(int((PIDS / "clinic").read_text()), signal.SIGSTOP)
    run(SITE / "deploy" / "watch", SOCKET, "2")
    look(None)


def send_backups_elsewhere() -> None:
    """Have a key made, as the guide says, and another place for backups."""
    run("install", "-d", "-o", "clinic", "-g", "clinic", COPIES)
    make = f"cd {SITE} && deploy/manage backup --new-key >{PRIVATE_KEY} && chmod 600 {PRIVATE_KEY}"
    run("sh", "-c", make)
    public = PRIVATE_KEY.read_text().split()[3]
    run("sed", "-i", f"s|^BACKUP_RECIPIENT=.*|BACKUP_RECIPIENT={public}|; s|^BACKUP_COPY=.*|BACKUP_COPY={COPIES}|", ENVIRONMENT)


def lose_the_server() -> None:
    """Leave nothing but the copy of the newest backup, the two keys and the private one."""
    KEPT.mkdir()
    run("mv", COPIES / newest_backup().name, KEPT)
    lines = ENVIRONMENT.read_text().splitlines()
    keys = [line for line in lines if line.startswith(("SECRET_KEY=", "CONSENT_KEYS="))]
    (KEPT / "keys").write_text("\n".join(keys) + "\n")
    for unit in ("clinic", "nginx"):
        run("systemctl", "stop", unit)
    run("su", "postgres", "-c", "dropdb --force clinic && dropuser clinic")
    run("deluser", "--quiet", "www-data", "clinic")
    run("deluser", "--quiet", "--system", "clinic")
    run("rm", "-rf", "/srv/clinic", ENVIRONMENT, CERTIFICATE)
    run("sh", "-c", "rm -f /etc/nginx/conf.d/* /etc/systemd/system/clinic*")
    run("ln", "-s", "../sites-available/default", "/etc/nginx/sites-enabled/default")
    run("service", "nginx", "start")


def newest_backup() -> Path:
    return max((DATA / "backups").glob("backup-*.zip*"))


def until(lines: list[str], word: str) -> Iterator[str]:
    for line in lines:
        yield line
        if line.startswith(word):
            return


def main() -> None:
    stand_in_for_systemd()
    make_repository()
    operator = Operator()
    first, restore = commands("First deploy"), commands("Restore")
    begun = len([*until(first, "apt-get ")])

    print("\n== First deploy")
    operator.types(first[:begun])
    begin_services()
    operator.types(first[begun:])
    look(None)
    prove_the_domain_anew()
    prove_the_socket_closed()

    print("\n== A site that hangs")
    hang()

    print("\n== Backups elsewhere")
    send_backups_elsewhere()
    operator.types(["deploy/manage backup"])
    operator.words |= {"<clinic.key": f"<{PRIVATE_KEY}"}
    operator.types([line for line in restore if "--verify" in line])

    print("\n== Upgrade")
    operator.words["<the new version>"] = "later"
    upgrade = commands("Upgrade")
    saved = len([*until(upgrade, "deploy/manage backup")])
    operator.types(upgrade[:saved])
    before = newest_backup()
    operator.types(upgrade[saved:])
    look("home_later")

    print("\n== Roll back")
    operator.words |= {"<the former version>": "now", f"{DATA}/backups/backup-….zip": str(before)}
    operator.types(commands("Roll back"))
    look(None)

    print("\n== Restore on a new server")
    backup = newest_backup().name
    lose_the_server()
    operator.folder = str(HOME)
    operator.words["/path/to/backup-….zip.age"] = f"{KEPT}/{backup}"
    run("chmod", "755", HOME, KEPT)
    run("chmod", "644", KEPT / backup)
    keys = f"sed -i -e '/^SECRET_KEY=/d' -e '/^CONSENT_KEYS=/d' {ENVIRONMENT} && cat {KEPT}/keys >>{ENVIRONMENT}"
    OTHERWISE["nano "] = (f"{OTHERWISE['nano '][0]} && {keys}", OTHERWISE["nano "][1])
    installed = len([*until(first, "deploy/install")])
    operator.types([*first[:installed], *(line for line in restore if "--verify" not in line)])
    operator.types(
        [line for line in first[installed:] if not line.startswith(("deploy/manage loadcontent", "deploy/manage create"))]
    )
    look(None)
    print("\nThe guide's commands do what it says. SKIPPED, each as told above:")
    print("\n".join(f"  {beginning.strip()}" for beginning in OTHERWISE))
    print("  systemd, with its timers and the walls around the site's services\n  Docker")


if __name__ == "__main__":
    main()

"""The web server in front, by the very configuration of deploy/, as far as it can be had on this machine."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.served import PROJECT, free_port, make_certificate, wait_for

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
needs_nginx = pytest.mark.skipif(not NGINX, reason="nginx is not installed (Debian: nginx-light)")
# What the nginx.conf of Debian 13 says around it.
AROUND = """
worker_processes 1; daemon off; pid {folder}/pid; events {{ worker_connections 64; }}
http {{
    include /etc/nginx/mime.types; sendfile on; tcp_nopush on; server_tokens build; keepalive_requests 1000000;
    access_log {folder}/logs/access; error_log {folder}/logs/error;
    {temporary}
    include {folder}/clinic.conf;
}}
"""


@dataclass(frozen=True)
class Front:
    """nginx, with the ports on which it answers and the folders of the uploaded pictures that it serves and of its logs."""

    process: "subprocess.Popen[bytes]"
    http: int
    https: int
    media: Path
    logs: Path


@contextmanager
def nginx_folder() -> Iterator[Path]:
    """Make a folder that nginx's own user may come through to, as pytest's are not."""
    with tempfile.TemporaryDirectory(prefix="clinic-nginx-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@contextmanager
def in_front_of(upstream: str, folder: Path, *, encrypted: bool = True, patience: str = "35s") -> Iterator[Front]:
    """Run nginx in front of `host:port` or `unix:/path`; without encryption, both ports speak plain HTTP.

    Patience is how long it waits for the site.
    """
    assert NGINX
    make_certificate(folder)
    media = folder / "media"
    media.mkdir(exist_ok=True)
    logs = folder / "logs"
    logs.mkdir()
    http, https = _configure(upstream, folder, encrypted=encrypted, patience=patience)
    process = subprocess.Popen([NGINX, "-c", str(folder / "nginx.conf"), "-e", str(folder / "nginx.log")])
    try:
        wait_for((folder / "pid").exists)
        yield Front(process, http, https, media, logs)
    finally:
        process.terminate()
        process.wait(20)


def _configure(upstream: str, folder: Path, *, encrypted: bool, patience: str) -> tuple[int, int]:
    """Put clinic.conf in the folder with deploy/front, change nothing in it but ports and folders, and return the ports."""
    variables = {"NGINX_FOLDER": str(folder), "CERTIFICATES": str(folder), "UPSTREAM": upstream}
    subprocess.run([PROJECT / "deploy" / "front", "clinic.example"], env=os.environ | variables, check=True)
    http, https = free_port(), free_port()
    replacements = {
        r"listen \[::\].*\n": "\n",
        r"listen 80 ": f"listen 127.0.0.1:{http} ",
        r"listen 443 ssl http2 ": f"listen 127.0.0.1:{https} {'ssl http2 ' if encrypted else ''}",
        **({} if encrypted else {r"ssl_.*\n": "\n"}),
        r"proxy_read_timeout 35s": f"proxy_read_timeout {patience}",
        r"/srv/clinic/data": str(folder),
        r"/var/cache/clinic": str(folder / "cache"),
        r"/var/log/nginx": str(folder / "logs"),
    }
    for file in (folder / "clinic.conf", folder / "quiet.inc"):
        text = file.read_text()
        for pattern, replacement in replacements.items():
            text = re.sub(pattern, replacement, text)
        file.write_text(text)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, temporary=temporary))
    return http, https

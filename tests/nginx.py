"""The web server in front, by the very configuration of deploy/, as far as it can be had on this machine."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.served import PROJECT, free_port, wait_for

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
needs_nginx = pytest.mark.skipif(not NGINX, reason="nginx is not installed (Debian: nginx-light)")
CONFIGURATION = PROJECT / "deploy" / "nginx"
# What Debian's own nginx.conf says around it.
AROUND = """
{user}
worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{ worker_connections 64; }}
http {{
    sendfile on; tcp_nopush on; access_log off; default_type text/html; keepalive_requests 1000000;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    include {folder}/clinic.conf;
}}
"""


@dataclass(frozen=True)
class Front:
    """nginx, with the ports on which it answers and the folder of uploaded pictures that it serves."""

    process: "subprocess.Popen[bytes]"
    http: int
    https: int
    media: Path


@contextmanager
def in_front_of(upstream: int, folder: Path, *, encrypted: bool = True) -> Iterator[Front]:
    """Run nginx in front of a port of this machine; without encryption, both ports speak plain HTTP."""
    assert NGINX
    http, https = free_port(), free_port()
    media = folder / "media"
    media.mkdir()
    if encrypted:
        _make_certificate(folder)
    configuration = (CONFIGURATION / "clinic.conf").read_text()
    for pattern, replacement in {
        r"server web:8000": f"server 127.0.0.1:{upstream}",
        r"listen \[::\].*\n": "\n",
        r"listen 80 ": f"listen 127.0.0.1:{http} ",
        r"listen 443 ssl http2 ": f"listen 127.0.0.1:{https} {'ssl http2 ' if encrypted else ''}",
        **({} if encrypted else {r"ssl_.*\n": "\n"}),
        r"/etc/ssl/clinic|/etc/nginx/conf.d|/srv/clinic/data": str(folder),
        r"/var/cache/clinic": str(folder / "cache"),
    }.items():
        configuration = re.sub(pattern, replacement, configuration)
    (folder / "clinic.conf").write_text(configuration)
    for part in CONFIGURATION.glob("*.inc"):
        shutil.copy(part, folder)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    process = subprocess.Popen([NGINX, "-c", str(folder / "nginx.conf")])
    try:
        wait_for((folder / "pid").exists)
        yield Front(process, http, https, media)
    finally:
        process.terminate()
        process.wait(20)


def _make_certificate(folder: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-out", str(folder / "fullchain.pem"), "-keyout", str(folder / "privkey.pem")]
    subprocess.run([*command, *files], check=True, stderr=subprocess.DEVNULL)

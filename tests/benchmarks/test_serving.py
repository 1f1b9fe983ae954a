"""Our article against a new Wagtail project's front page on the same server, by the processor time of each answer."""

import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.load import Server, serving
from tests.served import PROJECT, Site, free_port

pytestmark = pytest.mark.benchmark

ARTICLE = "/artikler/lindring-af-iskias-med-akupunktur/"
HITS, RENDERINGS = 4000, 150
STOCK_SETTINGS = """
from .base import *
DEBUG = False
SECRET_KEY = "for-this-run-only"
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
"""
NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{ worker_connections 64; }}
http {{
    access_log off; default_type text/html; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    proxy_cache_path {folder}/cache keys_zone=pages:1m; keepalive_requests 1000000;
    server {{
        listen 127.0.0.1:{port};
        location = /file {{ root {folder}; }}
        location / {{ proxy_pass http://127.0.0.1:{upstream}; proxy_http_version 1.1; proxy_set_header Host localhost;
            proxy_set_header Connection ""; proxy_cache pages; proxy_cache_lock on; proxy_ignore_headers Cache-Control;
            proxy_cache_valid 200 1s; proxy_cache_revalidate on; proxy_cache_use_stale updating; }}
    }}
}}
"""


def gunicorn(application: str, port: int) -> list[str]:
    bind = [f"--bind=127.0.0.1:{port}", "--no-control-socket"]
    return [sys.executable, "-m", "gunicorn", application, *bind, "--workers=1", "--threads=4", "--log-level=error"]


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """What `wagtail start` makes, in production's settings."""
    folder = tmp_path_factory.mktemp("stock")
    start = [str(Path(sys.executable).with_name("wagtail")), "start", "stock", str(folder)]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL)
    (folder / "stock" / "settings" / "bench.py").write_text(STOCK_SETTINGS)
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {**kept, "DJANGO_SETTINGS_MODULE": "stock.settings.bench"}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=folder, env=environment, check=True)
    port = free_port()
    with serving(gunicorn("stock.wsgi:application", port), port, folder, environment) as server:
        yield server


def ours(site: Site, megabytes: int) -> tuple[list[str], int, Path, dict[str, str]]:
    port = free_port()
    return gunicorn("home.wsgi:application", port), port, PROJECT, {**site.environment, "PAGE_CACHE_MEGABYTES": str(megabytes)}


def test_an_article_from_the_cache_and_rendered(site: Site, stock: Server, tmp_path: Path) -> None:
    welcome = stock.milliseconds("/", RENDERINGS * 4)
    print(f"\nstock front page: {welcome:.2f} ms of a processor, {stock.megabytes:.0f} MB")
    with serving(*ours(site, 0)) as server:
        rendered = server.milliseconds(ARTICLE, RENDERINGS)
        print(f"article, rendered: {rendered:.2f} ms, {rendered / welcome:.1f} times the stock page; {server.megabytes:.0f} MB")
    with serving(*ours(site, 32)) as server:
        for name, headers in {"from the cache, brotli": {"Accept-Encoding": "br"}, "from the cache, plain": {}}.items():
            kept = server.milliseconds(ARTICLE, HITS, headers)
            print(f"article, {name}: {kept:.3f} ms, the stock page costs {welcome / kept:.1f} times as much")
        if nginx := shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin"):
            behind_nginx(nginx, server, tmp_path)
        else:
            print("nginx is not installed (Debian: nginx-light), so nothing was measured behind it")


def behind_nginx(nginx: str, server: Server, folder: Path) -> None:
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, upstream=server.port))
    with serving([nginx, "-c", str(folder / "nginx.conf")], port, folder, dict(os.environ)) as proxy:
        (folder / "file").write_bytes(urllib.request.urlopen(f"http://localhost:{port}{ARTICLE}").read())
        static = proxy.milliseconds("/file", HITS * 4)
        proxied = proxy.milliseconds(ARTICLE, HITS * 4)
        print(f"behind nginx: {static / proxied:.0%} of nginx's own static file ({proxied:.3f} and {static:.3f} ms)")

"""Our article against a new Wagtail project's front page on the same server, by the processor time of each answer."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from tests.benchmarks.load import Server, in_turn, serving
from tests.support.nginx import NGINX, in_front_of, nginx_folder
from tests.support.served import MANAGE, PROJECT, Site, free_port, wait_for

pytestmark = pytest.mark.benchmark

ARTICLE = "/artikler/lindring-af-iskias-med-akupunktur/"
HITS, RENDERINGS = 3200, 96
# The work that no other page has: the blocks of the article's text as HTML, which by themselves ask for the pages and pictures
# in them; and once more where these were fetched for the whole page.
BODY = """
import contextlib, statistics, time
from articles.models import ArticlePage
from home.reading.references import fetched_for

def milliseconds(fetched):
    times = []
    for _ in range(40):
        page = ArticlePage.objects.get()
        with fetched_for(page) if fetched else contextlib.nullcontext():
            list(page.body)
            begun = time.process_time()
            str(page.body)
            times.append(time.process_time() - begun)
    return statistics.median(times) * 1000

print(milliseconds(FETCHED))
"""
STOCK_SETTINGS = """
from .base import *
DEBUG = False
SECRET_KEY = "for-this-run-only"
ALLOWED_HOSTS = ["*"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
"""


def granian(application: str, port: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface=wsgi",
        application,
        f"--port={port}",
        "--http=1",
        "--no-ws",
        "--no-log",
        "--blocking-threads=4",
    ]


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
    with serving(granian("stock.wsgi:application", port), port, folder, environment) as server:
        yield server


def ours(site: Site, megabytes: int) -> tuple[list[str], int, Path, dict[str, str]]:
    port = free_port()
    return (
        granian("home.operations.wsgi:application", port),
        port,
        PROJECT,
        {**site.environment, "PAGE_CACHE_MEGABYTES": str(megabytes)},
    )


def body_alone(site: Site, *, fetched: bool) -> float:
    script = BODY.replace("FETCHED", str(fetched))
    return float(subprocess.check_output([*MANAGE, "shell", "-v0", "-c", script], env=site.environment))


def test_an_article_from_the_cache_and_rendered(site: Site, stock: Server) -> None:
    with serving(*ours(site, 0)) as server:
        welcome, body, fetched, rendered = in_turn(
            lambda: stock.milliseconds("/", RENDERINGS),
            lambda: body_alone(site, fetched=False),
            lambda: body_alone(site, fetched=True),
            lambda: server.milliseconds(ARTICLE, RENDERINGS),
        )
        print(f"\nstock front page: {welcome:.2f} ms of a processor, {stock.megabytes:.0f} MB")
        print(f"article, rendered: {rendered:.2f} ms, {rendered / welcome:.1f} times the stock page; {server.megabytes:.0f} MB")
        for note, alone in {"by itself": body, "with what it refers to fetched": fetched}.items():
            ratio = rendered / (welcome + alone)
            print(f"its body {note}: {alone:.2f} ms; the article costs {ratio:.2f} times the stock page and that")
    with serving(*ours(site, 32)) as server:
        welcome, plain, brotli = in_turn(
            lambda: stock.milliseconds("/", RENDERINGS),
            lambda: server.milliseconds(ARTICLE, HITS),
            lambda: server.milliseconds(ARTICLE, HITS, {"Accept-Encoding": "br"}),
        )
        for name, kept in {"plain": plain, "brotli": brotli}.items():
            print(f"article, from the cache, {name}: {kept:.3f} ms, the stock page costs {welcome / kept:.1f} times as much")
        if NGINX:
            behind_nginx(server)
        else:
            print("nginx is not installed (Debian: nginx-light), so nothing was measured behind it")


def behind_nginx(server: Server) -> None:
    """Compare the page with a file that the same nginx serves; two runs of one nginx differ by a tenth, so take several."""
    worst, median, best = sorted(of_one_nginx(server) for _ in range(3))
    print(f"behind nginx: {median:.0%} of nginx's own static file ({worst:.0%} to {best:.0%} in one run)")


def of_one_nginx(server: Server) -> float:
    """Divide what nginx, as deploy/ configures it, spends on an uploaded file by what it spends on the page of that size."""
    with nginx_folder() as folder, in_front_of(f"127.0.0.1:{server.port}", folder, encrypted=False) as front:
        wait_for(lambda: urllib.request.urlopen(f"http://localhost:{front.https}{ARTICLE}").status == HTTPStatus.OK)
        page = urllib.request.urlopen(f"http://localhost:{front.https}{ARTICLE}").read()
        (front.media / "images").mkdir()
        (front.media / "images" / "page.html").write_bytes(page)
        proxy = Server(front.process, front.https)
        static, proxied = in_turn(
            lambda: proxy.milliseconds("/media/images/page.html", HITS * 4),
            lambda: proxy.milliseconds(ARTICLE, HITS * 4),
            rounds=5,
        )
        return static / proxied

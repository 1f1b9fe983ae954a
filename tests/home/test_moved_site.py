"""A site whose rows were made at another address, as `make run` makes them at localhost."""

import http.client
import os
import re
import subprocess
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.test import Client
from wagtail.models import Site

from home.management.checks import site_row_says_the_address
from home.models import Mail, User
from home.operations.backups.programs import folder_of_programs
from home.reading.site_address import follow_site_address
from tests.audit.production import production_variables
from tests.support.addresses import OTHER_PAGES
from tests.support.served import MANAGE, free_port, production_server, wait_for
from tests.support.sites import OwnSite, own_database

FILES = ("/sitemap.xml", "/robots.txt", "/atom.xml", "/en/atom.xml", "/site.webmanifest", "/en/site.webmanifest")
NAMES_ITSELF = re.compile(r'(?:rel="canonical" href|property="og:url" content)="([^"]+)"|<loc>([^<]+)</loc>')
SHARE_IMAGE = re.compile(r'property="og:image" content="([^"]+)"')
ELSEWHERE = re.compile(r"https?://(?:localhost|127\.0\.0\.1|testserver|(?:www\.)?klinik\.example:)[^\s\"<]*")


def follow(address: str, read: Callable[[str], str], others: Iterable[str] = ()) -> str:
    """Read every page of the sitemap, every file and some other pages; return where a share image is."""

    def look(path: str) -> str:
        text = read(path)
        assert ELSEWHERE.findall(text) == [], path
        return text

    def named(path: str) -> set[str]:
        return {"".join(found) for found in NAMES_ITSELF.findall(look(path))}

    pages = named("/sitemap.xml")
    assert pages
    for path in [*FILES, *others]:
        look(path)
    for page in pages:
        assert page.startswith(f"{address}/")
        assert named(page.removeprefix(address)) == {page}
        (image,) = SHARE_IMAGE.findall(read(page.removeprefix(address)))
        assert image.startswith(f"{address}/")
    return image.removeprefix(address)


def test_every_address_of_a_site_that_moved_is_its_new_one(shipped: None, db: None, settings: Any) -> None:
    address = "https://www.klinik.example"
    User.objects.create_superuser("bo", "bo@example.org", "bo-bo-bo-bo")
    text = f"{Site.objects.get().root_url}/kontakt/ http://localhost.example/"
    waiting = Mail.objects.create(subject="Hej", text=text, recipients=["inger@example.org"])
    settings.SITE_ADDRESS = settings.WAGTAILADMIN_BASE_URL = address
    settings.ALLOWED_HOSTS = [address.removeprefix("https://")]
    settings.EMAIL_BACKEND = "home.outbox.backend.OutboxBackend"
    follow_site_address()
    client = Client(headers={"host": address.removeprefix("https://")})

    @cache
    def read(path: str) -> str:
        return client.get(path, secure=True).content.decode(errors="replace")

    image = follow(address, read, [path for paths in OTHER_PAGES.values() for path in paths])
    assert client.get(image, secure=True).headers["Content-Type"].startswith("image/")
    waiting.refresh_from_db()
    assert waiting.text == f"{address}/kontakt/ http://localhost.example/"
    client.post("/admin/password_reset/", {"email": "bo@example.org"}, secure=True)
    assert f"{address}/admin/password_reset/" in Mail.objects.latest("pk").text


@pytest.mark.thorough
@pytest.mark.parametrize("address", ["https://www.klinik.example", "https://anden.example"])
def test_a_dump_of_make_run_is_right_in_production(shipped_site: OwnSite, tmp_path: Path, address: str) -> None:
    """The rows come by pg_dump, without a backup's care."""
    server, name = os.environ["DATABASE_URL"], f"moved_{os.getpid()}"
    source, target = (urlunsplit(urlsplit(server)._replace(path=f"/{each}")) for each in (shipped_site.database, name))
    host, port = address.removeprefix("https://"), free_port()
    environment = os.environ | production_variables(tmp_path, target)
    environment |= {
        "SITE_ADDRESS": address,
        "ALLOWED_HOSTS": f"{host},bare.example",
        "BIND": f"127.0.0.1:{port}",
        "WORKERS": "1",
    }
    # The uploaded files lie where they lay.
    environment |= {"MEDIA_ROOT": str(shipped_site.folder / "media"), "PRIVATE_ROOT": str(shipped_site.folder / "private")}

    def manage(*words: str) -> str:
        return subprocess.run([*MANAGE, *words], env=environment, check=True, capture_output=True, text=True).stderr

    def ask(path: str, host: str = host) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", path, headers={"Host": host, "X-Forwarded-Proto": "https"})
        return connection.getresponse()

    @cache
    def read(path: str) -> str:
        return ask(path).read().decode(errors="replace")

    programs = folder_of_programs()
    with own_database(name, "template0"):
        dump = subprocess.run([programs / "pg_dump", source], check=True, capture_output=True).stdout
        subprocess.run([programs / "psql", "-q", target], input=dump, check=True, stdout=subprocess.DEVNULL)
        manage("collectstatic", "--noinput", "-v0")
        assert f"SITE_ADDRESS is {address}, but the database's site is localhost" in manage("check", "--deploy")
        with production_server(environment):
            wait_for(lambda: ask("/healthz").status == 200)
            image = follow(address, read)
            assert ask(image).headers["Content-Type"].startswith("image/")
            moved = ask("/en/?a=b", "bare.example")
            assert (moved.status, moved.headers["Location"]) == (308, f"{address}/en/?a=b")
        assert "SITE_ADDRESS" not in manage("check", "--deploy")


def test_the_deployment_check_names_an_address_that_differs(shipped: None, db: None, settings: Any) -> None:
    assert site_row_says_the_address() == []
    settings.SITE_ADDRESS = "https://www.klinik.example"
    (warning,) = site_row_says_the_address()
    assert warning.msg == "SITE_ADDRESS is https://www.klinik.example, but the database's site is localhost, port 8000."

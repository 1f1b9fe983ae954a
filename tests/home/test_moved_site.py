"""A site whose rows were made at another address, as `make run` makes them at localhost."""

import re
from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from home.management.checks import site_row_says_the_address
from home.models import Mail, User
from home.reading.site_address import follow_site_address
from tests.support.addresses import EVERY_PAGE, PAGES

FILES = ("/sitemap.xml", "/robots.txt", "/atom.xml", "/en/atom.xml", "/site.webmanifest", "/en/site.webmanifest")
NAMES_ITSELF = re.compile(r'(?:rel="canonical" href|property="og:url" content)="([^"]+)"|<loc>([^<]+)</loc>')
SHARE_IMAGE = re.compile(r'property="og:image" content="([^"]+)"')
ELSEWHERE = re.compile(r"https?://(?:localhost|127\.0\.0\.1|testserver|(?:www\.)?klinik\.example:)[^\s\"<]*")


def addresses_of(names: Iterable[str]) -> list[str]:
    return [address for name in names for address in EVERY_PAGE[name]]


@pytest.mark.parametrize(
    ("address", "names"), [("https://www.klinik.example", [*EVERY_PAGE]), ("https://klinik.example", ["home"])]
)
def test_every_address_of_a_site_that_moved_is_its_new_one(
    shipped: None, db: None, settings: Any, address: str, names: list[str]
) -> None:
    User.objects.create_superuser("bo", "bo@example.org", "bo-bo-bo-bo")
    text = f"{Site.objects.get().root_url}/kontakt/ http://localhost.example/"
    waiting = Mail.objects.create(subject="Hej", text=text, recipients=["inger@example.org"])
    settings.SITE_ADDRESS = settings.WAGTAILADMIN_BASE_URL = address
    settings.ALLOWED_HOSTS = [address.removeprefix("https://")]
    settings.EMAIL_BACKEND = "home.outbox.backend.OutboxBackend"
    follow_site_address()
    client = Client(headers={"host": address.removeprefix("https://")})

    def read(path: str) -> str:
        answer = client.get(path, secure=True)
        assert answer.status_code == (404 if path in EVERY_PAGE["not found"] else 200), path
        text = answer.content.decode(errors="replace")
        assert ELSEWHERE.findall(text) == [], path
        return text

    texts = {path: read(path) for path in [*addresses_of(names), *FILES]}
    named = {path: ["".join(found) for found in NAMES_ITSELF.findall(text)] for path, text in texts.items()}
    for path in addresses_of(PAGES.keys() & {*names}):
        assert set(named[path]) == {f"{address}{path}"}
        assert f"{address}{path}" in named["/sitemap.xml"]
        (image,) = SHARE_IMAGE.findall(texts[path])
        assert image.startswith(f"{address}/")
    assert client.get(image.removeprefix(address), secure=True).headers["Content-Type"].startswith("image/")
    waiting.refresh_from_db()
    assert waiting.text == f"{address}/kontakt/ http://localhost.example/"
    client.post("/admin/password_reset/", {"email": "bo@example.org"}, secure=True)
    assert f"{address}/admin/password_reset/" in Mail.objects.latest("pk").text


def test_the_deployment_check_names_an_address_that_differs(shipped: None, db: None, settings: Any) -> None:
    assert site_row_says_the_address() == []
    settings.SITE_ADDRESS = "https://www.klinik.example"
    (warning,) = site_row_says_the_address()
    assert warning.msg == "SITE_ADDRESS is https://www.klinik.example, but the database's site is localhost, port 8000."

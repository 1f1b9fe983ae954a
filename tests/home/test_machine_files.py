"""The files that programs ask for by a fixed name."""

import datetime

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from PIL import Image

from home.models import ClinicSettings, Example, HomePage
from tests.support.machine_data import read
from tests.support.queries import at_most


def test_robots_are_welcome_and_shown_the_sitemap(home_page: HomePage, client: Client) -> None:
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response["Content-Type"].startswith("text/plain")
    assert lines[0] == "User-agent: *"
    assert "Disallow: /admin/" in lines
    assert "Disallow: /" not in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert client.get("/sitemap.xml").status_code == 200


def test_security_txt_names_the_clinics_e_mail_once_it_is_a_fact(home_page: HomePage, client: Client) -> None:
    address = "/.well-known/security.txt"
    assert client.get(address).status_code == 404
    clinic = ClinicSettings.load()
    clinic.email = "eksempel@example.org"
    clinic.save()
    Example.objects.mark(clinic, ["email"])
    assert client.get(address).status_code == 404
    clinic.email = "inger@klinik.example"
    clinic.save()
    response = client.get(address)
    said = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert said["Contact"] == "mailto:inger@klinik.example"
    assert said["Preferred-Languages"] == "da, en"
    assert said["Canonical"] == f"http://testserver{address}"
    expires = datetime.datetime.fromisoformat(said["Expires"])
    assert datetime.timedelta(days=90) < expires - timezone.now() < datetime.timedelta(days=365)


@pytest.mark.parametrize(
    ("language", "start", "name", "short"),
    [
        ("da", "/", "Aalborg Akupunktur Klinik", "Akupunktur"),
        ("en", "/en/", "Aalborg Acupuncture Clinic", "Acupuncture"),
    ],
)
def test_each_language_has_its_manifest(
    home_page: HomePage, client: Client, language: str, start: str, name: str, short: str
) -> None:
    address = read(client, start).links["manifest"]
    # The site, the front page where it is public, and the clinic's name.
    with at_most(3):
        response = client.get(address)
    manifest = response.json()
    assert response["Content-Type"] == "application/manifest+json"
    assert (manifest["lang"], manifest["start_url"], manifest["scope"]) == (language, start, start)
    assert (manifest["name"], manifest["short_name"]) == (name, short)
    assert manifest["background_color"] == manifest["theme_color"] == "#fdfaf5"
    for icon in manifest["icons"]:
        file = finders.find(icon["src"].removeprefix("/static/"))
        assert file, icon["src"]
        if icon["type"] == "image/png":
            assert "{}x{}".format(*Image.open(file).size) == icon["sizes"]


def test_a_language_without_a_front_page_has_neither_manifest_nor_feed(home_page: HomePage, client: Client) -> None:
    home_page.shown_en = False
    home_page.save()
    for name in ("site.webmanifest", "atom.xml"):
        assert client.get(f"/en/{name}").status_code == 404
        assert client.get(f"/{name}").status_code == 200


@pytest.mark.parametrize(("link", "size"), [("apple-touch-icon", 180), ("apple-touch-icon.png", 180), ("favicon.ico", 48)])
def test_old_programs_find_an_icon(home_page: HomePage, client: Client, link: str, size: int) -> None:
    address = read(client, "/").links.get(link) or client.get(f"/{link}")["Location"]
    assert Image.open(finders.find(address.removeprefix("/static/"))).size == (size, size)

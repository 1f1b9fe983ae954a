import re
from typing import Any
from xml.etree import ElementTree

from django.test import Client

from home.models import HomePage
from tests.support import factories
from tests.support.queries import at_most

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
# How many pages there are, and the pages with what is public of each. Wagtail keeps where the site begins.
CEILING = 2


def entries(client: Client, address: str = "/sitemap.xml") -> dict[str, dict[str, str]]:
    """Read a sitemap: each address with its alternates by language."""
    tree = ElementTree.fromstring(client.get(address).content)  # noqa: S314 - our own
    return {
        url.findtext("s:loc", namespaces=NAMES) or "": {
            link.get("hreflang", ""): link.get("href", "") for link in url.findall("x:link", NAMES)
        }
        for url in tree.findall("s:url", NAMES)
    }


def test_every_public_version_names_its_alternates_and_is_named_by_them(home_page: HomePage, client: Client) -> None:
    factories.info_page(home_page)
    factories.info_page(home_page, "Kun dansk", "Danish only", shown_en=False)
    listed = entries(client)
    base = "http://testserver"
    assert set(listed) == {f"{base}/", f"{base}/en/", f"{base}/om-os/", f"{base}/en/about-us/", f"{base}/kun-dansk/"}
    for address, links in listed.items():
        assert address in links.values()
        assert all(listed[other] == links for other in links.values())
    assert listed[f"{base}/om-os/"]["x-default"] == f"{base}/en/about-us/"
    assert listed[f"{base}/kun-dansk/"] == {"da": f"{base}/kun-dansk/", "x-default": f"{base}/kun-dansk/"}


def test_the_page_says_the_same_alternates_as_the_sitemap(home_page: HomePage, client: Client) -> None:
    factories.info_page(home_page)
    factories.info_page(home_page, "Kun dansk", "Danish only", shown_en=False)
    for address, links in entries(client).items():
        html = client.get(address.removeprefix("http://testserver")).content.decode()
        said = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', html))
        assert said == links
        assert f'<link rel="canonical" href="{address}"' in html


def test_the_sitemap_costs_the_same_for_many_pages(home_page: HomePage, client: Client) -> None:
    page = factories.info_page(home_page)
    entries(client)
    factories.clones(page, 300)
    with at_most(CEILING):
        assert len(entries(client)) == 604


def test_many_pages_are_listed_in_parts_each_once_and_none_that_is_hidden(
    home_page: HomePage, client: Client, monkeypatch: Any
) -> None:
    page = factories.info_page(home_page)
    factories.info_page(home_page, "Skjult", "Hidden").unpublish()
    factories.clones(page, 30)
    at_once = entries(client)
    monkeypatch.setattr("home.machines.sitemap.PART", 10)
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    parts = [part.text or "" for part in index.findall("s:sitemap/s:loc", NAMES)]
    assert parts == [f"http://testserver/sitemap-{number}.xml" for number in (1, 2, 3, 4)]
    listed = [entries(client, part.removeprefix("http://testserver")) for part in parts]
    assert sum(map(len, listed)) == len(at_once)
    assert {address: links for part in listed for address, links in part.items()} == at_once
    for number in (0, 5):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404

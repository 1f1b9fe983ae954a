"""Redirects that editors make by hand, and addresses typed from paper."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from home.models import HomePage, InfoPage, User
from tests.support import factories

ADD = "/admin/redirects/add/"


@pytest.fixture
def page(home_page: HomePage) -> InfoPage:
    """A page at /om-os/ and /en/about-us/."""
    page = factories.info_page(home_page)
    page.save_revision().publish()
    return page


@pytest.fixture
def admin(page: InfoPage, editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def add(admin: Client, old_path: str, link: str, **values: Any) -> list[str]:
    """Fill in the form for a redirect, and return what it says is wrong."""
    response = admin.post(ADD, {"old_path": old_path, "redirect_link": link, "is_permanent": "on", **values})
    if response.status_code == 302:
        return []
    return [message for messages in response.context["form"].errors.values() for message in messages]


def end(client: Client, path: str) -> str:
    """Return where a reader is sent, in one hop."""
    response = client.get(path)
    return response.headers.get("Location", str(response.status_code))


@pytest.mark.parametrize(
    ("old_path", "link", "asked", "lands"),
    [
        ("/gammel", "/en/about-us/", "/gammel/", "/en/about-us/"),
        ("/gammel/", "/om-os/#priser", "/gammel", "/om-os/#priser"),
        ("gammel", "/om-os/?a=1#b", "/gammel/", "/om-os/?a=1#b"),
        ("/min gamle side/", "/om-os/", "/min%20gamle%20side/", "/om-os/"),
        ("/behandling-på-å/", "/om-os/", "/behandling-p%C3%A5-%C3%A5/", "/om-os/"),
        ("/behandling-pa\u030a/", "/om-os/", "/behandling-p%C3%A5/", "/om-os/"),
        ("/behandling-på/", "/om-os/", "/behandling-pa%CC%8A/", "/om-os/"),
        ("/Post/Gammel", "/om-os/", "/post/gammel", "/om-os/"),
        ("/index.php?p=123", "/om-os/", "/index.php?p=123", "/om-os/?p=123"),
        ("http://testserver/gammel.html", "/om-os/", "/gammel.html", "/om-os/"),
        ("testserver/gammel", "/om-os/", "/gammel/", "/om-os/"),
        ("/gammel", "www.example.dk/side", "/gammel/", "https://www.example.dk/side"),
        ("/gammel", "example.dk", "/gammel/", "https://example.dk"),
        ("/gammel", "https://example.dk/a b", "/gammel/", "https://example.dk/a%20b"),
        ("/gammel", "http://testserver/om-os/", "/gammel/", "http://testserver/om-os/"),
        ("/gammel", "https://ømkrop.dk/side", "/gammel/", "https://xn--mkrop-uua.dk/side"),
        ("/g%E5", "/om-os/", "/g%e5", "/om-os/"),
        ("/gammel;jsessionid=1", "/om-os/", "/gammel;jsessionid=1", "/om-os/"),
        ("/gammel;a=2;b=1?p=1", "/om-os/", "/gammel;a=2;b=1?p=1", "/om-os/?p=1"),
        ("/documents/1/priser.pdf", "/om-os/", "/documents/1/priser.pdf", "/om-os/"),
    ],
)
def test_a_redirect_that_is_accepted_works(
    admin: Client, client: Client, old_path: str, link: str, asked: str, lands: str
) -> None:
    assert add(admin, old_path, link) == []
    assert end(client, asked) == lands


@pytest.mark.parametrize(
    ("old_path", "link", "reason"),
    [
        ("/gammel", "javascript:alert(1)", "Skriv en side på denne hjemmeside"),
        ("/gammel", "JaVaScRiPt:alert(1)", "Skriv en side på denne hjemmeside"),
        ("/gammel", "data:text/html,x", "Skriv en side på denne hjemmeside"),
        ("/gammel", "mailto:a@example.org", "Skriv en side på denne hjemmeside"),
        ("/gammel", "//evil.example/", "Skriv en side på denne hjemmeside"),
        ("/gammel", "/\\evil.example/", "Det er ikke en adresse."),
        ("/gammel", "/om-os/\r\nX: y", "Det er ikke en adresse."),
        ("/gammel", "https://", "Det er ikke en adresse."),
        ("/gammel", "https://[", "Det er ikke en adresse."),
        ("/gammel", "/documents/9/priser.pdf", "Intet på denne hjemmeside svarer på »/documents/9/priser.pdf«."),
        ("/gammel", "/findes-ikke/", "Intet på denne hjemmeside svarer på »/findes-ikke/«."),
        ("/gammel", "", "Vælg en side, eller skriv den adresse, der skal føres til."),
        ("/gammel", "/gammel/", "»/gammel/«"),
        ("/gammel", "http://testserver/gammel/", "»/gammel/«"),
        ("/om-os/", "/en/about-us/", "Hjemmesiden svarer selv på »/om-os«"),
        ("/om-os", "/en/about-us/", "Hjemmesiden svarer selv på »/om-os«"),
        ("/", "/om-os/", "Hjemmesiden svarer selv på »/«"),
        ("/?p=123", "/om-os/", "Siden på »/« svarer"),
        ("/om-os/?p=1", "/om-os/", "Siden på »/om-os« svarer"),
        ("/admin/", "/om-os/", "Hjemmesiden svarer selv på »/admin«"),
        ("/soeg/?q=ryg", "/om-os/", "Siden på »/soeg« svarer"),
        ("/sitemap.xml", "/om-os/", "Hjemmesiden svarer selv på »/sitemap.xml«"),
        ("https://andet.example/side", "/om-os/", "Det er en adresse på en anden hjemmeside."),
        ("/gammel%2Fside", "/om-os/", "Skriv »/« i stedet for »%2F«"),
        ("/a/../gammel", "/om-os/", "Skriv adressen, som browseren viser den"),
        ("/./gammel", "/om-os/", "Skriv adressen, som browseren viser den"),
        ("/*", "/om-os/", "Hver omdirigering gælder én adresse"),
        ("/blog/*", "/om-os/", "Hver omdirigering gælder én adresse"),
        ("/" + "a" * 300, "/om-os/", "255"),
        ("/" + "å" * 255, "/" + "å" * 200, "255"),
    ],
)
def test_a_redirect_that_would_never_work_is_refused_with_the_reason(
    admin: Client, old_path: str, link: str, reason: str
) -> None:
    errors = add(admin, old_path, link)
    assert any(reason in error for error in errors), errors
    assert not Redirect.objects.exists()


def test_a_page_and_an_address_at_once_are_refused(admin: Client, page: InfoPage) -> None:
    assert add(admin, "/gammel", "/om-os/", redirect_page=page.pk) == [
        "Vælg en side, eller skriv en adresse – ikke begge dele."
    ]


def test_a_ring_of_redirects_cannot_be_made(admin: Client, client: Client) -> None:
    assert add(admin, "/a", "/om-os/") == []
    assert add(admin, "/b", "/a/") == []
    assert add(admin, "/c", "/b?x=1#y") == []
    first = Redirect.objects.get(old_path="/a")
    response = admin.post(f"/admin/redirects/{first.pk}/", {"old_path": "/a", "redirect_link": "/C/", "is_permanent": "on"})
    assert "i ring" in response.content.decode()
    assert end(client, "/c") == "/om-os/"


def test_the_address_of_an_unpublished_page_does_not_lead_to_that_page(admin: Client, page: InfoPage) -> None:
    page.unpublish()
    assert any("i ring" in error for error in add(admin, "/om-os", "", redirect_page=page.pk))


def test_a_ring_from_elsewhere_sends_nobody_round(page: InfoPage, client: Client) -> None:
    Redirect.objects.create(old_path="/a", redirect_link="/b")
    Redirect.objects.create(old_path="/b", redirect_link="http://testserver/a/")
    Redirect.objects.create(old_path="/c", redirect_link="/c/?x=1")
    assert [end(client, path) for path in ("/a/", "/b/", "/c/")] == ["404", "404", "404"]


def test_a_redirect_is_changed_by_the_same_rules(admin: Client, page: InfoPage) -> None:
    assert add(admin, "/gammel", "/om-os/") == []
    kept = Redirect.objects.get()
    address = f"/admin/redirects/{kept.pk}/"
    shown = BeautifulSoup(admin.get(address).content, "html.parser")
    assert shown.select_one("[name=redirect_link]")["value"] == "/om-os/"
    values = {"old_path": "/gammel", "is_permanent": "on"}
    assert admin.post(address, {**values, "redirect_link": "/en/about-us/"}).status_code == 302
    assert "javascript" in admin.post(address, {**values, "redirect_link": "javascript:x"}).content.decode()
    kept.refresh_from_db()
    assert kept.redirect_link == "/en/about-us/"
    assert admin.post(address, {**values, "redirect_link": "", "redirect_page": page.pk}).status_code == 302
    kept.refresh_from_db()
    assert (kept.redirect_link, kept.redirect_page_id) == ("", page.pk)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/Om-Os/", "/om-os/"),
        ("/OM-OS", "/om-os/"),
        ("/EN/", "/en/"),
        ("/EN/About-Us/", "/en/about-us/"),
        ("/da/", "/"),
        ("/DA", "/"),
        ("/da/om-os/", "/om-os/"),
        ("/Da/Om-Os?a=1", "/om-os/?a=1"),
        ("/Soeg/?q=ryg", "/soeg/?q=ryg"),
        ("/EN/Search/", "/en/search/"),
        ("/Sitemap.xml", "/sitemap.xml"),
        ("/dansk/", "404"),
        ("/Admin/", "404"),
        ("/Findes-Ikke/", "404"),
        ("/Documents/1/Priser.pdf", "404"),
        ("/da//evil.example/", "404"),
        ("/DA//om-os/", "/om-os/"),
    ],
)
def test_an_address_typed_from_paper_leads_to_its_page_in_one_hop(
    page: InfoPage, client: Client, typed: str, meant: str
) -> None:
    assert end(client, typed) == meant

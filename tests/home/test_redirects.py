"""Redirects that editors make: each works for readers, or is refused with the reason."""

import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook
from wagtail.contrib.redirects.models import Redirect

from home.models import HomePage, InfoPage, User
from tests import factories

ADD, IMPORT, PROCESS = "/admin/redirects/add/", "/admin/redirects/import/", "/admin/redirects/import/process/"


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


def choose(admin: Client, data: bytes, name: str = "gamle.csv") -> HttpResponse:
    return admin.post(IMPORT, {"import_file": SimpleUploadedFile(name, data)})


def import_file(admin: Client, data: bytes, name: str = "gamle.csv", **changed: Any) -> HttpResponse:
    """Choose a file, and confirm what the site has guessed of it."""
    form = choose(admin, data, name).context["form"]
    values = {name: form.initial[name] for name in ("rows", "from_column", "to_column")}
    ticks = {name: "on" for name in ("has_heading", "permanent") if form.initial[name]}
    return admin.post(PROCESS, {**values, **ticks, **changed})


def workbook(*rows: tuple[Any, ...]) -> bytes:
    file, book = io.BytesIO(), Workbook()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


TWO = "/gammel-å;/om-os/\n/ældre;/en/about-us/\n"
HEADED = "Gammel;Ny\n" + TWO


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (HEADED.encode(), "a.csv"),
        (HEADED.encode("utf-8-sig"), "a.csv"),
        (HEADED.encode("utf-16"), "a.csv"),
        (HEADED.encode("utf-16-le"), "a.txt"),
        (HEADED.encode("utf-16-be"), "a.csv"),
        (HEADED.encode("cp1252"), "a.csv"),
        (HEADED.replace("\n", "\r\n").encode("cp1252"), "A.CSV"),
        (HEADED.replace("\n", "\r").encode(), "a.csv"),
        (TWO.encode(), "a.csv"),
        (HEADED.replace(";", ",").encode(), "a.csv"),
        (HEADED.replace(";", "\t").encode(), "a.tsv"),
        (b"sep=;\r\n" + TWO.encode(), "a.csv"),
        (("Ny;Gammel\n" + "\n".join(";".join(reversed(row.split(";"))) for row in TWO.split())).encode(), "a.csv"),
        ((HEADED + "\n;;\n\n").replace("/ældre", "\n/ældre").encode(), "a.csv"),
        (TWO.replace(";/", ', "/').replace("/\n", '/"\n').encode(), "a.csv"),
        (
            workbook(("Fra", "Til", *[None] * 5000), ("/gammel-å", "/om-os/"), (None, None), ("/ældre", "/en/about-us/")),
            "a.xlsx",
        ),
    ],
    ids=[
        "UTF-8",
        "with a mark",
        "UTF-16",
        "UTF-16 without a mark",
        "UTF-16, the other way",
        "Windows",
        "of Windows",
        "of an old Mac",
        "without a heading",
        "commas",
        "tabs",
        "separator named",
        "columns the other way",
        "blank rows",
        "spaces and quotation marks",
        "workbook",
    ],
)
def test_a_file_is_imported_as_spreadsheet_programs_save_it(admin: Client, client: Client, data: bytes, name: str) -> None:
    assert import_file(admin, data, name).status_code == 302
    assert {(row.old_path, row.redirect_link) for row in Redirect.objects.all()} == {
        ("/gammel-å", "/om-os/"),
        ("/ældre", "/en/about-us/"),
    }
    assert end(client, "/gammel-%C3%A5/") == "/om-os/"


def test_a_row_may_lead_to_what_a_later_row_makes(admin: Client, client: Client) -> None:
    assert import_file(admin, b"/a;/b\n/b;/c\n/c;/om-os/\n").status_code == 302
    assert end(client, "/a/") == "/om-os/"


def test_other_separators_within_addresses_part_nothing(admin: Client) -> None:
    form = choose(admin, b"/a,b;/c,d\n/e,f;/g,h\n").context["form"]
    assert form.read == [["/a,b", "/c,d"], ["/e,f", "/g,h"]]


def test_a_file_with_a_mistake_changes_nothing_and_the_rows_are_named(admin: Client) -> None:
    rows = "Gammel;Ny\n/god;/om-os/\n/kort\n/self;/self/\n/god;/om-os/\n"
    response = import_file(admin, rows.encode())
    assert not Redirect.objects.exists()
    table = BeautifulSoup(response.content, "html.parser").select_one("table")
    assert [row.td.text for row in table.select("tbody tr")] == ["3", "4", "5"]
    assert "Vælg en side" in table.text


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.csv", "Filen er tom."),
        (b"\n;\n", "a.csv", "Filen er tom."),
        (b"/a\n/b\n", "a.csv", "Filen har kun én kolonne."),
        (b"PK\x03\x04 broken", "a.xlsx", "Regnearket kan ikke læses."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.csv", "Filens tekst kan ikke læses."),
        (b"/a;/b\n" * 501, "a.csv", "Filen har mere end 500 rækker."),
        (workbook(), "a.xlsx", "Filen er tom."),
    ],
    ids=["empty", "blank", "one column", "broken workbook", "picture", "long", "empty workbook"],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(admin: Client, data: bytes, name: str, sentence: str) -> None:
    assert sentence in choose(admin, data, name).content.decode()


def test_forged_rows_are_not_imported(admin: Client) -> None:
    response = admin.post(PROCESS, {"rows": "forged", "from_column": 0, "to_column": 1}, follow=True)
    assert "Vælg filen igen." in response.content.decode()
    assert not Redirect.objects.exists()

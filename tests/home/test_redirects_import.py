"""Redirects from a file, as a spreadsheet program saves it."""

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
from tests.support import factories

IMPORT, PROCESS = "/admin/redirects/import/", "/admin/redirects/import/process/"


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


def end(client: Client, path: str) -> str:
    """Return where a reader is sent, in one hop."""
    response = client.get(path)
    return response.headers.get("Location", str(response.status_code))


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

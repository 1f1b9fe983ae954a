"""The site while its database is away or takes no changes, while its processes are killed, and after that."""

import time
from collections.abc import Iterator
from http import HTTPStatus

import psycopg
import pytest

from tests.support.addresses import PAGES
from tests.support.forms_sent import FILLING_IN, Form
from tests.support.outage import KEPT, ask, outage, warm
from tests.support.postgres import Server, private_server
from tests.support.served import Site, free_port, production_server, wait_for

SECONDS = 6.0
PROCESSES = 2


@pytest.fixture(scope="module")
def server(site: Site) -> Iterator[Server]:
    """A PostgreSQL of its own, with the clinic's content."""
    with private_server() as server:
        server.copy(site.database)
        yield server


@pytest.fixture(scope="module")
def url(site: Site, server: Server) -> Iterator[str]:
    """Where two processes of the production server answer."""
    port = free_port()
    environment = site.environment | {"DATABASE_URL": server.address, "PAGE_CACHE_MEGABYTES": "8", "LOG_LEVEL": "CRITICAL"}
    environment |= {"BIND": f"127.0.0.1:{port}", "WORKERS": str(PROCESSES), "THREADS": "3"}
    with production_server(environment):
        wait_for(lambda: ask(f"http://localhost:{port}", "GET", "/").status == HTTPStatus.OK)
        yield f"http://localhost:{port}"


def test_every_process_renders_the_same_bytes(url: str) -> None:
    for path in [path for paths in PAGES.values() for path in paths]:
        answers = [ask(url, "GET", path) for _ in range(PROCESSES * 4)]
        assert {answer.status for answer in answers} == {HTTPStatus.OK}
        assert len({answer.headers["ETag"] for answer in answers}) == 1, path


def test_a_link_with_a_tracking_query_is_the_page_that_is_kept(url: str) -> None:
    etag = ask(url, "GET", "/artikler/").headers["ETag"]
    again = ask(url, "GET", "/artikler/?fbclid=abc&utm_source=b", If_None_Match=etag)
    assert (again.status, again.headers["Vary"]) == (HTTPStatus.NOT_MODIFIED, "Accept-Encoding")


def number_of(server: Server, rows: str) -> int:
    """Count rows of a table, with a condition where one follows its name."""
    with psycopg.connect(server.address) as connection:
        found = connection.execute(f"SELECT count(*) FROM {rows}").fetchone()
    assert found
    return int(found[0])


def change_telephone(server: Server, number: str) -> None:
    with psycopg.connect(server.address, autocommit=True) as connection:
        connection.execute("UPDATE home_clinicsettings SET telephone = %s", [number])


def test_while_the_database_is_away_kept_pages_are_read_and_the_others_are_told_at_once(url: str, server: Server) -> None:
    warm(url, PROCESSES)
    figures = outage(url, server, SECONDS)
    assert figures.share_kept == 1
    assert {status for status, _seconds in figures.others} == {HTTPStatus.SERVICE_UNAVAILABLE}
    assert figures.refusals[len(figures.refusals) // 2] < 1
    assert figures.recovery < 10
    # Nothing that was kept outlives a change that came first after the return.
    change_telephone(server, "+45 98 00 00 01")
    wait_for(lambda: "tel:+4598000001" in ask(url, "GET", "/").text)
    assert all("tel:+4598000001" in ask(url, "GET", "/").text for _ in range(10))


def test_who_is_told_that_the_site_is_away_is_told_so_in_both_languages_and_an_editor_in_hers(url: str, server: Server) -> None:
    server.stop("immediate")
    try:
        reader = ask(url, "POST", "/kontakt/skriv/")
        assert reader.status == HTTPStatus.SERVICE_UNAVAILABLE
        assert int(reader.headers["Retry-After"]) > 0
        assert reader.headers["Cache-Control"] == "no-store"
        assert "Vi er snart tilbage" in reader.text
        assert "We will be back soon" in reader.text
        for language, words in {"da": "Databasen svarer ikke", "en-GB,en;q=0.8": "The database does not answer"}.items():
            editor = ask(url, "POST", "/admin/pages/2/edit/", Accept_Language=language, Cookie="sessionid=abc")
            assert editor.status == HTTPStatus.SERVICE_UNAVAILABLE
            assert words in editor.text
        assert ask(url, "GET", "/healthz").status == HTTPStatus.OK
    finally:
        server.start()
    wait_for(lambda: ask(url, "GET", "/readyz").status == HTTPStatus.OK)


def test_a_database_that_takes_no_changes_is_read_from_and_says_so_to_who_writes(site: Site, url: str, server: Server) -> None:
    server.stop()
    server.start("default_transaction_read_only=on")
    try:
        wait_for(lambda: ask(url, "GET", "/readyz").status == HTTPStatus.OK)
        assert [ask(url, "GET", path).status for path in KEPT] == [HTTPStatus.OK] * len(KEPT)
        form = Form(url, 99)
        time.sleep(FILLING_IN)
        assert form.send() == HTTPStatus.SERVICE_UNAVAILABLE
        for path in (f"/_views/{site.page_id('articlepage')}/", "/admin/login/"):
            answer = ask(url, "POST", path, User_Agent="Mozilla/5.0", Sec_Fetch_Site="same-origin")
            assert answer.status < HTTPStatus.INTERNAL_SERVER_ERROR or answer.status == HTTPStatus.SERVICE_UNAVAILABLE, path
    finally:
        server.stop()
        server.start()
    # The browser still has what was typed: sent again, it is kept.
    wait_for(lambda: form.send() == HTTPStatus.SEE_OTHER)
    assert number_of(server, "home_contactsubmission WHERE form_data::text LIKE '%Afsender 99%'") == 1

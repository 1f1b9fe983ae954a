"""What the page cache keeps, drops and answers; each test plays the processes and transactions itself."""

import gzip
import time
from datetime import datetime, timedelta

import brotli
import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from home.reading.page_cache.entries import Entry
from home.reading.page_cache.middleware import address_of, midnight_after
from home.reading.page_cache.recording import read_of
from home.reading.page_cache.snapshots import Snapshot
from home.reading.page_cache.store import Store

TEXT = "Iskias er en smerte. " * 100
LATER = timezone.now() + timedelta(days=1)


def entry(snapshot: str = "10:10:", until: datetime = LATER, reads: tuple[str, ...] = ()) -> Entry:
    return Entry.of(HttpResponse(TEXT), reads, Snapshot.read(snapshot), until)


def keep(store: Store, address: str, kept: Entry, query: str = "") -> None:
    store.put(address, query, kept, begun=float("inf"))


@pytest.fixture
def store() -> Store:
    return Store(capacity=1_000_000)


@pytest.mark.parametrize(
    ("snapshot", "transaction", "is_seen"),
    [("10:10:", 9, True), ("10:10:", 10, False), ("8:12:8,11", 11, False), ("8:12:8,11", 10, True), ("8:12:8,11", 8, False)],
)
def test_a_page_goes_with_a_change_that_its_transaction_did_not_see(
    store: Store, snapshot: str, transaction: int, is_seen: bool
) -> None:
    keep(store, "/", entry(snapshot=snapshot))
    store.apply([transaction])
    assert (store.get("/") is not None) == is_seen


def test_a_page_that_was_rendered_while_a_change_arrived_is_not_kept(store: Store) -> None:
    store.apply([10])
    keep(store, "/", entry(snapshot="10:10:"))
    keep(store, "/en/", entry(snapshot="11:11:"))
    assert store.get("/") is None
    assert store.get("/en/") is not None


def test_a_change_drops_every_page_that_does_not_show_it(store: Store) -> None:
    for number in (1, 2, 12):
        keep(store, f"/{number}/", entry(snapshot=f"{number}:{number}:"))
    store.apply([10])
    assert [store.get(f"/{number}/") is None for number in (1, 2, 12)] == [True, True, False]
    store.apply([12])
    assert store.size == 0


def test_a_page_that_was_begun_before_the_store_was_emptied_is_not_kept(store: Store) -> None:
    begun = time.monotonic()
    store.clear()
    store.put("/", "", entry(), begun)
    assert store.get("/") is None


def test_the_clock_ends_a_page(store: Store) -> None:
    keep(store, "/", entry(until=timezone.now() + timedelta(minutes=1)))
    assert store.get("/") is not None
    assert store.get("/", now=timezone.now() + timedelta(minutes=1)) is None


@pytest.mark.parametrize(
    ("moment", "expected"), [("2026-03-28T22:59Z", "2026-03-28T23:00Z"), ("2026-03-29T21:59Z", "2026-03-29T22:00Z")]
)
def test_every_page_ends_with_the_clinics_day(moment: str, expected: str) -> None:
    assert midnight_after(datetime.fromisoformat(moment)) == datetime.fromisoformat(expected)


def test_the_oldest_page_makes_room() -> None:
    store = Store(capacity=entry().size * 2)
    for key in ("/1/", "/2/"):
        keep(store, key, entry())
    store.get("/1/")
    keep(store, "/3/", entry())
    assert [store.get(f"/{number}/") is not None for number in (1, 2, 3)] == [True, False, True]
    assert store.size <= store.capacity


def test_a_page_travels_in_the_best_encoding_and_never_twice() -> None:
    kept = entry()
    answers = {accepted: kept.response(accepted, "") for accepted in ("", "gzip", "gzip, deflate, br", "br;q=0, gzip")}
    assert [answer.headers.get("Content-Encoding", "") for answer in answers.values()] == ["", "gzip", "br", "gzip"]
    assert brotli.decompress(answers["gzip, deflate, br"].content).decode() == TEXT
    assert gzip.decompress(answers["gzip"].content).decode() == TEXT
    etags = {answer["ETag"] for answer in answers.values()}
    assert len(etags) == 3
    assert not any(etag.startswith("W/") for etag in etags)
    for accepted, answer in answers.items():
        again = kept.response(accepted, answer["ETag"])
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
        assert again["Vary"] == "Accept-Encoding"
        assert kept.response(accepted, '"another"').status_code == 200


@pytest.mark.parametrize(
    "request_",
    [
        RequestFactory().post("/"),
        RequestFactory().get("/", headers={"Cookie": "sessionid=1"}),
        RequestFactory().get("/", headers={"Authorization": "Basic x"}),
    ],
)
def test_what_may_be_for_one_reader_is_not_looked_up(request_: object) -> None:
    assert address_of(request_) is None


def test_addresses_are_kept_apart_by_host_and_scheme() -> None:
    addresses = {
        address_of(RequestFactory().get("/artikler/")),
        address_of(RequestFactory().get("/artikler/", secure=True)),
        address_of(RequestFactory().get("/artikler/", headers={"Host": "localhost"})),
        address_of(RequestFactory().get("/en/articles/")),
    }
    assert len(addresses) == 4


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ""),
        ("fbclid=1&utm_source=a&page", "page="),
        ("page=2&page=3", "page=3"),
        ("gclid=%ff&%70age=2", "page=2"),
        ("&&a&&=;", ""),
        ("&".join(f"n{number}" for number in range(1200)), ""),
    ],
)
def test_a_page_is_kept_by_what_it_reads_of_a_query(store: Store, query: str, expected: str) -> None:
    assert read_of(query, ("page",)) == expected
    keep(store, "/", entry(reads=("page",)), expected)
    assert store.get("/", query) is not None
    assert store.get("/", "page=7") is None
    keep(store, "/om/", entry(reads=()))
    assert store.get("/om/", "page=7") is not None

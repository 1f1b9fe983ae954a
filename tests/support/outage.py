"""Readers under load while the database goes away and comes back, and what becomes of them."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.support.postgres import Server
from tests.support.served import wait_for

KEPT = ("/", "/en/", "/artikler/", "/en/articles/", "/artikler/lindring-af-iskias-med-akupunktur/", "/artikler/?fbclid=abc")
OTHERS = (("GET", "/soeg/?q=ryg"), ("GET", "/admin/login/"), ("POST", "/kontakt/skriv/"), ("GET", "/readyz"), ("GET", "/nej/"))
WELL = ("/soeg/?q=ryg", "/readyz", "/admin/login/")
READERS = 3
PAUSE = 0.05  # seconds between a reader's requests


@dataclass
class Figures:
    """What an outage was like for readers."""

    kept: list[int] = field(default_factory=list)
    others: list[tuple[int, float]] = field(default_factory=list)
    recovery: float = 0

    @property
    def share_kept(self) -> float:
        return self.kept.count(HTTPStatus.OK) / len(self.kept)

    @property
    def refusals(self) -> list[float]:
        return sorted(seconds for status, seconds in self.others if status == HTTPStatus.SERVICE_UNAVAILABLE)

    def __str__(self) -> str:
        refusals = self.refusals
        return (
            f"kept pages: {self.share_kept:.1%} of {len(self.kept)} answered; "
            f"others: {len(refusals)} of {len(self.others)} told 503, median {statistics.median(refusals) * 1000:.0f} ms, "
            f"slowest {refusals[-1] * 1000:.0f} ms; well again {self.recovery:.2f} s after the database"
        )


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    text: str


def ask(url: str, method: str, path: str, **headers: str) -> Answer:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    body = b"a=b" if method == "POST" else None
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    return Answer(response.status, response.headers, response.read().decode(errors="replace"))


def warm(url: str, processes: int) -> None:
    """Ask until each process keeps each page, as far as chance may say."""
    for path in KEPT:
        for _ in range(processes * 8):
            assert ask(url, "GET", path).status == HTTPStatus.OK


def outage(url: str, server: Server, seconds: float) -> Figures:
    """Stop the database under load, start it again, and measure."""
    figures, is_over = Figures(), threading.Event()

    def read(act: Callable[[int], None]) -> None:
        number = 0
        while not is_over.is_set():
            act(number)
            number += 1
            time.sleep(PAUSE)

    def read_kept(number: int) -> None:
        figures.kept.append(ask(url, "GET", KEPT[number % len(KEPT)]).status)

    def read_other(number: int) -> None:
        begun = time.monotonic()
        status = ask(url, *OTHERS[number % len(OTHERS)]).status
        figures.others.append((status, time.monotonic() - begun))

    server.stop("fast")
    threads = [threading.Thread(target=read, args=[act]) for act in (read_kept, read_other) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    is_over.set()
    for thread in threads:
        thread.join(60)
    server.start()
    begun = time.monotonic()
    wait_for(lambda: all(ask(url, "GET", path).status == HTTPStatus.OK for path in WELL))
    figures.recovery = time.monotonic() - begun
    return figures

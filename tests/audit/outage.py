"""The database is away for 90 seconds under load: `make audit` runs it, and it tells figures."""

from tests.home.test_outage import PROCESSES, server, url
from tests.support.outage import outage, warm
from tests.support.postgres import Server

__all__ = ["server", "url"]

SECONDS = 90.0


def test_ninety_seconds_without_the_database(url: str, server: Server) -> None:
    warm(url, PROCESSES)
    figures = outage(url, server, SECONDS)
    print(f"\n{figures}")
    assert figures.share_kept == 1
    assert len(figures.refusals) == len(figures.others)
    assert figures.refusals[-1] < 1
    assert figures.recovery < 2

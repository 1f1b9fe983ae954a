"""What is noted of a page while it is rendered, without which it cannot be kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, QueryDict

from home.reading.page_cache.snapshots import Snapshot

# Stands in a response's Content-Encoding until the cache has compressed it, so that no middleware does.
UNCOMPRESSED = "identity"


@dataclass
class Record:
    """What must be known of a page before it is kept."""

    until: datetime | None = None
    snapshot: Snapshot | None = None
    reads: tuple[str, ...] | None = None


_record: ContextVar[Record | None] = ContextVar("page_cache_record", default=None)


def current_record() -> Record | None:
    return _record.get()


@contextmanager
def recording() -> Iterator[Record]:
    record = Record()
    token = _record.set(record)
    try:
        yield record
    finally:
        _record.reset(token)


def true_until(moment: datetime | None) -> None:
    """Tell that what was just read from the clock is true until a moment."""
    record = _record.get()
    if record and moment and (record.until is None or moment < record.until):
        record.until = moment


def reads(request: HttpRequest, *names: str) -> None:
    """Leave only these names of the request's query, the last value of each; what else a link carries makes no other page."""
    query = read_of(request.META.get("QUERY_STRING", ""), names)
    request.META["QUERY_STRING"] = query
    request.GET = QueryDict(query)
    if record := _record.get():
        record.reads = names


def read_of(query: str, names: tuple[str, ...]) -> str:
    """Write some names of a query in one way, however they were written and whatever stood between them."""
    values = dict(parse_qsl(query, keep_blank_values=True)) if names and query else {}
    return urlencode({name: values[name] for name in sorted(names) if name in values})

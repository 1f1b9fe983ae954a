"""What a page depends on, noted while it is rendered.

Every table that is read is a dependency, so new code is right without knowing of the cache. Where the code says that it reads
certain pages and no list (`of_pages`), those pages are the dependency and not their tables; then publishing an article leaves
alone the pages that do not show it. Coarse, on purpose: lists (their tables), the clinic's facts, pictures, examples, sites.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

from home.page_cache.snapshots import Snapshot
from home.page_cache.tables import tables_of_pages

TABLES = re.compile(r'(?:FROM|JOIN) "(\w+)"')

# Stands in a response's Content-Encoding until the cache has compressed it, so that no middleware does.
UNCOMPRESSED = "identity"


@dataclass
class Record:
    """The tags of what a page depends on, the moment until which it is true, and the state of the database that it shows."""

    tags: set[str] = field(default_factory=set)
    until: datetime | None = None
    snapshot: Snapshot | None = None
    of_pages: int = 0

    def note_query(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        tables = set(TABLES.findall(sql))
        self.tags |= {f"table:{table}" for table in (tables - tables_of_pages() if self.of_pages else tables)}
        return execute(sql, params, many, context)


_record: ContextVar[Record | None] = ContextVar("page_cache_record", default=None)


def current_record() -> Record | None:
    return _record.get()


@contextmanager
def recording() -> Iterator[Record]:
    """Note all that is read meanwhile."""
    record = Record()
    token = _record.set(record)
    try:
        with connection.execute_wrapper(record.note_query):
            yield record
    finally:
        _record.reset(token)


@contextmanager
def of_pages(*tags: str) -> Iterator[None]:
    """Read pages and what belongs to them, and depend on these tags instead of on their tables."""
    record = _record.get()
    if record is None:
        yield
        return
    record.tags.update(tags)
    record.of_pages += 1
    try:
        yield
    finally:
        record.of_pages -= 1


def depends_on(tags: Iterable[str]) -> None:
    if record := _record.get():
        record.tags.update(tags)


def true_until(moment: datetime | None) -> None:
    """Tell that what was just read from the clock is true until a moment."""
    record = _record.get()
    if record and moment and (record.until is None or moment < record.until):
        record.until = moment


def whole_page(key: int) -> str:
    """Name all that readers see of a page."""
    return f"page:{key}"


def any_of_type(model: type[models.Model]) -> list[str]:
    """Name all pages of a type."""
    return [f"type:{ContentType.objects.get_for_model(model).pk}", f"table:{model._meta.db_table}"]


def place(path: str) -> str:
    """Name a page's place in the tree: its title, its address, and whether it and so those below are public."""
    return f"place:{path}"


def children(path: str) -> str:
    """Name which pages lie directly below a page."""
    return f"children:{path}"

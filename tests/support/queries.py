"""Counts the queries of a view, and shows them when there are too many."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def at_most(ceiling: int) -> Iterator[CaptureQueriesContext]:
    """Fail, listing the queries, where more than the ceiling are made."""
    with CaptureQueriesContext(connection) as captured:
        yield captured
    listing = "\n".join(f"{number}. {query['sql'][:160]}" for number, query in enumerate(captured, 1))
    assert len(captured) <= ceiling, f"{len(captured)} queries, the ceiling is {ceiling}:\n{listing}"

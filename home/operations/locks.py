"""Locks that every host of the site sees, kept by the database."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection


@contextmanager
def advisory_lock(name: str) -> Iterator[bool]:
    """Try to take a lock, and say whether it was free. It ends with the block, or with the process, however that ends."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    # On a connection of its own: Django's come and go, and the lock would go with them.
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as keeper:
        yield keeper.execute("SELECT pg_try_advisory_lock(%s)", [number]).fetchone() == (True,)

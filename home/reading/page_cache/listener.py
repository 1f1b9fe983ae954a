"""Brings the changes of all processes to this one's store, and knows whether the database is there.

A thread waits for PostgreSQL's notification and then reads the log of changes; it reads it twice a second anyway, so nothing
rests on a notification's arrival. Whoever takes a page from the store first calls `catch_up`: when the log was not read for a
while (the thread is slow), it is read on the spot. While the database is away nothing can be published, so what is kept stays
true; once it is back, perhaps as another server, everything that was kept goes.
"""

import contextlib
import logging
import os
import threading
import time

import psycopg
from django.conf import settings
from django.db import connection
from wagtail.models import Site

from home.reading.page_cache.outage import database
from home.reading.page_cache.snapshots import Snapshot
from home.reading.page_cache.store import Store

LONGEST_SILENCE = 0.8  # seconds after which what is kept is not believed; a reader may see an old page for no longer
LONGEST_READING = 2.0  # seconds after which a server that says nothing is away
PAUSE = 0.4  # seconds between two readings
KEPT_FOR = "1 hour"
# A database that was copied from another server has that one's transactions in its log, too, which are yet to come on this one.
READ = """
    SELECT pg_current_snapshot()::text, coalesce((
        SELECT json_agg(xid::text) FROM page_cache.change
        WHERE xid >= %s::text::xid8 AND xid < pg_snapshot_xmax(pg_current_snapshot())
    ), '[]'::json)
"""
TIDY = f"DELETE FROM page_cache.change WHERE made_at < now() - interval '{KEPT_FOR}'"  # noqa: S608 - a constant
logger = logging.getLogger(__name__)


class Listener:
    """One process's reader of the log."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._checked_at = -LONGEST_SILENCE
        self._process = 0
        self._connection: psycopg.Connection | None = None
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        # Read from the first transaction that may have been running at the last reading.
        self._since = 0

    def catch_up(self) -> bool:
        """Make sure that the store keeps nothing that was untrue a moment ago; tell whether it may be used."""
        self._ensure_thread()
        return database.is_away or time.monotonic() - self._checked_at < LONGEST_SILENCE or self.read()

    def read(self) -> bool:
        """Read the log now; tell whether that succeeded, or the database is away."""
        if not self._lock.acquire(timeout=LONGEST_READING):
            self._miss("it says nothing")
            return True
        try:
            self._read()
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            self._close()
            self._miss(error)
        except psycopg.Error as error:
            logger.warning("The page cache cannot read the changes, and rests: %s", error)
            self._close()
            return False
        finally:
            self._lock.release()
        return True

    def close(self) -> None:
        """Stop listening and leave the database alone, for good."""
        self._closed.set()
        if self._thread:
            self._thread.join()
        with self._lock:
            self._close()

    def _read(self) -> None:
        begun = time.monotonic()
        if self._connection is not None:
            try:
                row = self._connection.execute(READ, [str(self._since)]).fetchone()
            except (psycopg.OperationalError, psycopg.InterfaceError):
                self._close()
        opened = self._connection is None
        if opened:
            # Its log may have been lost or tidied up, and another server starts counting transactions from the beginning.
            self._connection = _connect()
            row = self._connection.execute(READ, ["0"]).fetchone()
            self.store.clear()
        assert row is not None  # noqa: S101 - for the type checker
        changes = [int(transaction) for transaction in row[1]]
        self.store.apply(changes)
        if changes or opened:
            Site.clear_site_root_paths_cache()
        self._since = Snapshot.read(row[0]).first_running
        self._checked_at = begun
        if database.is_away:
            logger.warning("The database is back.")
            database.is_away = False

    def _miss(self, reason: object) -> None:
        """Note that the database is away, and let nobody wait for one of its connections."""
        if not database.is_away:
            logger.error("The database is away, and kept pages are served on: %s", reason)
            database.is_away = True
            connection.close_pool()

    def _ensure_thread(self) -> None:
        # A server forks its workers, and threads do not survive that.
        if self._process == os.getpid():
            return
        with self._lock:
            if self._process != os.getpid():
                self._process, self._connection, self._checked_at = os.getpid(), None, -LONGEST_SILENCE
                self.store.clear()
                self._thread = threading.Thread(target=self._listen, name="page cache", daemon=True)
                self._thread.start()

    def _listen(self) -> None:
        listening: psycopg.Connection | None = None
        while not self._closed.is_set():
            try:
                if listening is None or listening.closed:
                    listening = _connect()
                    listening.execute("LISTEN page_cache")
                self.read()
                list(listening.notifies(timeout=PAUSE, stop_after=1))
            except psycopg.Error as error:
                logger.info("The page cache hears of no changes, and reads them instead: %s", error)
                with contextlib.suppress(psycopg.Error):
                    if listening:
                        listening.close()
                listening = None
                self.read()
                self._closed.wait(PAUSE)
        if listening:
            listening.close()

    def _close(self) -> None:
        with contextlib.suppress(psycopg.Error):
            if self._connection:
                self._connection.close()
        self._connection = None


def forget_old_changes() -> None:
    """Delete the changes that every process has read or will ask for no more; also where no process keeps pages."""
    with connection.cursor() as cursor:
        cursor.execute(TIDY)


def _connect() -> psycopg.Connection:
    parameters = {**connection.get_connection_params(), "autocommit": True}
    for name in ("context", "cursor_factory", "prepare_threshold"):
        parameters.pop(name, None)
    parameters.setdefault("application_name", f"{settings.WAGTAIL_SITE_NAME} page cache")
    return psycopg.connect(**parameters)

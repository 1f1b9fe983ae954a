"""Brings the changes of all processes to this one's store.

A thread waits for PostgreSQL's notification and then reads the log of changes; it reads it twice a second anyway, so nothing
rests on a notification's arrival. Whoever takes a page from the store first asks `is_current`: when the log was not read for a
while (the thread is slow, or its connection is lost), it is read on the spot, and where that fails no page is taken.
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

from home.page_cache.snapshots import Snapshot
from home.page_cache.store import Change, Store

LONGEST_SILENCE = 0.8  # seconds after which what is kept is not believed; a reader may see an old page for no longer
PAUSE = 0.4  # seconds between two readings
KEPT_FOR = "1 hour"
READ = """
    SELECT pg_current_snapshot()::text, coalesce((
        SELECT json_agg(json_build_array(xid::text, tags)) FROM page_cache.change WHERE xid >= %s::text::xid8
    ), '[]'::json)
"""
TIDY = f"DELETE FROM page_cache.change WHERE made_at < now() - interval '{KEPT_FOR}'"  # noqa: S608 - a constant
# A server that has gone without a word is given up within seconds.
IMPATIENT = {"connect_timeout": 2, "tcp_user_timeout": 2000, "keepalives_idle": 2, "keepalives_interval": 1}
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

    def is_current(self) -> bool:
        """Tell whether the store knows of every change that was committed up to a moment ago."""
        self._ensure_thread()
        if time.monotonic() - self._checked_at < LONGEST_SILENCE:
            return True
        return self.read()

    def read(self) -> bool:
        """Read the log now; tell whether that succeeded."""
        with self._lock:
            try:
                self._read()
            except psycopg.Error as error:
                logger.warning("The page cache cannot read the changes, and rests: %s", error)
                self._close()
                return False
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
        opened = self._connection is None or self._connection.closed
        if opened:
            # The log may have been lost with the server's memory, or tidied up, and another server counts anew.
            self._connection, self._since = _connect(), 0
        assert self._connection is not None  # noqa: S101 - for the type checker
        row = self._connection.execute(READ, [str(self._since)]).fetchone()
        assert row is not None  # noqa: S101 - for the type checker
        changes = [Change(int(transaction), frozenset(tags)) for transaction, tags in row[1]]
        if opened:
            self.store.clear()
            self._connection.execute(TIDY)
        self.store.apply(changes)
        if any(tag.startswith(("place:", "table:wagtailcore_site")) for change in changes for tag in change.tags):
            Site.clear_site_root_paths_cache()
        self._since = Snapshot.read(row[0]).first_running
        self._checked_at = begun

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
                logger.warning("The page cache hears of no changes, and reads them instead: %s", error)
                with contextlib.suppress(psycopg.Error):
                    if listening:
                        listening.close()
                listening = None
                self.read()
                time.sleep(PAUSE)
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
    parameters = {**connection.get_connection_params(), **IMPATIENT, "autocommit": True}
    for name in ("context", "cursor_factory", "prepare_threshold"):
        parameters.pop(name, None)
    parameters.setdefault("application_name", f"{settings.WAGTAIL_SITE_NAME} page cache")
    return psycopg.connect(**parameters)

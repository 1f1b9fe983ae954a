"""The pages that this process keeps: bounded in bytes, and dropped by any change that they do not show."""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from home.reading.page_cache.entries import Entry
from home.reading.page_cache.recording import read_of

# A page that took longer than this to make is shown and not kept, so changes need not be remembered for longer.
LONGEST_RENDERING = 60.0  # seconds


class Store:
    """Entries by address, least recently used first."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.size = 0
        self._lock = threading.Lock()
        self._entries: OrderedDict[tuple[str, str], Entry] = OrderedDict()
        # Which names of a query the page at an address reads.
        self._reads: dict[str, tuple[str, ...]] = {}
        self._recent: deque[tuple[float, int]] = deque()
        self._cleared_at = float("-inf")

    def get(self, address: str, query: str = "", now: datetime | None = None) -> Entry | None:
        """Return what is kept at an address for what its page reads of a query, unless the clock has made it untrue."""
        with self._lock:
            key = address, read_of(query, self._reads.get(address, ()))
            entry = self._entries.get(key)
            if entry is None:
                return None
            if entry.until <= (now or timezone.now()):
                self._drop(key)
                return None
            self._entries.move_to_end(key)
            return entry

    def put(self, address: str, query: str, entry: Entry, begun: float) -> None:
        """Keep a page that was begun at a moment of `time.monotonic()`, unless something has changed since."""
        key = address, read_of(query, entry.reads)
        if time.monotonic() - begun > LONGEST_RENDERING or entry.size > self.capacity:
            return
        with self._lock:
            # Transactions may be numbered by another server now.
            if begun <= self._cleared_at or not all(entry.snapshot.sees(transaction) for _when, transaction in self._recent):
                return
            self._drop(key)
            self._entries[key] = entry
            self._reads[address] = entry.reads
            self.size += entry.size
            while self.size > self.capacity:
                self._drop(next(iter(self._entries)))

    def apply(self, changes: Iterable[int]) -> None:
        """Drop every page that does not show these transactions; to apply one again does no harm, since what shows it stays."""
        now = time.monotonic()
        with self._lock:
            while self._recent and now - self._recent[0][0] > LONGEST_RENDERING * 2:
                self._recent.popleft()
            for transaction in changes:
                self._recent.append((now, transaction))
                for key in [key for key, entry in self._entries.items() if not entry.snapshot.sees(transaction)]:
                    self._drop(key)

    def clear(self) -> None:
        with self._lock:
            self._cleared_at = time.monotonic()
            self._recent.clear()
            self._reads.clear()
            for key in list(self._entries):
                self._drop(key)

    def _drop(self, key: tuple[str, str]) -> None:
        if entry := self._entries.pop(key, None):
            self.size -= entry.size

"""The pages that this process keeps: bounded in bytes, and dropped by what they depend on."""

import threading
import time
from collections import OrderedDict, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from home.page_cache.entries import Entry
from home.page_cache.snapshots import Snapshot

# A page that took longer than this to make is shown and not kept, so changes need not be remembered for longer.
LONGEST_RENDERING = 60.0  # seconds
EVERYTHING = "all"


@dataclass(frozen=True)
class Change:
    """The tags of what a transaction changed."""

    transaction: int
    tags: frozenset[str]


class Store:
    """Entries by address, least recently used first."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.size = 0
        self._lock = threading.Lock()
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._keys_by_tag: defaultdict[str, set[str]] = defaultdict(set)
        self._recent: deque[tuple[float, Change]] = deque()

    def get(self, key: str, now: datetime | None = None) -> Entry | None:
        """Return what is kept at an address, unless the clock has made it untrue."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            if entry.until <= (now or timezone.now()):
                self._drop(key)
                return None
            self._entries.move_to_end(key)
            return entry

    def put(self, key: str, entry: Entry, snapshot: Snapshot, begun: float) -> None:
        """Keep a page that shows a state of the database, unless something it depends on has changed since."""
        if time.monotonic() - begun > LONGEST_RENDERING or entry.size > self.capacity:
            return
        with self._lock:
            if any(_outdates(change, entry.tags, snapshot) for _when, change in self._recent):
                return
            self._drop(key)
            self._entries[key] = entry
            self.size += entry.size
            for tag in entry.tags:
                self._keys_by_tag[tag].add(key)
            while self.size > self.capacity:
                self._drop(next(iter(self._entries)))

    def apply(self, changes: Iterable[Change]) -> None:
        """Drop what the changes make stale; to apply a change again does no harm, since a page that shows it stays."""
        now = time.monotonic()
        with self._lock:
            while self._recent and now - self._recent[0][0] > LONGEST_RENDERING * 2:
                self._recent.popleft()
            for change in changes:
                self._recent.append((now, change))
                tags = self._keys_by_tag.keys() if EVERYTHING in change.tags else change.tags
                for key in {key for tag in tags for key in self._keys_by_tag.get(tag, ())}:
                    entry = self._entries[key]
                    if _outdates(change, entry.tags, entry.snapshot):
                        self._drop(key)

    def clear(self) -> None:
        with self._lock:
            for key in list(self._entries):
                self._drop(key)

    def _drop(self, key: str) -> None:
        entry = self._entries.pop(key, None)
        if entry is None:
            return
        self.size -= entry.size
        for tag in entry.tags:
            keys = self._keys_by_tag[tag]
            keys.discard(key)
            if not keys:
                del self._keys_by_tag[tag]


def _outdates(change: Change, tags: frozenset[str], snapshot: Snapshot) -> bool:
    is_shown = EVERYTHING in change.tags or not change.tags.isdisjoint(tags)
    return is_shown and not snapshot.sees(change.transaction)

"""The state of the database that a transaction sees, as PostgreSQL writes it: `xmin:xmax:xid,xid`."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Snapshot:
    """Tells, of every transaction, whether its changes are seen."""

    first_running: int
    next_free: int
    running: frozenset[int]

    @classmethod
    def read(cls, text: str) -> Self:
        first_running, next_free, running = text.split(":")
        return cls(int(first_running), int(next_free), frozenset(int(xid) for xid in running.split(",") if xid))

    def sees(self, transaction: int) -> bool:
        return transaction < self.next_free and transaction not in self.running

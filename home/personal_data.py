"""What the site holds about a person: each part of it answers for its own rows, through the hook `personal_data`.

A part registers a function that takes what somebody typed (an e-mail address or a name) and yields what it holds.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail import hooks
from wagtail.log_actions import log

HOOK = "personal_data"
SHORTEST_SEARCH = 3


@dataclass(frozen=True)
class Holding:
    """One thing that is held about a person."""

    # What kind of thing it is, and when it came, in the editor's language.
    label: str
    # The address of the admin's screen that shows it, if there is one.
    url: str
    # What is held, by the name of the field.
    values: dict[str, str]
    # Deletes it for good.
    erase: Callable[[], None]
    # What somebody needs beside the right to this screen before they may erase it.
    permission: str = ""

    @property
    def key(self) -> str:
        """What tells this holding, as it is now, from every other; it says nothing about whose it is."""
        return hashlib.sha256(json.dumps([self.label, self.url, self.values]).encode()).hexdigest()


def holdings(person: str) -> Iterator[Holding]:
    """Find everything that is held about an e-mail address or a name; what is shorter than a name finds nothing."""
    person = " ".join(person.replace("\0", "").split())
    if len(person) < SHORTEST_SEARCH:
        return
    for find in hooks.get_hooks(HOOK):
        yield from find(person)


def export(found: Iterable[Holding]) -> str:
    """Write what is held as JSON, for the person to take along."""
    return json.dumps([{"what": holding.label, **holding.values} for holding in found], ensure_ascii=False, indent=2)


def erase(found: Iterable[Holding], user: Any = None) -> int:
    """Delete things that are held, all or none, and note how many; never whose they were. Returns how many."""
    from home.models import ClinicSettings

    count = 0
    with transaction.atomic():
        for holding in found:
            holding.erase()
            count += 1
        if count:
            log(ClinicSettings.load(), "home.erase_person", user=user, data={"count": count})
    return count

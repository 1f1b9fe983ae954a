"""What the site holds about a person: each part of it answers for its own rows, through the hook `personal_data`.

A part registers a function that takes what somebody wants to find (an e-mail address, a telephone number or a name) and
yields what it holds.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import log

from home.clinic.models import ClinicSettings
from home.security.public_forms.contact_details import Wanted

HOOK = "personal_data"
SHORTEST_SEARCH = 3
# Why somebody looks a person up: one of these is logged, and never a word of their own, which could name the person.
REASONS = {
    "insight": _("The person asks what the clinic holds"),
    "copy": _("The person asks for a copy"),
    "deletion": _("The person asks for deletion"),
    "other": _("Something else"),
}


def _not_noted(user: Any) -> None:
    """Leave the reading to the entry that every search gets."""


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
    # What somebody needs beside the right to this screen before it is shown and exported, and before they may erase it:
    # the same as where it is kept.
    read_permission: str
    erase_permission: str
    # Logs in its own history that a user has read it.
    note_reading: Callable[[Any], None] = _not_noted

    @property
    def key(self) -> str:
        """What tells this holding, as it is now, from every other; it says nothing about whose it is."""
        return hashlib.sha256(json.dumps([self.label, self.url, self.values]).encode()).hexdigest()

    def may_be_erased_by(self, user: Any) -> bool:
        return bool(user.has_perms([self.read_permission, self.erase_permission]))


def holdings(person: str, user: Any = None) -> Iterator[Holding]:
    """Find everything that is held about an address, a number or a name, and that a user may read; without one, everything.

    What is shorter than a name finds nothing.
    """
    wanted = Wanted(person)
    if len(wanted.text) < SHORTEST_SEARCH:
        return
    for find in hooks.get_hooks(HOOK):
        yield from (found for found in find(wanted) if user is None or user.has_perm(found.read_permission))


def note_reading(found: Sequence[Holding], user: Any, action: str, reason: str = "") -> None:
    """Log who has read or taken along how many things, and why; never whose they were."""
    with transaction.atomic():
        for holding in found:
            holding.note_reading(user)
        log(ClinicSettings.load(), action, user=user, data=_noted(len(found), reason))


def export(found: Iterable[Holding]) -> str:
    """Write what is held as JSON, for the person to take along."""
    return json.dumps([{"what": holding.label, **holding.values} for holding in found], ensure_ascii=False, indent=2)


def erase(found: Iterable[Holding], user: Any = None, reason: str = "") -> int:
    """Delete things that are held, all or none, and note how many; never whose they were. Returns how many."""
    count = 0
    with transaction.atomic():
        for holding in found:
            holding.erase()
            count += 1
        if count:
            log(ClinicSettings.load(), "home.erase_person", user=user, data=_noted(count, reason))
    return count


def _noted(count: int, reason: str) -> dict[str, Any]:
    return {"count": count, **({"reason": reason} if reason in REASONS else {})}

"""What the site holds about a person: each part of it answers for its own rows, through the hook `personal_data`.

A part registers a function that takes what somebody typed (an e-mail address or a name) and yields what it holds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wagtail import hooks

HOOK = "personal_data"


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


def holdings(person: str) -> Iterator[Holding]:
    """Find everything that is held about an e-mail address or a name."""
    for find in hooks.get_hooks(HOOK):
        yield from find(person)

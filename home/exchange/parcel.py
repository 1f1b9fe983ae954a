"""What goes to a translator and what comes back, whatever the kind of file."""

import hashlib
import re
from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings

from home.exchange.rich_codes import Code
from home.exchange.units import Unit

# A non-breaking space is none that a program may change.
WHITE_SPACE = re.compile(r"[ \t\n]+")
# Of a digest, in letters.
SEAL = 12


class Text(NamedTuple):
    """A text as it is sent; marked, as `rich_codes.py` says."""

    reference: str
    source: str
    target: str
    codes: dict[str, Code]
    # Where the text stands, how long it may be, what has changed in it.
    notes: list[str]
    # What the source said when both languages last said the same, where it has changed since.
    former: str
    limit: int | None
    # Whether the translation is of a former source, or a machine's that nobody has read.
    is_behind: bool


class Sent(NamedTuple):
    """The texts of one page, snippet or settings."""

    # As `owners.py` names it.
    owner: str
    title: str
    texts: list[Text]


class Parcel(NamedTuple):
    """Texts in one direction."""

    source_language: str
    target_language: str
    owners: Sequence[Sent]

    @property
    def site(self) -> str:
        return site()


class Returned(NamedTuple):
    """A text as it comes back; marked."""

    reference: str
    source: str
    target: str


class Return(NamedTuple):
    """What a file says that comes back."""

    site: str
    source_language: str
    target_language: str
    texts: list[Returned]


def site() -> str:
    """Name this site in a file."""
    return str(settings.SITE_ADDRESS).rstrip("/")


def reference(unit: Unit, target_language: str) -> str:
    """Name a text with seals of what both languages said when it was sent."""
    return f"{unit.key}#{source_seal(unit.key, target_language, unit.source.marked)}{target_seal(unit)}"


def taken_apart(of_file: str) -> tuple[str, str, str]:
    """Return the key and both seals of a reference; all empty where it is none."""
    key, _, seals = of_file.strip().rpartition("#")
    half = len(seals) // 2
    return (key, seals[:half], seals[half:]) if len(seals) == 2 * SEAL else ("", "", "")


def source_seal(key: str, target_language: str, marked: str) -> str:
    """Seal the source, so that a file is found out that mixes texts, directions, pages or sites up.

    Programs may write other white space, but never other words or codes.
    """
    return _seal(site(), target_language, key, WHITE_SPACE.sub(" ", marked).strip())


def target_seal(unit: Unit) -> str:
    """Seal what was written in the language, so that nobody's later words are lost."""
    return _seal(unit.target.marked, unit.present)


def _seal(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:SEAL]

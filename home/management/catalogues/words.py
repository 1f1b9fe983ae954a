"""What the catalogues cannot tell by themselves: words that nobody uses, and names of buttons in the guide."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from home.admin.guide.tasks import FOLDER, LABEL
from home.management.catalogues.problems import forms


@cache
def unwanted() -> dict[re.Pattern[str], str]:
    """Read the words that no Danish text uses, with what is said instead."""
    words = tomllib.loads((Path(settings.BASE_DIR) / "locale" / "unwanted.toml").read_text())
    return {re.compile(rf"\b{re.escape(word)}", re.IGNORECASE): instead for word, instead in words.items()}


def find_unwanted(place: str, text: Any) -> Iterator[str]:
    """Name the unwanted words of a text, in any of its plural forms."""
    for pattern, instead in unwanted().items():
        if found := next(filter(None, map(pattern.search, forms(text))), None):
            yield f"{place}: “{found[0]}”, not used here: {instead}"


def find_in_guide(messages: Iterable[str]) -> Iterator[str]:
    """Name what the guide calls a button, and is no message, and its unwanted words."""
    known = set(messages)
    for file in sorted(FOLDER.glob("*/*.md")):
        text, place = file.read_text(), f"guide, {file.parent.name}/{file.stem}"
        yield from (f"{place}: no message “{label}”" for label in LABEL.findall(text) if label not in known)
        if file.parent.name == "da":
            yield from find_unwanted(place, text)

"""Marks the words of the glossary in formatted text, wherever its tags are."""

import re
from collections.abc import Iterator

from django.utils.safestring import SafeString, mark_safe

from home.editing.glossary.reading_along import Glossary

PART = re.compile(r"</?(\w+)[^>]*>|&[#\w]+;|[^<&]+|[<&]")
# Tags that may stand within a word; any other ends it.
WITHIN = frozenset(("a", "b", "em", "i", "ins", "mark", "small", "span", "strong", "sub", "sup", "u"))
NOWHERE = -1


def marked(html: SafeString | str, language: str, glossary: Glossary) -> SafeString:
    """Put each word of the glossary into `<mark>`; one across tags into several. What is struck out says nothing."""
    letters = list(_letters(html))
    runs: list[list[int]] = []
    for found in glossary.find("".join(letter for letter, _place in letters), language):
        for _letter, place in letters[found.start : found.end]:
            if runs and runs[-1][1] == place:
                runs[-1][1] += 1
            elif place != NOWHERE:
                runs.append([place, place + 1])
    result = str(html)
    for start, end in reversed(runs):
        result = f"{result[:start]}<mark>{result[start:end]}</mark>{result[end:]}"
    return mark_safe(result)  # noqa: S308 - it was safe before, and marks stand between whole letters of its text


def _letters(html: str) -> Iterator[tuple[str, int]]:
    """List the letters of a text, each with its place among the tags."""
    is_struck = False
    for part in PART.finditer(html):
        name = part[1]
        if name == "del":
            is_struck = not part[0].startswith("</")
        if name or (part[0].startswith("&") and part[0] != "&"):
            if name not in WITHIN:
                yield " ", NOWHERE
        elif not is_struck:
            yield from ((letter, part.start() + offset) for offset, letter in enumerate(part[0]))

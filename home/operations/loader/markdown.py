"""Writes stored rich text as the Markdown of the content files: what `richtext.py` reads, the other way round."""

import re
import textwrap
from collections.abc import Callable

from bs4 import BeautifulSoup, NavigableString, Tag

# What Markdown would read as something else: anywhere, and at the beginning of a line.
SPECIAL = re.compile(r"([\\`*_\[\]<>#])")
BEGINS = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
MARKS_OF_LISTS = (("-", "."), ("+", ")"))
WIDTH = 104


def markdown(html: str, page_key: Callable[[int], str | None]) -> str:
    """Write rich text as Markdown; `page_key` gives the key of a page, or None to leave only a link’s words.

    Whoever calls reads the result again, since not all that HTML says has a place in it.
    """
    parts = [part for part in BeautifulSoup(html, "html.parser").children if isinstance(part, Tag)]
    written, is_second, before = [], False, ""
    for part in parts:
        # Two lists of a kind behind each other are told apart by their marks.
        is_second, before = before == part.name and not is_second, part.name
        written.append(_block(part, page_key, MARKS_OF_LISTS[is_second]))
    return "\n\n".join(filter(None, written))


def _block(tag: Tag, page_key: Callable[[int], str | None], marks: tuple[str, str], indent: str = "") -> str:
    if tag.name in ("ul", "ol"):
        bullet, dot = marks
        items = enumerate(tag.find_all("li", recursive=False), 1)
        return "\n".join(
            _item(item, f"{number}{dot}" if tag.name == "ol" else bullet, page_key, indent) for number, item in items
        )
    words = _words(tag, page_key)
    if re.fullmatch("h[1-6]", tag.name):
        return f"{'#' * int(tag.name[1])} {words}"
    return "\n".join(_wrapped(line, indent, indent) for line in words.split("\n"))


def _item(item: Tag, mark: str, page_key: Callable[[int], str | None], indent: str) -> str:
    below = indent + " " * (len(mark) + 1)
    nested = [part.extract() for part in item.find_all(["ul", "ol"], recursive=False)]
    first = _wrapped(_words(item, page_key), f"{indent}{mark} ", below)
    return "\n".join([first, *(_block(part, page_key, MARKS_OF_LISTS[0], below) for part in nested)])


def _words(tag: Tag, page_key: Callable[[int], str | None]) -> str:
    written = []
    for part in tag.children:
        if isinstance(part, NavigableString):
            written.append(SPECIAL.sub(r"\\\1", str(part)))
        elif isinstance(part, Tag):
            written.append(_inline(part, page_key))
    return "".join(written)


def _inline(tag: Tag, page_key: Callable[[int], str | None]) -> str:
    words = _words(tag, page_key)
    if tag.name == "br":
        return "\\\n"
    if tag.name == "a":
        key = page_key(int(str(tag.get("id", "0")))) if tag.get("linktype") == "page" else None
        address = f"page:{key}" if key else str(tag.get("href", ""))
        return f"[{words}]({address})" if address else words
    mark = MARKS.get(tag.name, "")
    return f"{mark}{words}{mark}"


def _wrapped(words: str, first: str, below: str) -> str:
    lines = textwrap.wrap(words, WIDTH - len(below), break_long_words=False, break_on_hyphens=False) or [""]
    # The first line of an item stands behind its mark.
    lines = [BEGINS.sub(r"\1\\\2", line) for line in lines]
    return "\n".join(f"{below if number else first}{line}" for number, line in enumerate(lines))

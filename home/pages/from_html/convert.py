"""HTML in, blocks out, and sentences on what could not be taken over."""

from typing import Any, NamedTuple

from home.pages.from_html.cleaning import cleaned
from home.pages.from_html.numbering import with_lists
from home.pages.from_html.parts import Heading, Part
from home.pages.from_html.walking import Walker
from home.pages.from_html.writing import Writer


class Converted(NamedTuple):
    # As a body is stored, but with a `Picture` in the place of each picture's number; see `with_pictures`.
    blocks: list[dict[str, Any]]
    left_out: list[str]
    # What stood above the whole, and is not among the blocks.
    title: str = ""


def convert(html: str, *, title: str = "", base: str = "") -> Converted:
    """Make blocks of HTML; `base` is the address that its links start from, `title` what the page is called already.

    Raises ValidationError for what cannot be read.
    """
    walker = Walker(base)
    parts, title = _without_title(with_lists(walker.walk(cleaned(html, walker.say).children)), title)
    top = min((part.level for part in parts if isinstance(part, Heading)), default=1)
    return Converted(Writer(top, walker.say).write(parts), walker.left_out, title)


def convert_words(text: str) -> Converted:
    """Make blocks of plain text, in which an empty line ends a paragraph."""
    from_lines = text.replace("\r\n", "\n").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return convert(from_lines.replace("\n", "<br>"))


def _without_title(parts: list[Part], title: str) -> tuple[list[Part], str]:
    """Take away the heading that is the title: the one above all others, or the one that says the same."""
    first = parts[0] if parts else None
    if not isinstance(first, Heading):
        return parts, title
    others = [part.level for part in parts[1:] if isinstance(part, Heading)]
    if first.level == 0:
        return parts[1:], first.text
    is_title = _same(first.text, title) or (not title and first.level <= 1 and all(level > first.level for level in others))
    return (parts[1:], title or first.text) if is_title else (parts, title)


def _same(one: str, other: str) -> bool:
    return bool(other) and " ".join(one.split()).casefold() == " ".join(other.split()).casefold()

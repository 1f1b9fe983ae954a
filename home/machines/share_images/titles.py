"""Sets a title in type: as large as it fits, in lines of about the same length."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

FONT_FILE = Path(__file__).with_name("fonts") / "literata-semibold.ttf"
SIZES = (88, 80, 72, 64, 58, 52, 46, 42)
# Line height as a part of the size, and the most lines that still look like a title.
LEADING = 1.2
LINES = 5
# How exactly lines are balanced, in pixels.
ACCURACY = 8


@dataclass(frozen=True)
class SetTitle:
    """A title in its lines and its size in pixels."""

    lines: list[str]
    size: int

    @property
    def line_height(self) -> int:
        return round(self.size * LEADING)

    @property
    def height(self) -> int:
        return self.line_height * len(self.lines)


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Open the typeface of the drawings in a size."""
    return ImageFont.truetype(FONT_FILE, size)


def drawable(text: str) -> str:
    """Keep of a text what the typeface has, so that an emoji leaves no empty box; composed, and with single spaces."""
    text = unicodedata.normalize("NFC", text)
    return " ".join("".join(character for character in text if _has_glyph(character)).split())


def set_title(text: str, width: int, height: int) -> SetTitle:
    """Choose the largest size in which a title fits without breaking a word, or else the smallest, and balance its lines."""
    words = drawable(text).split()
    for size in SIZES:
        title = SetTitle(_fill(words, size, width), size)
        holds_words = all(_length(word, size) <= width for word in words)
        if len(title.lines) <= LINES and title.height <= height and holds_words:
            return SetTitle(_balance(words, size, width, len(title.lines)), size)
    size = SIZES[-1]
    lines = _fill([piece for word in words for piece in _hyphenate(word, size, width)], size, width)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], _shorten(lines[LINES - 1], size, width)]
    return SetTitle(lines, size)


@cache
def _has_glyph(character: str) -> bool:
    missing = font(SIZES[-1]).getmask("\uffff")
    return character.isspace() or bytes(font(SIZES[-1]).getmask(character)) != bytes(missing)


@lru_cache(2048)
def _length(text: str, size: int) -> float:
    return font(size).getlength(text)


def _fill(words: list[str], size: int, width: float) -> list[str]:
    """Put as many words on each line as it holds."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _length(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _balance(words: list[str], size: int, width: int, count: int) -> list[str]:
    """Find the narrowest measure in which the words still take that many lines."""
    narrow, wide = 0, width
    while wide - narrow > ACCURACY:
        middle = (narrow + wide) // 2
        lines = _fill(words, size, middle)
        if len(lines) <= count and max((_length(line, size) for line in lines), default=0) <= middle:
            wide = middle
        else:
            narrow = middle
    return _fill(words, size, wide)


def _hyphenate(word: str, size: int, width: int) -> Iterator[str]:
    """Break a word that no line holds."""
    while _length(word, size) > width:
        end = next(end for end in range(len(word) - 1, 0, -1) if end == 1 or _length(f"{word[:end]}-", size) <= width)
        yield f"{word[:end]}-"
        word = word[end:]
    yield word


def _shorten(line: str, size: int, width: int) -> str:
    while line and _length(f"{line}…", size) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"

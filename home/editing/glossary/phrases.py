"""Words and phrases, taken apart."""

import re
from typing import NamedTuple

from home.bilingual.normal_text import normal

SEPARATOR = re.compile(r"[,;\n]")
HYPHENS = "-\u2010\u2011"
SOFT_HYPHEN = "\u00ad"
# Danish links the parts of one word with a hyphen, English several words.
WORD = {
    "da": re.compile(rf"[^\W_]+(?:[{HYPHENS}{SOFT_HYPHEN}][^\W_]+)*"),
    "en": re.compile(rf"[^\W_]+(?:{SOFT_HYPHEN}[^\W_]+)*"),
}
LINKS = re.compile(f"[{HYPHENS}{SOFT_HYPHEN}]")


class Word(NamedTuple):
    """A word in small letters and without its hyphens, with where it stands."""

    text: str
    start: int
    end: int


def split_phrases(text: str) -> list[str]:
    """Take a list with commas apart; each phrase once, with single spaces."""
    phrases = (" ".join(part.split()) for part in SEPARATOR.split(normal(text or "")))
    return list(dict.fromkeys(filter(None, phrases)))


def words_of(text: str, language: str) -> list[Word]:
    """List the words of a text."""
    return [Word(LINKS.sub("", found[0]).lower(), *found.span()) for found in WORD[language].finditer(text)]


def spelling(phrase: str, language: str) -> tuple[str, ...]:
    """Return what two phrases have in common that differ in capitals, signs and white space only."""
    return tuple(word.text for word in words_of(phrase, language))

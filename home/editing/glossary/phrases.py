"""Words and phrases, taken apart."""

import re

from home.bilingual.normal_text import normal

SEPARATOR = re.compile(r"[,;\n]")
WORD = re.compile(r"[^\W_]+")


def split_phrases(text: str) -> list[str]:
    """Take a list with commas apart; each phrase once, with single spaces."""
    phrases = (" ".join(part.split()) for part in SEPARATOR.split(normal(text or "")))
    return list(dict.fromkeys(filter(None, phrases)))


def words_of_phrase(phrase: str) -> list[str]:
    """Return the words of a phrase, in small letters."""
    return WORD.findall(phrase.lower())

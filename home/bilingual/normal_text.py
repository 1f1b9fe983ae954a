"""One way to write each letter: a Mac may send `å` as an a and a ring, which no search, slug or name would know again."""

import unicodedata


def normal(text: str) -> str:
    """Compose letters and their accents (NFC)."""
    return unicodedata.normalize("NFC", text)

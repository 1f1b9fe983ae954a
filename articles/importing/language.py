"""Which of the two languages a text is written in."""

import re

WORDS = re.compile(r"[^\W\d_]+")
# Frequent words that the other language does not have.
FREQUENT = {
    "da": {"og", "det", "er", "en", "af", "til", "som", "på", "ikke", "med", "den", "der", "jeg", "har", "et", "kan", "eller"},
    "en": {"the", "and", "of", "to", "is", "that", "it", "with", "are", "you", "this", "can", "not", "or", "from", "what"},
}  # fmt: skip
ENOUGH = 2


def language_of(text: str) -> str:
    """Return the language of a text; empty where it is not clear."""
    words = [word.lower() for word in WORDS.findall(text[:20_000])]
    counts = {language: sum(word in frequent for word in words) for language, frequent in FREQUENT.items()}
    (first, most), (_second, fewer) = sorted(counts.items(), key=lambda found: -found[1])
    return first if most >= ENOUGH and most >= 2 * fewer else ""

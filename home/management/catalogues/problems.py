import re
from collections.abc import Iterable, Iterator
from typing import Any

from babel.messages import Catalog

MARKS = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}|</?\w+")
# What an English hand leaves in a Danish sentence.
ENGLISH_PUNCTUATION = re.compile(r"[“”\"]|\.\.\.|(?<!\w)'|'(?!\w)")
TAGS = re.compile(r"<[^>]*>")


def forms(text: Any) -> list[str]:
    """List the plural forms of a text; a text without them is its only form."""
    return list(text) if isinstance(text, tuple | list) else [text]


def is_translated(message: Any) -> bool:
    """Tell whether a message has its translation, in every plural form."""
    return all(forms(message.string))


def placeholders(text: str) -> list[str]:
    """List the placeholders and HTML tags of a text, as often as they occur."""
    return sorted(MARKS.findall(text))


def is_faithful(source: Any, text: Any) -> bool:
    """Tell whether every form keeps the placeholders and tags of its source; one thing may be written out or counted."""
    sources, texts = [placeholders(form) for form in forms(source)], [placeholders(form) for form in forms(text)]
    return texts[0] in sources and all(marks == sources[-1] for marks in texts[1:])


def is_english(source: Any, text: Any) -> bool:
    """Tell whether a form says the same words as its source."""
    return any(form in forms(source) and re.search(r"[^\W\d_]", MARKS.sub("", form)) for form in forms(text))


def find_problems(source: Catalog, catalog: Catalog) -> Iterator[str]:
    """Name the messages that are missing, fuzzy, stale, or that differ from their source in placeholders."""
    wanted = {(message.id, message.context): message for message in source if message.id}
    known = {(message.id, message.context): message for message in catalog if message.id}
    for key in sorted(wanted.keys() - known.keys(), key=str):
        yield f"missing: {key[0]}"
    for key in sorted(known.keys() - wanted.keys(), key=str):
        yield f"stale: {key[0]}"
    for key in sorted(wanted.keys() & known.keys(), key=str):
        message = known[key]
        if message.fuzzy:
            yield f"fuzzy: {key[0]}"
        elif not is_translated(message):
            yield f"without Danish: {key[0]}"
        else:
            yield from find_mistakes(message)
    for message in catalog.obsolete.values():
        yield f"obsolete: {message.id}"


def find_mistakes(message: Any) -> Iterator[str]:
    """Name what a machine can see is wrong with a translation."""
    if not is_faithful(message.id, message.string):
        yield f"other placeholders: {message.id}"
    if any(ENGLISH_PUNCTUATION.search(TAGS.sub("", form)) for form in forms(message.string)):
        yield f"English punctuation: {message.id}"


def find_conflicts(translations: Iterable[tuple[str, Any, Any]]) -> Iterator[str]:
    """Name the messages with two Danish texts, given each place, message and text: all catalogues are one at run time."""
    seen: dict[Any, dict[str, list[str]]] = {}
    for place, message, text in translations:
        places = seen.setdefault((message.id, message.context), {}).setdefault(str(text), [])
        places.append(place)
    for (message_id, _context), texts in seen.items():
        if len(texts) > 1:
            choices = "; ".join(f"{text} ({', '.join(places)})" for text, places in texts.items())
            yield f"two Danish texts: {message_id}: {choices}"

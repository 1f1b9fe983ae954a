"""The words that changed in a text."""

from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from home.bilingual.freshness import Standing
from home.bilingual.languages import LANGUAGES, other_language


def word_difference(before: str, after: str) -> SafeString:
    """Write the later text with its new words in `<ins>` and the words that went in `<del>`."""
    old, new = before.split(), after.split()
    parts = []
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(format_html("{}", " ".join(new[new_start:new_end])))
            continue
        if old_end > old_start:
            parts.append(format_html("<del>{}</del>", " ".join(old[old_start:old_end])))
        if new_end > new_start:
            parts.append(format_html("<ins>{}</ins>", " ".join(new[new_start:new_end])))
    return format_html_join(" ", "{}", ((part,) for part in parts))


def source_difference(item: Standing, language: str) -> SafeString | str:
    """Mark what has changed in the source of a language since both last said the same; empty where it has not."""
    source = LANGUAGES.index(other_language(language))
    before = item.basis[source]
    if item.is_done_in(language) or before in ("", item.sides[source]):
        return ""
    return word_difference(before, item.sides[source])

"""The words that are looked for, and what a text is with others in their place."""

import re
from html import escape
from typing import Any, NamedTuple

from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import get_text_for_indexing

from home.bilingual.block_visitor import READ, Kind, leaves, with_words
from home.bilingual.normal_text import normal

TAG = re.compile(r"(<[^>]*>)")
# What is shown on either side of a place, in characters.
CONTEXT = 60


class Words(NamedTuple):
    """What is looked for in one language, and what is to stand there."""

    old: str
    new: str
    language: str
    match_case: bool = False
    whole_words: bool = True

    def replaced(self, text: str) -> str:
        changed, count = self._pattern(self.old).subn(self._with_its_capital, normal(text))
        return changed if count else text

    def replaced_in_html(self, html: str) -> str:
        """Replace between the tags only, so that links and attributes stay as they are."""
        escaped = self._replace(old=escape(self.old, quote=False), new=escape(self.new, quote=False))
        pattern = escaped._pattern(escaped.old)
        parts = [part if TAG.match(part) else pattern.subn(escaped._with_its_capital, part) for part in TAG.split(normal(html))]
        if not any(part[1] for part in parts if isinstance(part, tuple)):
            return html
        return "".join(part if isinstance(part, str) else part[0] for part in parts)

    def replaced_in(self, field: models.Field, stored: Any) -> Any:
        """Replace in the stored value of a field; returns an equal value where the words are not in it."""
        if not stored:
            return stored
        if isinstance(field, StreamField):
            return with_words(field.stream_block, stored, self._replaced_kind)
        return self.replaced_in_html(stored) if isinstance(field, RichTextField) else self.replaced(stored)

    def excerpts(self, field: models.Field, stored: Any) -> SafeString:
        """Show each place with some words around it."""
        found = []
        for text in texts_of(field, stored):
            for match in self._pattern(self.old).finditer(text):
                before, after = text[: match.start()], text[match.end() :]
                found.append((_end_of(before), match[0], self._with_its_capital(match), _beginning_of(after)))
        line = '<span class="replace__excerpt">{}<del>{}</del> <ins>{}</ins>{}</span>'
        return format_html_join("", line, found) if found else format_html("")

    def _with_its_capital(self, match: re.Match[str]) -> str:
        """Return the new words, with a capital where the old ones had one, unless capitals are what is meant."""
        has_capital = match[0][:1].isupper() and not self.old[:1].isupper()
        return f"{self.new[:1].upper()}{self.new[1:]}" if has_capital and not self.match_case else self.new

    def _pattern(self, words: str) -> re.Pattern[str]:
        escaped = re.escape(normal(words))
        edges = r"(?<!\w)", r"(?!\w)"
        bounded = f"{edges[0]}{escaped}{edges[1]}" if self.whole_words else escaped
        return re.compile(bounded, 0 if self.match_case else re.IGNORECASE)

    def _replaced_kind(self, kind: Kind, value: str) -> str:
        return self.replaced(value) if kind == Kind.WORDS else self.replaced_in_html(value)


def texts_of(field: models.Field, stored: Any) -> list[str]:
    """Return what a field says, as plain texts."""
    if isinstance(field, StreamField):
        found = (leaf for leaf in leaves(field.stream_block, stored) if leaf.kind in READ)
        return [str(leaf.value) if leaf.kind == Kind.WORDS else get_text_for_indexing(str(leaf.value)) for leaf in found]
    return [normal(get_text_for_indexing(stored) if isinstance(field, RichTextField) else stored)]


def _end_of(text: str) -> str:
    return text if len(text) <= CONTEXT else f"…{text[-CONTEXT:]}"


def _beginning_of(text: str) -> str:
    return text if len(text) <= CONTEXT else f"{text[:CONTEXT]}…"

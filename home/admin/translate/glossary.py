"""What “Translate next” shows of the glossary: its words in the source, and where the translation leaves it."""

from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from home.bilingual.freshness import Standing
from home.bilingual.freshness_rules import PairState
from home.bilingual.languages import LANGUAGES, other_language
from home.editing.glossary.marking import marked
from home.editing.glossary.reading_along import Glossary


class Entry(NamedTuple):
    """A word of the source, with what it is called in the other language."""

    word: str
    counterparts: str
    avoided: str
    note: str


class GlossaryOfPage:
    """The glossary, read along with the passages of a page in the direction in which it is translated."""

    def __init__(self, found: list[Standing], language: str) -> None:
        self.language, self.source_language = language, other_language(language)
        self._glossary = Glossary(item.sides for item in found)

    def remarks(self, item: Standing) -> list[str]:
        """Say where the translation of a passage leaves the glossary; a copy is none."""
        return [] if item.state == PairState.COPIED else self._glossary.remarks(item.sides, self.language)

    def context(self, item: Standing, source: SafeString, difference: SafeString | str) -> dict[str, Any]:
        """Return what the screen shows of a passage: its source with the words marked, these words, and the remarks."""
        return {
            "source": marked(source, self.source_language, self._glossary),
            "difference": marked(difference, self.source_language, self._glossary),
            "entries": self.entries(item),
            "remarks": self.remarks(item),
        }

    def news(self, item: Standing) -> str:
        """Return what takes the place of the remarks once a passage is saved."""
        return render_to_string("wagtailadmin/home/translate_saved.html", {"remarks": self.remarks(item)})

    def entries(self, item: Standing) -> list[Entry]:
        """List what the glossary has of a passage's source."""
        source = item.sides[LANGUAGES.index(self.source_language)]
        phrases = self._glossary.phrases_in(source, self.source_language)
        return [
            Entry(
                phrase.text,
                ", ".join(phrase.term.words(self.language)),
                ", ".join(phrase.term.avoided(self.language)),
                phrase.term.note,
            )
            for phrase in phrases
        ]

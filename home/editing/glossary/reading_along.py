"""The glossary reads along: which of its words a text has, in whatever form, and whether the other language follows it.

A word is a form of a term if both have the same stem. A Danish compound has the term that it begins or ends with. Where a
longer term stands, the shorter one in it is not asked for: who writes `sciatic nerve` need not write `nerve`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext_lazy as _

from home.bilingual.languages import LANGUAGES, other_language
from home.bilingual.search_lexicon import ENDINGS, SHORTEST_PART, SHORTEST_REST
from home.bilingual.texts import Sides
from home.editing.glossary.models import GlossaryTerm, terms
from home.editing.glossary.phrases import spelling, words_of

# The Danish stemmer takes off one ending; a second time, the s that »prolapsen« has still and »prolaps« has lost.
STEMS = """
    SELECT 'da', word, (ts_lexize('danish_stem', coalesce((ts_lexize('danish_stem', word))[1], word)))[1]
    FROM unnest(%s::text[]) AS word
    UNION ALL
    SELECT 'en', word, (ts_lexize('english_stem', word))[1] FROM unnest(%s::text[]) AS word
"""
# Endings that the stemmers leave to short words.
FORMS = {"da": ENDINGS, "en": ("s",)}
# By the language that lacks the word.
LACKING = {
    "da": _("“%(word)s” is “%(counterpart)s” in Danish."),
    "en": _("“%(word)s” is “%(counterpart)s” in English."),
}
AVOIDED = _("Write “%(word)s”, not “%(avoided)s”.")


class Phrase(NamedTuple):
    """A word or several that the glossary has in a language, to be used or not."""

    text: str
    words: tuple[str, ...]
    term: GlossaryTerm
    is_avoided: bool


Index = dict[tuple[str, ...], list[Phrase]]


class Found(NamedTuple):
    """A phrase in a text, and whether it is all of a word."""

    phrase: Phrase
    start: int
    end: int
    is_whole: bool

    @property
    def order(self) -> tuple[int, int, bool, int, bool]:
        """Put first what begins first; of that the longer one, then the whole one, then the one to use."""
        length = 0 if self.is_whole else len(self.phrase.text)
        return self.start, -len(self.phrase.words), not self.is_whole, -length, self.phrase.is_avoided


class Glossary:
    """The whole glossary, with the stems of what it and some texts say; two queries, however many texts there are."""

    def __init__(self, texts: Iterable[Sides]) -> None:
        all_terms, sides = terms(), list(texts)
        phrases = {language: list(_phrases(all_terms, language)) for language in LANGUAGES}
        self._stems = _stems(sides, phrases) if all_terms else {}
        # By the stems of their words, and how many those are by the first one, for many terms may begin alike.
        self._phrases: dict[str, Index] = {language: defaultdict(list) for language in LANGUAGES}
        self._lengths: dict[str, dict[str, set[int]]] = {language: defaultdict(set) for language in LANGUAGES}
        # Of one word, by that word.
        self._single: dict[str, Index] = {language: defaultdict(list) for language in LANGUAGES}
        for language in LANGUAGES:
            for phrase in phrases[language]:
                keys = tuple(self._key(word, language) for word in phrase.words)
                self._phrases[language][keys].append(phrase)
                self._lengths[language][keys[0]].add(len(keys))
                if len(phrase.words) == 1:
                    self._single[language][phrase.words].append(phrase)

    def remarks(self, sides: Sides, language: str) -> list[str]:
        """Say what the text in a language lacks that the other one says, and what should not stand in it."""
        own, source = (sides[LANGUAGES.index(code)] for code in (language, other_language(language)))
        avoided = [match.phrase for match in self.find(own, language) if match.phrase.is_avoided]
        found = {}
        if own and source:
            used = {match.phrase.term.pk for match in self._matches(own, language) if not match.phrase.is_avoided}
            # Of what stands there in a wrong word, one remark is enough.
            used |= {phrase.term.pk for phrase in avoided}
            for phrase in self.phrases_in(source, other_language(language)):
                if phrase.term.pk not in used:
                    words = {"word": phrase.text, "counterpart": ", ".join(phrase.term.words(language))}
                    found[LACKING[language] % words] = True
        for phrase in avoided:
            words = {"word": phrase.term.words(language)[0], "avoided": phrase.text}
            found[AVOIDED % words] = True
        return list(found)

    def phrases_in(self, text: str, language: str) -> list[Phrase]:
        """List the phrases to be used that a text has, each term once."""
        used = (match.phrase for match in self.find(text, language) if not match.phrase.is_avoided)
        return list({phrase.term.pk: phrase for phrase in used}.values())

    def find(self, text: str, language: str) -> list[Found]:
        """Find the phrases in a text, of those that overlap the longest."""
        chosen: list[Found] = []
        for match in sorted(self._matches(text, language), key=lambda match: match.order):
            if not chosen or match.start >= chosen[-1].end:
                chosen.append(match)
        return chosen

    def _matches(self, text: str, language: str) -> Iterator[Found]:
        words = words_of(text, language)
        keys = [self._key(word.text, language) for word in words]
        for place, word in enumerate(words):
            for length in self._lengths[language].get(keys[place], ()):
                last = place + length - 1
                for phrase in self._phrases[language].get(tuple(keys[place : last + 1]), ()) if last < len(words) else ():
                    yield Found(phrase, word.start, words[last].end, is_whole=True)
            yield from (Found(phrase, word.start, word.end, is_whole=True) for phrase in self._forms(word.text, language))
            if language == "da":
                yield from (Found(phrase, word.start, word.end, is_whole=False) for phrase in self._parts(word.text))

    def _forms(self, word: str, language: str) -> Iterator[Phrase]:
        """List the terms of which a word is a form that the stemmer does not know, as »knæet« and “GPs”."""
        for ending in FORMS[language]:
            if word.endswith(ending):
                yield from self._single[language].get((word.removesuffix(ending),), ())

    def _parts(self, word: str) -> Iterator[Phrase]:
        """List the terms with which a Danish compound begins or ends.

        To avoid a word is not to avoid its compounds: a physiotherapist is no therapist.
        """
        stem = self._key(word, "da")
        firsts = (word[:cut] for cut in range(SHORTEST_PART, len(word) - SHORTEST_REST + 1))
        lasts = (stem[cut:] for cut in range(SHORTEST_REST, len(stem) - SHORTEST_PART + 1))
        found = [self._single["da"].get((first,), []) for first in firsts] + [
            self._phrases["da"].get((last,), []) for last in lasts
        ]
        return (phrase for phrases in found for phrase in phrases if not phrase.is_avoided)

    def _key(self, word: str, language: str) -> str:
        """Return what all forms of a word have in common."""
        return self._stems.get((language, word)) or word


def _stems(texts: list[Sides], phrases: dict[str, list[Phrase]]) -> dict[tuple[str, str], str]:
    """Return the stems of all words, by language; none for words that say nothing alone."""
    words = {
        language: {word.text for sides in texts for word in words_of(sides[side], language)}
        | {word for phrase in phrases[language] for word in phrase.words}
        for side, language in enumerate(LANGUAGES)
    }
    with connection.cursor() as cursor:
        cursor.execute(STEMS, [[*words["da"]], [*words["en"]]])
        return {(language, word): stem or "" for language, word, stem in cursor.fetchall()}


def _phrases(all_terms: list[GlossaryTerm], language: str) -> Iterator[Phrase]:
    for term in all_terms:
        for is_avoided, texts in enumerate((term.words(language), term.avoided(language))):
            for text in texts:
                if words := spelling(text, language):
                    yield Phrase(text, words, term, bool(is_avoided))

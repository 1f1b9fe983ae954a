"""What the editor shows of each pair: how its two texts stand to each other, in words, at its place."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from home.bilingual.freshness import Standing, progress, standings_and_behind
from home.bilingual.freshness_rules import BOTH, PairState
from home.bilingual.languages import LANGUAGES, column, language_name, other_language
from home.bilingual.page import BilingualPage
from home.bilingual.roles import languages_of
from home.editing.behind_notices import notices_of
from home.editing.glossary.reading_along import Glossary

# By the language that must follow: a language's name takes another form in each sentence.
WORDS = {PairState.CHANGED: {"da": _("English has changed since"), "en": _("Danish has changed since")}}
BLOCK_NOT_WRITTEN = {"da": _("not written in Danish"), "en": _("not written in English")}
BOTH_CHANGED = _("both have changed: do they say the same?")


class PairMark(NamedTuple):
    """The state of a pair, with what finds it in the editor."""

    column: str
    language: str
    block_id: str
    state: str
    words: str


class GlossaryRemark(NamedTuple):
    """What the glossary says of the text of a pair in one language, with what finds it in the editor."""

    column: str
    language: str
    block_id: str
    sentences: list[str]


class LanguageCount(NamedTuple):
    """How many passages are done in a language."""

    language: str
    done: int
    passages: int

    @property
    def name(self) -> str:
        return str(capfirst(language_name(self.language)))


def pair_states(page: BilingualPage, user: Any) -> dict[str, Any]:
    """Say of each pair what its state is, at the text that must follow, what the glossary says, and what is to be looked at."""
    found, found_behind = standings_and_behind(page)
    counts = progress(found)
    return {
        "notices": notices_of(page, found_behind, languages_of(user)),
        "marks": [_mark(item) for item in found],
        "remarks": list(_remarks(found, languages_of(user))),
        "counts": [LanguageCount(language, counts[column("done", language)], counts["passages"]) for language in LANGUAGES],
    }


def state_words(item: Standing) -> str:
    """Say in words how the two texts of a pair stand to each other."""
    if item.language == BOTH:
        return str(capfirst(BOTH_CHANGED))
    return str(capfirst(WORDS.get(item.state, {}).get(item.language, item.state.label)))


def _remarks(found: list[Standing], languages: list[str]) -> Iterator[GlossaryRemark]:
    glossary = Glossary(item.sides for item in found)
    for item in found:
        # A copy has all the words of its source.
        for language in languages if item.state != PairState.COPIED else ():
            if sentences := glossary.remarks(item.sides, language):
                name = column(item.pair.field_name, language)
                yield GlossaryRemark(name, language, item.pair.block_id, sentences)


def _mark(item: Standing) -> PairMark:
    language, words = item.language if item.language in LANGUAGES else LANGUAGES[-1], state_words(item)
    place = language
    if item.state == PairState.NOT_WRITTEN and item.pair.block_id:
        # The block has no place of its own yet, so the mark stands at the one that it is to be made of.
        place, words = other_language(language), str(capfirst(BLOCK_NOT_WRITTEN[language]))
    return PairMark(column(item.pair.field_name, place), place, item.pair.block_id, item.state.value, words)

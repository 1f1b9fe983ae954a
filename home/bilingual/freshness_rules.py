"""How the two texts of a passage stand to each other: a theory of “behind” on one screen.

What is remembered of a pair (a field, or the two blocks of one id) are facts about texts, not about revisions. They belong to
the page, are copied with it, and are never taken back. So any text of the page, a draft, what is live, an older revision that
is published again, is judged by all of them, for what it is:

- A pair without text in one language is not written there.
- A pair whose two texts are the same, letter by letter, is *copied*, unless they are a name or a number, or somebody said that
  this very text belongs in both languages.
- A text that a machine wrote in this field, and that nobody has confirmed, is a *draft by machine*.
- A pair whose two texts were once declared equal is up to date.
- Otherwise each text is as old as the newest fact that knows it, and a text that none knows is newer than all. The older text
  is *behind*. Where none knows either, both were edited, and one question decides: do they say the same now?
- A pair that was never declared is being written. So is a language that awaited its translation (it was empty, or a copy) and
  whose text none knows yet, while the other language kept its text. It is behind nothing and puts nothing behind.

A block that only one language has is not written in the other one, unless that language has nothing in the whole field: then it
is not begun.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.bilingual.languages import LANGUAGES
from home.bilingual.texts import Pair, Sides, Texts

# The language of what is behind where one question decides.
BOTH = "both"
TITLE = Pair("title")
WORD = re.compile(r"[^\W\d_]{2,}")
ADDRESS = re.compile(r"\S*(?:://|@)\S*|www\.\S*")


class PairState(models.TextChoices):
    """How the two texts of a passage stand to each other."""

    NOT_WRITTEN = "not written", _("not written")
    COPIED = "copied", _("copied, not translated")
    MACHINE = "machine", _("draft by machine")
    CHANGED = "changed", _("changed since")
    UP_TO_DATE = "up to date", _("up to date")


class Fact(StrEnum):
    """What a remembered pair of texts is."""

    # A person said so, or a first translation was finished.
    EQUAL = "equal"
    # A translation that its editor left for another passage, and may come back to in the same sitting.
    LEFT = "left"
    # One language awaits its translation; its text is empty here, the other one's is what is to be translated.
    AWAITS = "awaits"
    # What a machine wrote in one language; the other one's text is empty here.
    MACHINE = "machine"


# Of these both texts are known; of the others only one.
SAYS_EQUAL = (Fact.EQUAL, Fact.LEFT)


class Remembered(NamedTuple):
    """A fact about a pair."""

    fact: str
    sides: Sides


# What is remembered of each pair, oldest first.
History = dict[Pair, list[Remembered]]


class Judgement(NamedTuple):
    """The PairState of a pair, and the language that must follow; BOTH where one question decides, empty where all is well."""

    state: Any
    language: str = ""
    # The texts that were last known to say the same.
    basis: Sides = ("", "")


FINE = Judgement(PairState.UP_TO_DATE)


class PageWords(NamedTuple):
    """What the whole page tells of each of its pairs."""

    # The words that it also writes small, which so are no names.
    small: set[str]
    # The texts, by field and side, that a machine wrote and nobody has confirmed: so a block keeps its state with another id.
    unconfirmed: set[tuple[str, int, str]]


def judge_all(texts: Texts, history: History) -> Iterator[tuple[Pair, Judgement]]:
    """Judge the pairs of a page of which both languages are begun."""
    begun = {(pair.field_name, side) for pair, sides in texts.items() for side in (0, 1) if sides[side]}
    # A title may be borrowed from the other language, so alone it begins nothing.
    written = {side for name, side in begun if name != TITLE.field_name}
    words = page_words(texts, history)
    for pair, sides in texts.items():
        if all((pair.field_name, side) in begun for side in (0, 1)) and (pair != TITLE or written in (set(), {0, 1})):
            yield pair, judge(pair, sides, history.get(pair, []), words)


def judge_alone(pair: Pair, sides: Sides, history: list[Remembered], words: PageWords) -> Judgement:
    """Judge a pair of which one language has nothing in the whole field."""
    if all(sides) or Remembered(Fact.EQUAL, sides) in history:
        return FINE
    if by_machine := _by_machine(pair, sides, history, words):
        return by_machine
    return Judgement(PairState.NOT_WRITTEN, LANGUAGES[sides.index("")])


def judge(pair: Pair, sides: Sides, history: list[Remembered], words: PageWords) -> Judgement:
    """Judge one pair."""
    equal = [known.sides for known in history if known.fact in SAYS_EQUAL]
    if sides in equal or not any(sides):
        return FINE
    untranslated = _by_machine(pair, sides, history, words) or _copied(sides, history, words)
    if untranslated or sides[0] == sides[1]:
        return untranslated or FINE
    unknown = len(history)
    ages = [_age(side, sides[side], history) for side in (0, 1)]
    is_written = bool(equal) and not _is_being_written(ages, history)
    if not all(sides):
        empty = sides.index("")
        if not is_written or ages[empty] <= ages[1 - empty]:
            return Judgement(PairState.NOT_WRITTEN, LANGUAGES[empty])
    elif not is_written:
        return FINE
    if ages == [unknown, unknown]:
        return Judgement(PairState.CHANGED, BOTH, equal[-1])
    older = 0 if ages[0] < ages[1] else 1
    return Judgement(PairState.CHANGED, LANGUAGES[older], history[ages[older]].sides)


def is_in_progress(pair: Pair, sides: Sides, history: list[Remembered], words: PageWords) -> bool:
    """Tell whether a pair is a translation that nobody has called finished."""
    finished = [known.sides for known in history if known.fact == Fact.EQUAL]
    return all(sides) and sides[0] != sides[1] and sides not in finished and judge(pair, sides, history, words) == FINE


def is_translatable(text: str, small: set[str]) -> bool:
    """Tell whether a text is more than names and numbers; a name is written with a capital wherever it stands."""
    words = WORD.findall(ADDRESS.sub(" ", text))
    return any(word[0].islower() or word.lower() in small for word in words)


def page_words(texts: Texts, history: History) -> PageWords:
    """Gather what a page as a whole tells of its pairs."""
    small = {word for sides in texts.values() for text in set(sides) for word in WORD.findall(text) if word[0].islower()}
    facts = [(pair.field_name, known) for pair, each in history.items() for known in each]
    by_machine, confirmed = (
        {(name, side, text) for name, known in facts if known.fact in wanted for side, text in enumerate(known.sides) if text}
        for wanted in ((Fact.MACHINE,), SAYS_EQUAL)
    )
    return PageWords(small, by_machine - confirmed)


def awaiting_side(history: list[Remembered]) -> int | None:
    """Return the language that last awaited its translation; None where that is not known."""
    notes = [known.sides for known in history if known.fact == Fact.AWAITS]
    return notes[-1].index("") if notes else None


def _by_machine(pair: Pair, sides: Sides, history: list[Remembered], words: PageWords) -> Judgement | None:
    side = next((side for side in (1, 0) if (pair.field_name, side, sides[side]) in words.unconfirmed), None)
    if side is None:
        return None
    sources = [known.sides for known in history if known.fact == Fact.AWAITS and not known.sides[side]]
    return Judgement(PairState.MACHINE, LANGUAGES[side], *sources[-1:])


def _copied(sides: Sides, history: list[Remembered], words: PageWords) -> Judgement | None:
    """Judge a side that is a copy of the other, as that is or as it was when it was copied."""
    for known in reversed(history):
        if known.fact == Fact.AWAITS:
            awaits = known.sides.index("")
            source = known.sides[1 - awaits]
            if sides[awaits] == source and is_translatable(source, words.small):
                return Judgement(PairState.COPIED, LANGUAGES[awaits])
    if sides[0] != sides[1] or not is_translatable(sides[0], words.small):
        return None
    ages = [_age(side, sides[side], history) for side in (0, 1)]
    return Judgement(PairState.COPIED, LANGUAGES[0 if ages[0] > ages[1] else 1])


def _age(side: int, text: str, history: list[Remembered]) -> int:
    """Return the place in the history of the newest fact that knows a text; the history's length where none does."""
    places = (
        place
        for place, known in enumerate(history)
        if known.sides[side] == text and not (known.fact not in SAYS_EQUAL and not known.sides[side])
    )
    return max(places, default=len(history))


def _is_being_written(ages: list[int], history: list[Remembered]) -> bool:
    unknown, awaits = len(history), awaiting_side(history)
    if awaits is None or ages[awaits] != unknown:
        return False
    source = ages[1 - awaits]
    newest = history[-1 if source == unknown else source]
    # Where both texts are new after a translation was left alone, the question is asked.
    return newest.fact in (Fact.AWAITS, Fact.MACHINE) or (newest.fact == Fact.LEFT and source != unknown)

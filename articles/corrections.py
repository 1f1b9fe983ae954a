"""The words that a reader may have meant, where no page has what they typed: those of the pages that differ by a slip."""

import re
from collections import Counter

from home.bilingual.languages import column
from home.bilingual.search_lexicon import Lexicon, fold
from home.bilingual.search_query import Term
from home.models import BasePage

WORD = re.compile(r"[^\W\d_]{4,}")
PAGES_READ = 100
# Two slips are forgiven in words of this length.
LONG = 9
SHORTEST = 4


def corrections(terms: list[Term], lexicon: Lexicon) -> dict[str, str]:
    """Name, for each word that is unknown, the known one that it is most likely a slip of; one query where there are any."""
    unknown = {
        word
        for term in terms
        for word in term.words
        if not term.is_quoted
        and not term.synonyms
        and len(word) >= SHORTEST
        and not word.isdecimal()
        and not _known(word, lexicon)
    }
    if not unknown:
        return {}
    known = _known_words(lexicon)
    return {word: meant for word in unknown if (meant := _nearest(word, known, lexicon.language))}


def replaced(text: str, words: dict[str, str]) -> str:
    """Put the words that were meant in the place of those that were typed."""
    for typed, meant in words.items():
        text = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", meant, text, flags=re.IGNORECASE)
    return text


def _known(word: str, lexicon: Lexicon) -> bool:
    stem = lexicon.stem(word)
    if lexicon.is_known(word) or lexicon.compounds(stem) or lexicon.parts(word):
        return True
    return any(other.startswith(stem) for other in lexicon.vocabulary)


def _known_words(lexicon: Lexicon) -> Counter[str]:
    language = lexicon.language
    columns = [column(name, language) for name in ("title", "search_lead", "search_body")]
    pages = BasePage.objects.public_in(language).order_by("-pk").values_list(*columns)[:PAGES_READ]
    words = Counter(word for texts in pages for text in texts for word in WORD.findall((text or "").lower()))
    words.update(word for group in lexicon.synonyms for phrase in group for word in phrase if len(word) >= SHORTEST)
    return words


def _nearest(word: str, known: Counter[str], language: str) -> str:
    plain = fold if language == "da" else str
    typed = plain(word)
    most = 2 if len(typed) >= LONG else 1
    near = (
        (slips(typed, plain(other), most), -count, other) for other, count in known.items() if abs(len(other) - len(word)) <= 3
    )
    _, _, meant = min((each for each in near if each[0] <= most), default=(0, 0, ""))
    return meant


def slips(typed: str, meant: str, most: int) -> int:
    """Count the letters that are wrong, missing, too many, or changed places; more than `most` is not counted on."""
    if abs(len(typed) - len(meant)) > most:
        return most + 1
    last: list[int] = []
    before = list(range(len(meant) + 1))
    for row, letter in enumerate(typed, 1):
        here = [row]
        for place, other in enumerate(meant, 1):
            cost = min(before[place] + 1, here[-1] + 1, before[place - 1] + (letter != other))
            if row > 1 < place and letter == meant[place - 2] and typed[row - 2] == other:
                cost = min(cost, last[place - 2] + 1)
            here.append(cost)
        if min(here) > most:
            return most + 1
        last, before = before, here
    return before[-1]

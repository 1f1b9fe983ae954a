"""What a reader means by the words in the search box, as PostgreSQL is asked for it."""

import re
import unicodedata
from itertools import product

from django.contrib.postgres.search import SearchQuery

CONFIGURATIONS = {"da": "danish", "en": "english"}
# Signs that end a word, and letters whose accents readers leave out, each with what the index has instead.
SIGNS = "/._@éèêëáàâäíìîïóòôöúùûüñçÉÈÊËÁÀÂÄÍÌÎÏÓÒÔÖÚÙÛÜÑÇ"
SUBSTITUTES = "    eeeeaaaaiiiioooouuuuncEEEEAAAAIIIIOOOOUUUUNC"
TERM = re.compile(r'["“”„»«](?P<phrase>[^"“”„»«]*)["“”„»«]|(?P<word>[^\W_]+)')
WORD = re.compile(r"[^\W_]+")
# Danish as it is written without its own letters, on other keyboards and in many names.
SPELLINGS = {"ae": "æ", "oe": "ø", "aa": "å"}
LETTERS = {letter: pair for pair, letter in SPELLINGS.items()}
TWO_SPELLINGS = re.compile("|".join([*SPELLINGS, *LETTERS]))
# PostgreSQL leaves these out of every search; spelt otherwise, they would be asked for.
COMMON = {"på", "når", "også", "være", "været", "sådan"}
# More would only be typed to make the search slow.
MOST_PLACES = 4
# Nouns whose stem is longer than the verb's: “treatment” shall find “treated”, and »behandling« »behandles«.
NOUNS_OF_VERBS = {"da": re.compile(r"(.{4,})ing(?:s|ens?|ers?|ernes?)?"), "en": re.compile(r"(.{4,})ments?")}


def search_query(text: str, language: str) -> SearchQuery | None:
    """Ask for all words of a text, and for words in quotation marks in their order; None where it has no word.

    The last word may be the beginning of a longer one: `iskias` finds »iskiassmerter«.
    """
    text = unicodedata.normalize("NFC", text).translate(str.maketrans(SIGNS, SUBSTITUTES)).lower()
    found = list(TERM.finditer(text))
    terms = []
    for match in found:
        if match["word"]:
            terms.append(_word(match["word"], language, is_last=match is found[-1]))
        elif words := WORD.findall(match["phrase"]):
            terms.append(" <-> ".join(_any_of(spellings(word)) for word in words))
    if not terms:
        return None
    return SearchQuery(" & ".join(f"({term})" for term in terms), config=CONFIGURATIONS[language], search_type="raw")


def spellings(word: str) -> list[str]:
    """List the ways to spell a word with and without the Danish letters: `aalborg` → `aalborg`, `ålborg`.

    A word that says nothing has one spelling, in which PostgreSQL knows it.
    """
    pieces, position = [], 0
    for match in list(TWO_SPELLINGS.finditer(word))[:MOST_PLACES]:
        typed = match[0]
        pieces += [(word[position : match.start()],), (typed, SPELLINGS.get(typed) or LETTERS[typed])]
        position = match.end()
    ways = ["".join(choice) for choice in product(*pieces, (word[position:],))]
    return [way for way in ways if way in COMMON] or ways


def _word(word: str, language: str, *, is_last: bool) -> str:
    noun = NOUNS_OF_VERBS[language].fullmatch(word)
    verbs = spellings(noun[1]) if noun else []
    return " | ".join(filter(None, (_any_of(spellings(word), ":*" if is_last else ""), _any_of(verbs))))


def _any_of(words: list[str], mark: str = "") -> str:
    # A word holds letters and digits only, so nothing in it can end the quotation.
    alternatives = " | ".join(f"'{word}'{mark}" for word in words)
    return f"({alternatives})" if len(words) > 1 else alternatives

"""What a reader means by the words in the search box, as PostgreSQL is asked for it."""

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import product

from django.contrib.postgres.search import SearchQuery

from home.bilingual.question_words import asked_with
from home.bilingual.search_lexicon import Lexicon, halves

CONFIGURATIONS = {"da": "danish", "en": "english"}
# Signs that end a word, and letters whose accents readers leave out, each with what the index has instead.
SIGNS = "/._@-+<>&éèêëáàâäíìîïóòôöúùûüñçÉÈÊËÁÀÂÄÍÌÎÏÓÒÔÖÚÙÛÜÑÇ"
SUBSTITUTES = "         eeeeaaaaiiiioooouuuuncEEEEAAAAIIIIOOOOUUUUNC"
ACCENTS = {ord(sign): plain for sign, plain in zip(SIGNS, SUBSTITUTES, strict=True) if plain != " "}
QUOTED = re.compile(r'["“”„»«](?P<phrase>[^"“”„»«]*)["“”„»«]|(?P<chunk>[^\s"“”„»«]+)')
# In a chunk without spaces, a hyphen links what belongs together: `ST-36`, `sham-akupunktur`; other characters do not.
LINKED = re.compile(r"[^\W_]+(?:[-\u2010-\u2015][^\W_]+)*")
# The index knows letters and digits as words of their own: `ST36` is `ST 36`.
WORD = re.compile(r"[^\W\d_]+|\d+")
PHONE = re.compile(r"(?:\+|\b00)?\d[\d \u00a0\u2009\u202f\u2010-\u2015-]{6,}\d\b")
# “doesn’t”, “what’s”, “they’re” say no more than “does”, “what” and “they”; in Danish only a genitive ends so.
CONTRACTED = re.compile(r"(?<=\w)(?:n['’‘ʼ´`]t|['’‘ʼ´`](?:s|re|ll|ve|d|m))(?!\w)", re.IGNORECASE)
OPERATORS = {"AND", "OR", "NOT"}
# Danish as it is written without its own letters, on other keyboards and in many names.
SPELLINGS = {"ae": "æ", "oe": "ø", "aa": "å"}
LETTERS = {letter: pair for pair, letter in SPELLINGS.items()}
TWO_SPELLINGS = re.compile("|".join([*SPELLINGS, *LETTERS]))
# More would only be typed to make the search slow.
MOST_PLACES = 4
MOST_TERMS = 16
# Of a list of synonyms, in words that say something.
LONGEST_PHRASE = 4
SHORTEST_BEGINNING = 3
# Nouns whose stem is longer than the verb's: “treatment” shall find “treated”, and »behandling« »behandles«.
NOUNS_OF_VERBS = {"da": re.compile(r"(.{4,})ing(?:s|ens?|ers?|ernes?)?"), "en": re.compile(r"(.{4,})ments?")}


@dataclass
class Term:
    """A word, a few that a hyphen links, or a quotation: what a page has, or has not."""

    words: list[str]
    is_quoted: bool = False
    is_last: bool = False
    # Other ways to say it, each with its words.
    synonyms: list[list[str]] = field(default_factory=list)

    def __str__(self) -> str:
        return " ".join(self.words)


def read_terms(text: str) -> list[Term]:
    """Take a reader's text apart; operators of other searches and special characters mean nothing here."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").translate(ACCENTS)
    text = CONTRACTED.sub(" ", text)
    text = PHONE.sub(lambda match: f" {_national(match[0])} ", text)
    are_operators = text != text.upper()
    terms = []
    for match in QUOTED.finditer(text):
        if match["chunk"]:
            chunks = [chunk for chunk in LINKED.findall(match["chunk"]) if not (are_operators and chunk in OPERATORS)]
            terms += [Term(words) for chunk in chunks if (words := WORD.findall(chunk.lower()))]
        elif words := WORD.findall(match["phrase"].lower()):
            terms.append(Term(words, is_quoted=True))
    terms = terms[:MOST_TERMS]
    if terms:
        terms[-1].is_last = not terms[-1].is_quoted
    return terms


def words_to_learn(terms: list[Term], language: str) -> set[str]:
    """List every word whose stem is asked for when these terms are."""
    typed = {word for term in terms for word in (*term.words, "".join(term.words))}
    words = {spelling for word in typed for spelling in spellings(word, language)}
    words |= {noun[1] for word in words if (noun := NOUNS_OF_VERBS[language].fullmatch(word))}
    return words | {part for word in words if not word.isdecimal() for pair in halves(word) for part in pair}


def meaning(terms: list[Term], lexicon: Lexicon) -> list[Term]:
    """Keep the terms that say something, and join those that are a phrase of the synonyms."""
    # A phrase may be made of words that alone say nothing: “how much”.
    terms = _with_synonyms(terms, lexicon, shortest=2)
    asked = asked_with(lexicon.language)
    said = [term for term in terms if term.is_quoted or term.synonyms or any(_says(word, lexicon) for word in term.words)]
    kept = [term for term in said if term.is_quoted or term.synonyms or not {*term.words} <= asked] or said
    return _with_synonyms(kept, lexicon, shortest=1)


def one_query(terms: list[Term], lexicon: Lexicon, *, all_of_them: bool = True) -> SearchQuery | None:
    """Ask for all terms, or for any of them; None where there are none."""
    parts = [part for term in terms if (part := term_query(term, lexicon))]
    if not parts:
        return None
    # The stems are known, so nothing is left to the configuration.
    return SearchQuery((" & " if all_of_them else " | ").join(parts), config="simple", search_type="raw")


def exact_query(typed: list[Term], lexicon: Lexicon) -> SearchQuery | None:
    """Ask for the words as they were typed, one after the other: a question that a page answers under that heading."""
    words = [word for term in typed for word in term.words]
    query = _in_order(words, lexicon)
    return SearchQuery(query, config="simple", search_type="raw") if query else None


def term_query(term: Term, lexicon: Lexicon) -> str:
    """Write what a term asks for; empty where it holds only words that PostgreSQL leaves out."""
    ways = [_in_order(term.words, lexicon) if term.is_quoted else _linked(term, lexicon)]
    for words in term.synonyms:
        ways.append(_either(_part(words[0], lexicon)) if len(words) == 1 else _in_order(words, lexicon))
    return _either(ways)


def spellings(word: str, language: str = "da") -> list[str]:
    """List the ways to spell a word with and without the Danish letters: `aalborg` → `aalborg`, `ålborg`."""
    if language != "da" and not any(letter in word for letter in LETTERS) and "aa" not in word:
        return [word]
    pieces, position = [], 0
    for match in list(TWO_SPELLINGS.finditer(word))[:MOST_PLACES]:
        typed = match[0]
        pieces += [(word[position : match.start()],), (typed, SPELLINGS.get(typed) or LETTERS[typed])]
        position = match.end()
    return ["".join(choice) for choice in product(*pieces, (word[position:],))]


def _national(number: str) -> str:
    digits = "".join(filter(str.isdecimal, number))
    if len(digits) < 8:
        return number
    return re.sub(r"^(?:00)?45(?=\d{8}$)", "", digits)


def _says(word: str, lexicon: Lexicon) -> bool:
    # PostgreSQL leaves a stop word out of every search; spelt otherwise, it would be asked for.
    return all(_stems(word, lexicon))


def _stems(word: str, lexicon: Lexicon) -> list[str]:
    ways = spellings(word, lexicon.language)
    return [lexicon.stem(way) for way in ways if way == word or way in lexicon.stems]


def _with_synonyms(terms: list[Term], lexicon: Lexicon, *, shortest: int) -> list[Term]:
    joined, position = [], 0
    while position < len(terms):
        length, group, others = 1, terms[position : position + 1], terms[position].synonyms
        for size in range(LONGEST_PHRASE, shortest - 1, -1):
            here = terms[position : position + size]
            said = "".join(lexicon.key(word) for term in here for word in term.words)
            if (
                len(here) == size
                and not any(term.is_quoted or term.synonyms for term in here)
                and (found := lexicon.same_as(said))
            ):
                length, group, others = size, here, found
                break
        words = [word for term in group for word in term.words]
        joined.append(Term(words, group[0].is_quoted, group[-1].is_last, others))
        position += length
    return joined


def _linked(term: Term, lexicon: Lexicon) -> str:
    if len(term.words) == 1:
        return _any_way(term.words[0], lexicon, is_last=term.is_last)
    if all(word.isdecimal() for word in term.words):
        return _all([_quoted(word) for word in term.words])
    if any(word.isdecimal() for word in term.words):
        return _in_order(term.words, lexicon)
    together = [
        _either([_any_way(word, lexicon), *_part_or_same(word, lexicon)]) for word in term.words if _says(word, lexicon)
    ]
    return _either([_all(together), _any_way("".join(term.words), lexicon)])


def _any_way(word: str, lexicon: Lexicon, *, is_last: bool = False) -> str:
    """Ask for a word however it is inflected, spelt, or part of a compound; the last may be the beginning of a longer one."""
    if word.isdecimal():
        return _either(_numbers(word))
    stems = _stems(word, lexicon)
    if not all(stems):
        return ""
    mark = ":*" if is_last and len(word) >= SHORTEST_BEGINNING else ""
    ways = [_quoted(stem) + mark for stem in stems]
    for spelling in spellings(word, lexicon.language):
        if noun := NOUNS_OF_VERBS[lexicon.language].fullmatch(spelling):
            ways.append(_quoted(lexicon.stem(noun[1]) or noun[1]))
    for stem in stems:
        ways += [_quoted(other) for other in (*lexicon.respelt(stem), *lexicon.compounds(stem))]
    for first, last in lexicon.parts(word) if not any(stem in lexicon.vocabulary for stem in stems) else []:
        ways.append(_all([_either(_part_or_same(part, lexicon)) for part in (first, last)]))
    return _either(ways)


def _part(word: str, lexicon: Lexicon) -> list[str]:
    stem = lexicon.stem(word)
    return [_quoted(other) for other in (stem, *lexicon.compounds(stem)) if other]


def _part_or_same(word: str, lexicon: Lexicon) -> list[str]:
    return _part(word, lexicon) + [_in_order(words, lexicon) for words in lexicon.same_as(lexicon.key(word))]


def _numbers(word: str) -> list[str]:
    """List how a number may be written: eight digits by two or four, thousands with a sign between them."""
    ways = [word]
    if len(word) == 8:
        ways += [" ".join(word[place : place + step] for place in range(0, 8, step)) for step in (2, 4)]
    elif 4 <= len(word) <= 6:
        ways.append(f"{word[:-3]} {word[-3:]}")
    return [f"({' <-> '.join(_quoted(part) for part in way.split())})" for way in ways]


def _in_order(words: list[str], lexicon: Lexicon) -> str:
    """Ask for words one after the other, with as many between them as PostgreSQL leaves out."""
    query, distance = "", 0
    for word in words:
        distance += 1
        stems = _stems(word, lexicon)
        if all(stems):
            operator = f" <{distance}> " if query else ""
            query += operator + _either([_quoted(stem) for stem in stems])
            distance = 0
    return f"({query})" if query else ""


def _all(parts: list[str]) -> str:
    parts = [*filter(None, parts)]
    return f"({' & '.join(parts)})" if parts else ""


def _either(parts: list[str]) -> str:
    parts = [*dict.fromkeys(filter(None, parts))]
    return f"({' | '.join(parts)})" if len(parts) > 1 else "".join(parts)


def _quoted(word: str) -> str:
    # A word holds letters and digits only, so nothing in it can end the quotation.
    return f"'{word}'"

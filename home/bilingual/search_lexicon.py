"""What is known of a language when a reader's words are read: the words of the public pages, their stems, and synonyms."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db import connection

DICTIONARIES = {"da": "danish_stem", "en": "english_stem"}
# Danish on keyboards without its letters: each of æ, ø and å is typed in two ways, of which one is a letter alone.
FOLDED = (("ae", "a"), ("oe", "o"), ("aa", "a"), ("æ", "a"), ("ø", "o"), ("å", "a"))
# A part of a compound is shorter than this only where it could be the part of anything.
SHORTEST_PART = 4
SHORTEST_REST = 3
MOST_WORDS = 12
ENDINGS = ("et", "en", "ene", "erne", "er")
LINKS = ("", "s", "e", "er", "n")


def fold(word: str) -> str:
    """Write a Danish word as somebody does who cannot type æ, ø and å."""
    for letters, letter in FOLDED:
        word = word.replace(letters, letter)
    return word


def halves(word: str) -> list[tuple[str, str]]:
    """List every way to take a compound apart, without what links its two words: `arbejdstid` → `arbejd`, `tid` …"""
    cuts = range(SHORTEST_REST, len(word) - SHORTEST_REST + 1)
    firsts = ((word[:cut].removesuffix(link), word[cut:]) for cut in cuts for link in LINKS if word[:cut].endswith(link))
    return [pair for pair in firsts if len(pair[0]) >= SHORTEST_REST]


@dataclass
class Lexicon:
    """The stems in one language; `stems` has nothing for a word that PostgreSQL leaves out of every search."""

    language: str
    # The stems of the words of public pages.
    vocabulary: frozenset[str]
    # Each group is a list of words, or of phrases as lists of words, that mean the same.
    synonyms: list[list[list[str]]]
    stems: dict[str, str] = field(default_factory=dict)

    def learn(self, words: Iterable[str]) -> None:
        """Read the stems of some words; one query."""
        wanted = {*words, *(word for group in self.synonyms for phrase in group for word in phrase)} - {*self.stems}
        if wanted:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT word, (ts_lexize(%s::regdictionary, word))[1] FROM unnest(%s::text[]) AS word",
                    [DICTIONARIES[self.language], [*wanted]],
                )
                self.stems |= {word: stem or "" for word, stem in cursor.fetchall()}

    def stem(self, word: str) -> str:
        return word if word.isdecimal() else self.stems.get(word, word)

    def key(self, word: str) -> str:
        """Return what two words have in common that are the same to a reader."""
        stem = self.stem(word) or word
        return fold(stem) if self.language == "da" else stem

    @cached_property
    def _compounds(self) -> dict[str, list[str]]:
        return {}

    @cached_property
    def _by_fold(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for stem in sorted(self.vocabulary):
            found.setdefault(fold(stem), []).append(stem)
        return found

    @cached_property
    def _groups(self) -> dict[str, list[list[list[str]]]]:
        found: dict[str, list[list[list[str]]]] = {}
        for group in self.synonyms:
            for phrase in group:
                # Joined, since `e-mail`, `e mail` and `email` are one to a reader.
                ways = ("".join(map(self.key, words)) for words in (phrase, [word for word in phrase if self.stem(word)]))
                for key in {*filter(None, ways)}:
                    found.setdefault(key, []).append(group)
        return found

    def same_as(self, key: str) -> list[list[str]]:
        """List the phrases that mean the same as one that is known by a key."""
        return [phrase for group in self._groups.get(key, []) for phrase in group]

    def respelt(self, stem: str) -> list[str]:
        """List the stems that differ only in æ, ø and å, or in an ending that stems of short words keep: `knæet` → `knæ`."""
        if self.language != "da" or stem in self.vocabulary:
            return []
        shorter = [stem.removesuffix(ending) for ending in ENDINGS if stem.endswith(ending)]
        return self._by_fold.get(fold(stem), []) + [word for word in shorter if len(word) > 1 and word in self.vocabulary]

    def compounds(self, stem: str) -> list[str]:
        """List the Danish compounds that begin or end with a stem: `prolap` → `diskusprolap`."""
        if self.language != "da" or len(stem) < SHORTEST_PART or stem.isdecimal():
            return []
        if stem in self._compounds:
            return self._compounds[stem]
        rest = len(stem) + SHORTEST_REST
        found = [word for word in self.vocabulary if word.endswith(stem) and len(word) >= rest]
        found += [word for word in self.vocabulary if word.startswith(stem) and len(word) > rest]
        return self._compounds.setdefault(stem, sorted(found)[:MOST_WORDS])

    def parts(self, word: str) -> list[tuple[str, str]]:
        """List the two words that a compound may be made of: `hoftesmerter` → `hofte`, `smerter`."""
        pairs = halves(word)
        if self.language != "da":
            # English writes few words as one: `screenreader`.
            pairs = [pair for pair in pairs if "".join(pair) == word and min(map(len, pair)) >= SHORTEST_PART]
        return [pair for pair in pairs if all(self.is_known(part) for part in pair)][:2]

    def is_known(self, word: str) -> bool:
        """Tell whether a page or a list of synonyms has a word."""
        stem = self.stem(word)
        if not stem:
            return False
        return stem in self.vocabulary or self.key(word) in self._groups or bool(self.respelt(stem))

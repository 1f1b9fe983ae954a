"""What a story was called, whom it named and where it stood, found in whatever spelling it stands elsewhere."""

import html
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import unquote

from django.db.models import Q
from wagtail.models import Revision

from articles.consent.memory import TITLES, paths_of
from articles.models import CaseStoryPage, StoryTrace
from home.bilingual.languages import LANGUAGES, column
from home.models import PublicAddress
from home.security.public_forms.contact_details import folded

TAG = re.compile(r"<[^>]*>")
# A shorter word tells nothing of anybody.
SHORTEST_WORD = 4
ALIKE = str.maketrans("’‘`´‐‑–—−", "''''-----")
TOLD = ("summary", "occupation", "complaint", "duration", "background", "course", "outcome")


@dataclass
class Words:
    """The words of one story, in all its pages and versions."""

    titles: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    vocabulary: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, pages: Collection[int]) -> Self:
        """Collect what is known of some pages, deleted ones too."""
        words = cls()
        texts = [column(name, language) for name in TOLD for language in LANGUAGES]
        rows = list(CaseStoryPage._base_manager.filter(pk__in=pages).values())
        stories = Q(object_id__in=[str(page) for page in pages], base_content_type__app_label="home")
        contents = Revision.objects.filter(stories, base_content_type__model="basepage").values_list("content", flat=True)
        for row in [*rows, *contents]:
            words.titles |= {row[name] for name in TITLES if row.get(name)}
            words.names |= {row["pseudonym"]} if row.get("pseudonym") else set()
            words.paths |= {*paths_of(row)}
            words._learn(row[name] for name in texts if row.get(name))
        for trace in StoryTrace.objects.filter(page_number__in=pages):
            words.titles |= {*trace.titles}
            words.names |= {*trace.names}
            words.paths |= {*trace.paths}
        words.paths |= {*PublicAddress.objects.filter(page__in=pages).values_list("path", flat=True)}
        # An address that another page has taken over is that page's.
        taken = PublicAddress.objects.filter(path__in=words.paths).exclude(page__in=pages)
        words.paths -= {*taken.values_list("path", flat=True)}
        words._learn([*words.titles, *words.names, *words.paths])
        return words

    def _learn(self, texts: Any) -> None:
        self.vocabulary |= {word for text in texts for word in _words_in(text) if len(word) >= SHORTEST_WORD}

    # What is looked for

    def tell(self, text: str) -> bool:
        """Tell whether a link's words share any with the story."""
        names = {folded(name) for name in self.names}
        return any(word in self.vocabulary or word in names for word in _words_in(text))

    def are_named_in(self, value: Any) -> bool:
        """Tell whether a text, or what is within lists and dictionaries, holds a title or an address of the story."""
        return any(self._is_title_in(text) or self.has_address(text) for text in texts_in(value))

    def may_be_meant_in(self, value: Any) -> bool:
        """Tell whether somebody should read a text: it holds a title, an address or the patient's pseudonym."""
        return self.are_named_in(value) or any(
            re.search(rf"(?<!\w){re.escape(_plain(name))}", _plain(text)) for text in texts_in(value) for name in self.names
        )

    def has_address(self, text: str) -> bool:
        if not self.paths:
            return False
        decoded = html.unescape(text)
        for _time in range(3):
            if self._address.search(decoded.casefold()):
                return True
            decoded = unquote(decoded)
        return False

    @property
    def _address(self) -> re.Pattern[str]:
        paths = ["/+".join(map(re.escape, path.strip("/").casefold().split("/"))) for path in self.paths]
        # The English address is also found without its prefix, as it stands within the tree.
        return re.compile(rf"(?<![\w-])(?:{'|'.join(path.removeprefix('en/+') for path in paths)})(?![\w-])")

    def _is_title_in(self, text: str) -> bool:
        plain = _plain(text)
        return any(_title_pattern(_plain(title)).search(plain) for title in self.titles)

    @property
    def database_pattern(self) -> str:
        """A regular expression of PostgreSQL that finds at least every row in which the story may be named."""
        endings = {path.strip("/").rpartition("/")[2] for path in self.paths}
        return "|".join(_loose(word) for word in sorted({*self.titles, *self.names, *endings}) if word.strip())


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text within lists and dictionaries, and within JSON that is kept as text."""
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list | tuple):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, str):
        if value.startswith(("[", "{")):
            try:
                yield from texts_in(json.loads(value))
                return
            except ValueError:
                pass
        yield value


def _plain(text: str) -> str:
    return folded(TAG.sub("", html.unescape(text))).translate(ALIKE)


def _title_pattern(title: str) -> re.Pattern[str]:
    """A title of several words is found anywhere; one word, which may be any, only by itself or in quotation marks."""
    if " " in title:
        return re.compile(rf"(?<!\w){re.escape(title)}")
    return re.compile(rf"^{re.escape(title)}$|[»“\"„'«]{re.escape(title)}[«”\"“'»]")


def _words_in(text: str) -> list[str]:
    return re.findall(r"\w+", _plain(text).replace("_", " "))


def _loose(word: str) -> str:
    """Allow for every letter its percent code, and for what is no plain letter whatever spelling it has in JSON or HTML."""
    return "".join(
        rf"({char}|%(25)?{ord(char.lower()):x}|%(25)?{ord(char.upper()):x})" if char.isascii() and char.isalnum() else ".{1,12}"
        for char in " ".join(word.split())
    )

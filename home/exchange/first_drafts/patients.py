"""Whether a passage of an ordinary page may tell of a patient, so that no machine gets it: the one place that decides.

What leads to a case story often says whose story it is. What leads to nothing may have led to one: who withdraws a consent has
the story deleted.
"""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import PageChooserBlock
from wagtail.fields import RichTextField
from wagtail.models import get_page_models

from home.bilingual.address_book import PublicAddress
from home.bilingual.block_visitor import WRITTEN, Kind, Leaf, leaves
from home.bilingual.languages import LANGUAGES, column
from home.bilingual.normal_text import normal
from home.bilingual.page import page_model
from home.editing.passage import Passage
from home.pages.blocks.emphasis import QuotationBlock
from home.reading.redirect_targets import own_path, page_at

STORY = _("it leads to a case story, which is never sent to a machine")
QUOTED = _("it is a quotation, which may be a patient’s own words")
NOWHERE = _("it leads to a page that cannot be found, and that may have been a case story")

ADDRESS = re.compile(r"(?:https?:|www\.|//)\S*[\w/]", re.IGNORECASE)
WEB = ("", "http", "https")


class Patients:
    """Looks up each page and address once."""

    def __init__(self) -> None:
        self._stories = _addresses_of_stories()
        self._known: dict[str, Any] = {}

    def why_kept(self, passage: Passage) -> Any:
        """Say why a passage stays; empty where it may go."""
        found = [reason for leaf in _leaves(passage) for reason in self._reasons(leaf)]
        if passage.pair.block_id and isinstance(passage.block, QuotationBlock):
            found.append(QUOTED)
        return next((reason for reason in (STORY, QUOTED, NOWHERE) if reason in found), "")

    def _reasons(self, leaf: Leaf) -> Iterator[Any]:
        if isinstance(leaf.block, PageChooserBlock):
            yield self._of_page(str(leaf.value))
        if leaf.kind not in (*WRITTEN, Kind.LINK):
            return
        if self._stories.search(_folded(leaf.value)):
            yield STORY
        if leaf.kind in (Kind.RICH_TEXT, Kind.HTML):
            for tag, attributes in _tags(leaf.value):
                yield from self._of_tag(tag, attributes)
        else:
            for address in ADDRESS.findall(leaf.value):
                yield self._of_address(f"//{address}" if address[0] in "wW" else address)

    def _of_tag(self, tag: str, attributes: list[tuple[str, str]]) -> Iterator[Any]:
        if tag in ("blockquote", "q"):
            yield QUOTED
        is_of_page = any(name == "linktype" and value.strip().lower() == "page" for name, value in attributes)
        for name, value in attributes:
            if name == "id" and is_of_page:
                yield self._of_page(value.strip())
            elif name == "href":
                yield self._of_address(value)

    def _of_page(self, key: str) -> Any:
        if key not in self._known:
            found = page_model().objects.filter(pk=key).first() if key.isdecimal() else None
            self._known[key] = _of(found)
        return self._known[key]

    def _of_address(self, address: str) -> Any:
        if address not in self._known:
            self._known[address] = _of_address(address)
        return self._known[address]


def _of(page: Any) -> Any:
    if page is None or page.specific_class is None:
        return NOWHERE
    return STORY if page.specific_class.tells_of_a_patient else ""


def _of_address(address: str) -> Any:
    """Say so of an address of this site, as a browser reads it."""
    try:
        parts = urlsplit(urljoin("/", address.strip().replace("\\", "/")))
        path = own_path(parts.geturl()) if parts.scheme in WEB else None
    except ValueError:
        return NOWHERE
    return "" if path is None else _of(page_at(path))


def _leaves(passage: Passage) -> Iterator[Leaf]:
    for value in (passage.stored_source(), passage.stored()):
        if passage.pair.block_id:
            yield from leaves(passage.block, value)
        elif value:
            yield Leaf(Kind.RICH_TEXT if isinstance(passage.field, RichTextField) else Kind.WORDS, value)


def _tags(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    found: list[tuple[str, list[tuple[str, str]]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, [(name, value or "") for name, value in attrs]))

    reader = Reader()
    reader.feed(text)
    reader.close()
    return found


def _addresses_of_stories() -> re.Pattern[str]:
    """Match what an address of a case story ends with, on whatever host: its slug, or anything below a list of stories."""
    models = get_page_models()
    stories = _slugs([model for model in models if model.tells_of_a_patient])
    lists = _slugs([model for model in models if any(each.tells_of_a_patient for each in model.allowed_subpage_models())])
    return re.compile(rf"/(?:(?:{stories})(?![\w-])|(?:{lists})/+\w)")


def _slugs(models: list[Any]) -> str:
    """Write the slugs of some kinds of pages, those that they had as well, as an alternative of a pattern."""
    columns = [column("slug", language) for language in LANGUAGES]
    rows = [(key, *slugs) for model in models for key, *slugs in model.objects.values_list("pk", *columns)]
    former = PublicAddress.objects.filter(page__in=[key for key, *_slugs in rows]).values_list("path", flat=True)
    slugs = {slug for _key, *of_page in rows for slug in of_page} | {path.strip("/").rpartition("/")[2] for path in former}
    return "|".join(sorted(re.escape(_folded(slug)) for slug in slugs if slug)) or "(?!)"


def _folded(text: str) -> str:
    """Write an address, or a text with addresses, in one spelling."""
    text = html.unescape(text).replace("\\", "/")
    for _time in range(3):
        text = unquote(text)
    return normal(text).casefold()

"""Feeds: Wix's RSS and any other that has whole texts; WordPress's export is one with more in it."""

import re
from collections import Counter
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext

from articles.importing.post import Post, names_one_post
from home.pages.from_html import Picture
from home.pages.from_html.words import kept_link

DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>", re.IGNORECASE)
# What no text may hold, and yet exports do.
CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13))


def parsed(data: bytes) -> Element:
    """Parse XML; raises ValidationError for what is none, and for what defines entities, which feeds do not."""
    try:
        return fromstring(data.translate(None, CONTROLS))
    except (DefusedXmlException, ParseError, LookupError, ValueError) as error:
        raise ValidationError(gettext("The file is damaged or cut off. Export it again.")) from error


def text_of(item: Element, name: str, space: str = "") -> str:
    """Return the words of an element, by the end of its name and, where it matters, a part of its namespace."""
    for child in item:
        namespace, _, local = str(child.tag).rpartition("}")
        if local == name and (space in namespace if space else True):
            return (child.text or "").strip()
    return ""


def posts_of_feed(channel: Element) -> list[Post]:
    items = list(channel.iter("item"))
    links = Counter(kept_link(text_of(item, "link")) for item in items)
    return [_post(item, links) for item in items]


def _post(item: Element, links: Counter[str]) -> Post:
    address = kept_link(text_of(item, "link"))
    is_its_own = links[address] == 1 and names_one_post(address)
    html = text_of(item, "encoded", "content") or text_of(item, "description")
    notes = []
    if not text_of(item, "encoded", "content"):
        notes.append(gettext("The feed has only the beginning of this text. Take the whole from the saved web page."))
    enclosure = next((found for found in item.iter("enclosure") if str(found.get("type")).startswith("image")), None)
    return Post(
        key=text_of(item, "guid") or (address if is_its_own else ""),
        title=text_of(item, "title"),
        html=html,
        address=address,
        author=text_of(item, "creator") or text_of(item, "author"),
        day=day_of(text_of(item, "pubDate") or text_of(item, "date")),
        excerpt=text_of(item, "description"),
        topics=[(found.text or "").strip() for found in item.iter("category") if found.text],
        top_picture=Picture(str(enclosure.get("url"))) if enclosure is not None and enclosure.get("url") else None,
        notes=notes,
    )


def day_of(text: str) -> date | None:
    """Read a day as feeds, exports and web pages write it."""
    attempts: tuple[Any, ...] = (
        lambda: parsedate_to_datetime(text).date(),
        lambda: datetime.fromisoformat(text).date(),
        lambda: parse_date(text[:10]),
    )
    for attempt in attempts:
        try:
            if found := attempt():
                return found if 1990 <= found.year <= 2100 else None
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None

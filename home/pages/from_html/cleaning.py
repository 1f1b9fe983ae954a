"""Takes away what nobody reads: programs, styles, remarks of programs, trackers, what is hidden and what is struck out."""

import re
from collections.abc import Callable

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from bs4.exceptions import ParserRejectedMarkup
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

# In characters.
LONGEST = 2_000_000
# Deeper than any text; what lies below is read as plain words.
DEEPEST = 100
FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.DOTALL | re.IGNORECASE)
# `<![if !supportLists]>`: what lies within is read, its frame is not. Of anything else that begins so the parser despairs.
FRAME = re.compile(r"<!\[\s*(?:if[^>\]]*|endif)\]>|<!(?=\[(?!CDATA\[))", re.IGNORECASE)
# A paragraph ends where one of these begins, whether or not somebody wrote so.
ENDS_PARAGRAPH = re.compile(
    r"<(?=(?:p|div|ul|ol|dl|h[1-6]|table|blockquote|pre|hr|section|article|figure)[\s>/])", re.IGNORECASE
)
# What ends where one of its like begins, whether or not somebody wrote so, and what it never ends beyond.
LIKES = {"li": ("li",), "tr": ("tr",), "td": ("td", "th"), "th": ("td", "th")}
AROUND = {"li": ("ul", "ol", "table"), "tr": ("table",), "td": ("tr", "table"), "th": ("tr", "table")}
PARTED = re.compile(
    r"<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>|<(/?)(li|tr|td|th|ul|ol|table)(?=[\s/>])", re.DOTALL | re.IGNORECASE
)
UNREAD = ("script", "style", "template", "head", "meta", "link", "title", "base", "del", "nav", "button", "dialog", "xml")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*comment", re.IGNORECASE)
COMMENTS_OF_WORD = re.compile(r"\bmsocom|MsoComment", re.IGNORECASE)
TRACKERS = re.compile(r"//(?:pixel|stats)\.wp\.com|feedburner|doubleclick|facebook\.com/tr|google-analytics|/pixel\.", re.I)
DOT = re.compile(r"\s*[01](?:px)?\s*")


def cleaned(html: str, say: Callable[[str], None]) -> BeautifulSoup:
    """Read HTML and take away what nobody reads; raises ValidationError for what is too long or no HTML."""
    if len(html) > LONGEST:
        raise ValidationError(gettext("The text is too long. Take it over in parts."))
    if fragment := FRAGMENT.search(html):
        html = fragment[1]
    soup = soup_of(html)
    for node in [node for node in soup.descendants if isinstance(node, PreformattedString)]:
        node.extract()
    for tag in [*soup.find_all(UNREAD), *soup.find_all(_is_unread)]:
        tag.decompose()
    level: list[Tag] = [soup]
    for _ in range(DEEPEST):
        level = [child for tag in level for child in tag.children if isinstance(child, Tag)]
    too_deep = [tag for tag in level if tag.find(True)]
    for tag in too_deep:
        tag.name = tag.name if tag.name in LIKES else "span"
        tag.string = tag.get_text(" ")
    if too_deep:
        say(gettext("A part of the text lay too deep within other parts, and became plain words. Look it through."))
    return soup


def soup_of(html: str) -> BeautifulSoup:
    """Parse HTML as it is; raises ValidationError where nothing can be made of it."""
    try:
        return BeautifulSoup(ENDS_PARAGRAPH.sub("</p><", _parted(FRAME.sub("", html.replace("\0", "")))), "html.parser")
    except (ParserRejectedMarkup, AssertionError, ValueError) as error:
        raise ValidationError(gettext("The text cannot be read.")) from error


def style_of(tag: Tag) -> str:
    return str(tag.get("style") or "").lower()


def classes_of(tag: Tag) -> str:
    return " ".join(str(name) for name in tag.get_attribute_list("class") if name).lower()


def _parted(html: str) -> str:
    """Close the points, rows and cells that nobody closed."""
    inside: list[str] = []

    def part(found: re.Match[str]) -> str:
        name = (found[2] or "").lower()
        likes = (name,) if found[1] else LIKES.get(name, ())
        around = likes if found[1] else (*likes, *AROUND.get(name, ()))
        place = next((place for place in range(len(inside) - 1, -1, -1) if inside[place] in around), -1)
        ended = inside[place] if place >= 0 and inside[place] in likes else ""
        if ended:
            del inside[place:]
        if not name or found[1]:
            return found[0]
        inside.append(name)
        return f"</{ended}>{found[0]}" if ended else found[0]

    return PARTED.sub(part, html)


def _is_unread(tag: Tag) -> bool:
    if tag.has_attr("hidden") or HIDDEN.search(style_of(tag)):
        return True
    if COMMENTS_OF_WORD.search(f"{classes_of(tag)} {tag.get('id') or ''} {tag.get('href') or ''}"):
        return True
    return tag.name == "noscript" or (tag.name == "img" and _is_tracker(tag))


def _is_tracker(image: Tag) -> bool:
    sizes = [str(image.get(name) or "") for name in ("width", "height")]
    return all(DOT.fullmatch(size) for size in sizes) or bool(TRACKERS.search(str(image.get("src") or "")))

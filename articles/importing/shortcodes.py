"""WordPress's own marks within a text: `[gallery]`, `[caption]`, `[embed]`, comments of its editor, and lines without tags."""

import re
from collections.abc import Callable
from html import escape

from django.utils.translation import gettext

from home.pages.from_html import Picture

CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\]]*)\](.*?)\[/(?:wp_)?caption\]", re.DOTALL | re.IGNORECASE)
IMAGE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
GALLERY = re.compile(r"\[gallery\b([^\]]*)\]", re.IGNORECASE)
FILM = re.compile(
    r"\[(?:embed|youtube|vimeo)\b[^\]]*?(?:=\s*[\"']?(https?:[^\s\"'\]]+)[\"']?)?\s*\](?:\s*(https?:[^\s\[]+)\s*\[/\w+\])?",
    re.IGNORECASE,
)
# `[name attribute="value"]`, and any whose end is written; `[sic]` is a word.
OTHER = re.compile(r"\[(/?)([a-z][\w-]{2,})(\s+[\w-]+\s*=[^\]]*|\s*)(/?)\]", re.IGNORECASE)
KNOWN = frozenset(("audio", "video", "playlist", "contact-form", "more", "nextpage", "sitemap", "products"))
DYNAMIC = re.compile(r"<!--\s*wp:([\w/-]+)\s[^>]*?/-->|<!--\s*wp:([\w/-]+)\s*/-->")
REUSED = frozenset(("more", "nextpage", "spacer", "separator"))
BLOCK = r"(?:p|div|h[1-6]|ul|ol|li|table|tbody|thead|tr|td|th|blockquote|figure|figcaption|pre|hr|iframe|section|form|dl|dt|dd)"
LINE_AT_BLOCK = re.compile(rf"(?<=>)\s*\n\s*(?=</?{BLOCK}\b)|\s*\n\s*(?=</?{BLOCK}\b)|(?<=>)\s*\n(?=\s*<)", re.IGNORECASE)

Gallery = Callable[[list[str]], list[Picture]]


def without_shortcodes(html: str, gallery: Gallery, notes: list[str]) -> str:
    """Write as HTML what WordPress writes in brackets; what it makes of them by itself is noted."""
    html = CAPTION.sub(_caption, html)
    html = GALLERY.sub(lambda found: _gallery(gallery(_numbers(found[1]))), html)
    html = FILM.sub(lambda found: f"<p>{escape(found[1] or found[2] or '')}</p>", html)
    for found in DYNAMIC.finditer(html):
        name = found[1] or found[2]
        if name not in REUSED:
            _note(notes, gettext("Left out: WordPress’s block “%(name)s”.") % {"name": name})
    is_classic = "<!-- wp:" not in html
    closed = {found[2].lower() for found in OTHER.finditer(html) if found[1]}

    def other(found: re.Match[str]) -> str:
        name = found[2].lower()
        if not (name in KNOWN or name in closed or found[3].strip() or found[4]):
            return found[0]
        if name not in REUSED:
            _note(notes, gettext("Left out: WordPress’s [%(name)s].") % {"name": name})
        return ""

    html = OTHER.sub(other, html)
    return _with_lines(html) if is_classic else html


def _caption(found: re.Match[str]) -> str:
    image = IMAGE.search(found[2])
    if not image:
        return found[2]
    attribute = re.search(r"""\bcaption\s*=\s*"([^"]*)\"""", found[1])
    caption = (found[2][: image.start()] + found[2][image.end() :]).strip() or (escape(attribute[1]) if attribute else "")
    return f"<figure>{image[0]}<figcaption>{caption}</figcaption></figure>"


def _gallery(pictures: list[Picture]) -> str:
    images = (f'<img src="{escape(picture.address)}" alt="{escape(picture.alt_text)}">' for picture in pictures)
    return f'<div class="gallery">{"".join(images)}</div>'


def _numbers(attributes: str) -> list[str]:
    found = re.search(r"""\b(?:ids|include)\s*=\s*["']?([\d,\s]+)""", attributes)
    return [number.strip() for number in found[1].split(",") if number.strip()] if found else []


def _with_lines(html: str) -> str:
    """Part the paragraphs that WordPress's former editor only wrote as lines."""
    html = LINE_AT_BLOCK.sub(" ", html.replace("\r\n", "\n"))
    return re.sub(r"\n", "<br>", re.sub(r"\n\s*\n", "<br><br>", html))


def _note(notes: list[str], sentence: str) -> None:
    if sentence not in notes:
        notes.append(sentence)

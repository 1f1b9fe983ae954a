"""Bold type and italics, as a tag or as a style says them; Google Docs wraps all in a `<b>` that is not bold."""

import re

from bs4 import Tag

from home.pages.from_html.cleaning import style_of
from home.pages.from_html.words import Run

BOLD = re.compile(r"(?<![-\w])font-weight\s*:\s*(bold|[6-9]00)")
NOT_BOLD = re.compile(r"(?<![-\w])font-weight\s*:\s*(normal|lighter|[1-5]00)")
ITALIC = re.compile(r"(?<![-\w])font-style\s*:\s*(italic|oblique)")
NOT_ITALIC = re.compile(r"(?<![-\w])font-style\s*:\s*normal")


def look_of(tag: Tag, look: Run) -> Run:
    """Return how words within a tag look that would look so without it."""
    style = style_of(tag)
    if BOLD.search(style) or (tag.name in ("b", "strong") and not NOT_BOLD.search(style)):
        look = look._replace(bold=True)
    elif NOT_BOLD.search(style):
        look = look._replace(bold=False)
    if ITALIC.search(style) or (tag.name in ("i", "em") and not NOT_ITALIC.search(style)):
        look = look._replace(italic=True)
    elif NOT_ITALIC.search(style):
        look = look._replace(italic=False)
    return look

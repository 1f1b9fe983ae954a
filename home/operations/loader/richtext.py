"""Writes the content files' Markdown as the HTML that Wagtail's editor stores."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from markdown_it import MarkdownIt

MARKDOWN = MarkdownIt("zero").enable(["emphasis", "list", "heading", "link", "escape", "newline"])
# The tags that Wagtail's editor itself writes for bold and italic.
EDITOR_TAGS = {"<strong>": "<b>", "</strong>": "</b>", "<em>": "<i>", "</em>": "</i>"}
PAGE_LINK = re.compile(r'<a href="page:([^"]*)"[^>]*>(.*?)</a>')


def rich_text(markdown: str, page_id: Callable[[str], int | None]) -> str:
    """Turn Markdown into stored rich text.

    `page_id` gives the id of the page that a link names by its key, or None to leave only the link's words.
    """

    def stored(link: re.Match[str]) -> str:
        pk = page_id(unquote(link[1]))
        return link[2] if pk is None else f'<a linktype="page" id="{pk}">{link[2]}</a>'

    html = MARKDOWN.render(markdown)
    for tag, editor_tag in EDITOR_TAGS.items():
        html = html.replace(tag, editor_tag)
    html = PAGE_LINK.sub(stored, html)
    return html.replace("\n", " ").strip()

"""The headings and blocks of a body, and how a page's text is written."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue

from home.reading.anchors import anchored
from home.reading.kept_together import kept_together

register = template.Library()


@dataclass(frozen=True)
class Heading:
    """An entry of the table of contents."""

    title: str
    anchor: str


@register.simple_block_tag
def keeping_together(content: str) -> SafeString:
    """Write what stands between the tags, which is whole HTML, so that no line tears a measure or a time apart."""
    return mark_safe(kept_together(content))  # noqa: S308 - only spaces and hyphens of its text are others


@register.filter
def with_anchors(body: StreamValue | None) -> list[tuple[Any, str]]:
    """List the blocks of a body, each with its anchor."""
    return list(anchored(body or []))


@register.filter
def headings(body: StreamValue | None) -> list[Heading]:
    """List the headings of a body for its table of contents."""
    return [Heading(block.value, fragment) for block, fragment in anchored(body or []) if fragment]


@register.filter
def holds_block(body: StreamValue | None, block_type: str) -> bool:
    """Tell whether a body holds a block of a type, so that the template need not show the same once more."""
    return any(block.block_type == block_type for block in body or [])

"""The conversation below a page."""

from collections.abc import Sequence

from django import template

from articles.models import Comment
from home.models import BasePage

register = template.Library()


@register.simple_tag
def conversation(page: BasePage) -> Sequence[Comment]:
    """List the comments on a page that are approved, in both languages, the oldest first; one query."""
    return list(page.reader_comments.approved())

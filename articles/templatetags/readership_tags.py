"""What readers see of the readership."""

from django import template

from articles import readership
from home.models import BasePage

register = template.Library()


@register.simple_tag
def public_views(page: BasePage) -> int:
    """Return how often a page was viewed in both languages, or 0 where readers are not told."""
    return readership.public_views(page)

"""The conversation below a page."""

from collections.abc import Sequence

from django import template
from django.db.models import IntegerField, QuerySet

from articles.models import Comment
from home.models import BasePage
from home.reading.compiled import Compiled, Given

register = template.Library()


@register.simple_tag
def conversation(page: BasePage) -> Sequence[Comment]:
    """List the comments on a page that are approved, in both languages, the oldest first; one query."""
    return _approved(page=page.pk)


@Compiled
def _approved() -> QuerySet[Comment]:
    return Comment.objects.filter(page=Given("page", IntegerField())).approved()

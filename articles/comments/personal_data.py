"""The comments that a person wrote, or that mention their e-mail address."""

import re
from collections.abc import Iterator
from functools import partial

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.admin.admin_url_finder import AdminURLFinder

from articles.models import Comment
from home.personal_data import Holding


def comment_holdings(person: str) -> Iterator[Holding]:
    """Yield the comments of an e-mail address or a name; a name is found as a whole word."""
    for comment in _comments_about(" ".join(person.replace("\0", "").split())):
        written = date_format(localtime(comment.created_at), "SHORT_DATE_FORMAT")
        values = {
            str(Comment._meta.get_field(name).verbose_name): str(getattr(comment, name))
            for name in ("name", "email", "text", "answer")
        }
        yield Holding(
            label=gettext("Comment of %(day)s") % {"day": written},
            url=AdminURLFinder().get_edit_url(comment) or "",
            values=values,
            erase=partial(_erase, comment.pk),
        )


def _comments_about(person: str) -> QuerySet:
    if not person:
        return Comment.objects.none()
    if "@" in person:
        return Comment.objects.filter(Q(email__iexact=person) | Q(text__icontains=person) | Q(answer__icontains=person))
    word = rf"(^|\W){re.escape(person)}(\W|$)"
    return Comment.objects.filter(Q(name__iregex=word) | Q(text__iregex=word) | Q(answer__iregex=word))


def _erase(pk: int) -> None:
    Comment.objects.filter(pk=pk).delete()

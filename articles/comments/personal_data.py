"""The comments that a person wrote, or that mention their e-mail address."""

from collections.abc import Iterator
from functools import partial

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from wagtail.admin.admin_url_finder import AdminURLFinder

from articles.models import Comment
from home.privacy.personal_data import Holding
from home.security.public_forms.contact_details import Wanted


def comment_holdings(wanted: Wanted) -> Iterator[Holding]:
    """Yield the comments of a person; a name is found as a whole word."""
    for comment in Comment.objects.iterator(chunk_size=500):
        if not wanted.stands_in(comment.name, comment.email, comment.text, comment.answer, whole_words=True):
            continue
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
            read_permission="articles.change_comment",
            erase_permission="articles.delete_comment",
        )


def _erase(pk: int) -> None:
    Comment.objects.filter(pk=pk).delete()

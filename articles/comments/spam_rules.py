"""By which rules a comment is taken for spam; an editor can rescue it."""

import re

from articles.comments.forms import CommentForm
from articles.models import Comment, Doubt
from home.security.public_forms.form_limits import Attempts

LINK = re.compile(r"https?:\S*|www\.\S*|\[url|<a\s|\b[\w-]+\.(?:com|net|org|ru|xyz|top|shop|info|biz)\b", re.IGNORECASE)
MOST_LINKS = 1


def doubt_about(form: CommentForm, attempts: Attempts, digest: str) -> str:
    """Return the first reason to take a comment for spam; empty for an honest one."""
    values = form.cleaned_data
    if form.is_trapped:
        return str(Doubt.TRAP)
    if form.token.is_hasty:
        return str(Doubt.HASTE)
    if LINK.search(values["name"]) or len(LINK.findall(values["text"])) > MOST_LINKS:
        return str(Doubt.LINKS)
    if Comment.objects.filter(digest=digest).exists():
        return str(Doubt.REPETITION)
    return str(Doubt.NUMBER) if attempts.are_doubtful else ""

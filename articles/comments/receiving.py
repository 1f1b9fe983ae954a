"""Taking in a comment that was sent: counted, judged and kept, once however often it is sent."""

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from articles.comments.forms import CommentForm
from articles.comments.spam_rules import doubt_about
from articles.models import Comment, CommentState
from home.bilingual.languages import active_language
from home.security.public_forms.form_limits import count_attempt


class TooManyError(Exception):
    """Somebody has sent more comments today than one person writes."""


def receive(form: CommentForm, request: HttpRequest) -> tuple[Comment, bool]:
    """Keep a valid form's comment, and tell whether it is new; raises TooManyError."""
    values = form.cleaned_data
    digest = salted_hmac("articles.comments.digest", values["text"].casefold(), algorithm="sha256").hexdigest()
    sent = {"form_key": form.token.key, "digest": digest}
    if earlier := Comment.objects.filter(**sent).first():
        return earlier, False
    attempts = count_attempt("comment", request)
    if attempts.are_too_many:
        raise TooManyError
    doubt = doubt_about(form, attempts, digest)
    return Comment.objects.get_or_create(
        **sent,
        defaults={
            "page_id": form.page.pk,
            "lang": active_language(),
            "answer_lang": active_language(),
            "state": CommentState.SPAM if doubt else CommentState.WAITING,
            "doubt": doubt,
            **{name: values[name] for name in ("name", "text", "email")},
        },
    )

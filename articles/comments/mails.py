"""What is written about comments, to editors and to authors."""

from typing import Any

from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.permissions import policy_registry
from wagtail.users.models import UserProfile

from articles.models import Comment, CommentState
from home.models import Mail
from home.reading.site_address import site_address


def tell_editors(comment: Comment, request: HttpRequest) -> None:
    """Tell everybody who may approve it, each in their own language, that a comment waits; what it says stays in the admin."""
    policy = policy_registry.get_by_type(Comment)
    address = f"{site_address(request)}{reverse('wagtailsnippets_articles_comment:edit', args=[comment.pk])}"
    for user in policy.users_with_permission("change").exclude(email=""):
        with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
            subject = gettext("New comment on “%(page)s”") % {"page": comment.page.working_title}
            _send(subject, "editors", {"address": address, "comment": comment}, user.email)


def thank_author(comment: Comment, request: HttpRequest) -> None:
    """Send the author the private address of the comment, unless strangers have made us write to them enough."""
    if comment.email and not Mail.objects.is_written_to_enough(comment.email):
        _write_to_author(comment, request, "thanks")


def tell_of_answer(comment: Comment, request: HttpRequest) -> None:
    """Tell the author, once, that readers now see the clinic's answer."""
    if comment.answer and comment.state == CommentState.APPROVED and not comment.told_at:
        comment.told_at = timezone.now()
        comment.save(update_fields=["told_at"])
        _write_to_author(comment, request, "answer")


def _write_to_author(comment: Comment, request: HttpRequest, template: str) -> None:
    if not comment.email:
        return
    with translation.override(comment.lang):
        page, site = comment.page, site_address(request)
        subjects = {
            "thanks": gettext("Your comment on “%(page)s”"),
            "answer": gettext("The clinic has answered your comment on “%(page)s”"),
        }
        stop = f"{site}{reverse('stop_comment_mail', args=[comment.key])}"
        addresses = {
            "page_address": page.full_url_in(comment.lang, request),
            "delete_address": f"{site}{reverse('delete_comment', args=[comment.key])}",
            "stop_address": stop,
        }
        # The mail program's own button for it, as RFC 8058 has it.
        headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        subject = subjects[template] % {"page": page.working_title}
        _send(subject, template, {**addresses, "comment": comment}, comment.email, headers)


def _send(subject: str, template: str, context: dict[str, Any], recipient: str, headers: dict[str, str] | None = None) -> None:
    body = render_to_string(f"articles/comments/mail/{template}.txt", context)
    EmailMessage(" ".join(subject.split()), body, to=[recipient], headers=headers).send()

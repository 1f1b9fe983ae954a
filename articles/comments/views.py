"""The form of a comment, and the pages that only its author has the address of. Nothing here is cached or sets a cookie."""

from http import HTTPStatus

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.comments.forms import CommentForm
from articles.comments.mails import tell_editors, thank_author
from articles.comments.receiving import TooManyError, receive
from articles.models import Comment, CommentsMixin, CommentState
from home.bilingual.languages import active_language, other_language
from home.models import BasePage, ClinicSettings
from home.reading.site_address import site_address
from home.security.public_forms.cleaned_text import harmless
from home.security.public_forms.form import MOST_READ

MEANT_FOR = ("GET", "HEAD", "POST")


# The form carries a signed token of its own, since Django's would need a cookie.
@csrf_exempt
@never_cache
@require_http_methods(MEANT_FOR)
def write_comment(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the form of a page, and take in what is sent with it."""
    try:
        page = open_page(page_id, request)
    except Http404:
        typed = harmless(request.POST.get("text", "")[:MOST_READ])
        if not typed:
            raise
        return TemplateResponse(request, "articles/comments/closed.html", {"typed": typed}, status=HTTPStatus.NOT_FOUND)
    form = CommentForm(request.POST if request.method == "POST" else None, request=request, page=page)
    if form.is_valid():
        try:
            # The comment is kept with its mails, or neither is.
            with transaction.atomic():
                comment, is_new = receive(form, request)
                if is_new and comment.state == CommentState.WAITING:
                    tell_editors(comment, request)
                    thank_author(comment, request)
        except TooManyError:
            form.add_error(None, gettext("There have been many comments from you today. Come back tomorrow."))
        else:
            return redirect("comment_sent", comment.key)
    context = {"form": form, "commented": page, "same_in_other_language": _form_in_other_language(page)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return TemplateResponse(request, "articles/comments/write.html", context, status=status)


@never_cache
@require_http_methods(("GET", "HEAD"))
def comment_sent(request: HttpRequest, key: str) -> HttpResponse:
    """Thank the author, and give the address that deletes the comment."""
    return _authors_page(request, "sent", key, find_comment(key))


@csrf_exempt
@never_cache
@require_http_methods(MEANT_FOR)
def delete_comment(request: HttpRequest, key: str) -> HttpResponse:
    """Delete the author's comment for good, once they have confirmed it; programs that follow links delete nothing."""
    comment = find_comment(key)
    if comment and request.method == "POST":
        comment.delete()
        return _authors_page(request, "deleted", key, comment)
    return _authors_page(request, "delete", key, comment)


@csrf_exempt
@never_cache
@require_http_methods(MEANT_FOR)
def stop_comment_mail(request: HttpRequest, key: str) -> HttpResponse:
    """Forget the author's e-mail address; a mail program may ask for it by itself."""
    comment = find_comment(key)
    if comment and request.method == "POST":
        comment.email = ""
        comment.save(update_fields=["email"])
    return _authors_page(request, "stop", key, comment)


def open_page(page_id: int, request: HttpRequest) -> BasePage:
    """Return a page that readers of the active language may comment on; raises Http404."""
    page = BasePage.objects.public_in().type(CommentsMixin).filter(pk=page_id).specific().first()
    if page is None or not (page.comments_open and ClinicSettings.load(request).comments_open):
        raise Http404
    return page


def find_comment(key: str) -> Comment | None:
    """Find a comment by the key that its author has."""
    return Comment.objects.filter(key=key).first()


def _authors_page(request: HttpRequest, name: str, key: str, comment: Comment | None) -> TemplateResponse:
    language = active_language()
    page = BasePage.objects.public_in().filter(pk=comment.page_id).specific().first() if comment else None
    view = {"sent": "comment_sent", "stop": "stop_comment_mail"}.get(name, "delete_comment")
    with translation.override(other_language(language)):
        elsewhere = reverse(view, args=[key])
    context = {
        "comment": comment,
        "commented": page,
        "delete_address": f"{site_address(request)}{reverse('delete_comment', args=[key])}",
        "same_in_other_language": elsewhere,
    }
    status = HTTPStatus.OK if comment else HTTPStatus.NOT_FOUND
    response = TemplateResponse(request, f"articles/comments/{name if comment else 'gone'}.html", context, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    # The address is the key, so it is told to no other site.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _form_in_other_language(page: BasePage) -> str | None:
    language = other_language(active_language())
    if not BasePage.objects.public_in(language).filter(pk=page.pk).exists():
        return None
    with translation.override(language):
        return reverse("write_comment", args=[page.pk])

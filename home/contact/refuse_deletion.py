"""A page with requests stays until somebody has dealt with them: deleting it would delete them unseen."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from wagtail.admin import messages

from home.contact.submission import ContactSubmission
from home.pages.base import BasePage


def refuse_deletion(request: HttpRequest, page: BasePage) -> HttpResponse | None:
    """Send the editor back with the reason, where requests came with a page or one below it."""
    return redirect("wagtailadmin_pages:edit", page.pk) if _explain(request, [page]) else None


def refuse_deletions(request: HttpRequest, action_type: str, pages: Any, action: Any) -> HttpResponse | None:
    """Do the same when many pages are deleted at once."""
    if action_type != "delete" or not pages or not isinstance(pages[0], BasePage) or not _explain(request, pages):
        return None
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


def _explain(request: HttpRequest, pages: Iterable[BasePage]) -> bool:
    kept = False
    for page in pages:
        below = BasePage.objects.descendant_of(page, inclusive=True)
        if number := ContactSubmission.objects.filter(page__in=below).count():
            kept = True
            message = ngettext(
                "“%(page)s” still has %(number)d request. Delete it first; until then you can unpublish the page.",
                "“%(page)s” still has %(number)d requests. Delete them first; until then you can unpublish the page.",
                number,
            )
            messages.error(request, message % {"page": page.get_admin_display_title(), "number": number})
    return kept

"""Says why a page cannot be moved beside its namesake: core looks at the slug of one language only."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.admin import messages

from home.bilingual.languages import LANGUAGES, column, language_name
from home.bilingual.slugs import check_slugs
from home.pages.base import BasePage


def refuse_namesake(request: HttpRequest, page: BasePage, destination: BasePage) -> HttpResponse | None:
    """Send the editor back with the reason, where a page at the destination has a slug of this one, or is to have it."""
    if not _tell(request, page, _errors(page, destination)):
        return None
    return redirect("wagtailadmin_pages:move", page.pk)


def refuse_namesakes(request: HttpRequest, action_type: str, pages: Any, action: Any) -> HttpResponse | None:
    """Do the same when many pages are moved at once; no two of them may share a slug either."""
    if action_type != "move" or not pages:
        return None
    destination = action.cleaned_form.cleaned_data["chooser"]
    moved = topmost(pages)
    refused = [page for page in moved if _tell(request, page, [*_errors(page, destination), *_shared(page, moved)])]
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk) if refused else None


def topmost(pages: list[BasePage]) -> list[BasePage]:
    """Leave out the pages below others of them, which go with those: a search lists both."""
    return [page for page in pages if not any(page.is_descendant_of(other) for other in pages)]


def _errors(page: BasePage, destination: BasePage) -> list[str]:
    """Say which slugs of the page, or of a version of it with a time to come, are taken at the destination."""
    draft = page.get_latest_revision_as_object()
    is_planned = draft.go_live_at and draft.go_live_at > timezone.now()
    versions = [page, page.get_scheduled_revision_as_object(), draft if is_planned else None]
    found = []
    for version in filter(None, versions):
        try:
            check_slugs(version, destination)
        except ValidationError as error:
            found += error.messages
    return list(dict.fromkeys(found))


def _shared(page: BasePage, pages: list[BasePage]) -> list[str]:
    """Say which slugs another of the pages has too."""
    sentence = gettext("“%(page)s” has the address “%(slug)s” in %(language)s too. Change one of them first.")
    return [
        sentence % {"page": other.get_admin_display_title(), "slug": slug, "language": language_name(language)}
        for language in LANGUAGES
        for other in pages
        if other != page and (slug := getattr(page, column("slug", language)))
        if getattr(other, column("slug", language)) == slug
    ]


def _tell(request: HttpRequest, page: BasePage, errors: list[str]) -> bool:
    for message in errors:
        messages.error(request, f"{page.get_admin_display_title()}: {message}")
    return bool(errors)

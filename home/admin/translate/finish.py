"""What follows the last passage: readers get what was translated, or who approves it is asked."""

from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from home.admin.actions import publish_chosen_language
from home.admin.moderation import knows_languages, note_submitted_language
from home.admin.screens import page_to_edit
from home.bilingual.languages import LANGUAGES, language_name
from home.bilingual.publishing import refusals
from home.bilingual.roles import languages_of
from home.editing.drafts import lock_message
from home.editing.passage import wordless_blocks
from home.pages.base import BasePage


class Finish(NamedTuple):
    """A button, by the name that it has in the page's editor."""

    name: str
    label: str


def finish_of(page: BasePage, user: Any, language: str) -> Finish | None:
    """Say how a person lets one language of a draft go on to its readers; None where that is not to be done."""
    permissions = page.permissions_for_user(user)
    has_news = not page.live or page.has_unpublished_changes
    if not has_news or language not in languages_of(user) or lock_message(page, user):
        return None
    name = {"language": language_name(language)}
    if permissions.can_publish():
        return Finish("action-publish", gettext("Publish only %(language)s") % name)
    if permissions.can_submit_for_moderation() and knows_languages(page):
        return Finish("action-submit", gettext("Submit only %(language)s") % name)
    return None


def end_context(page: BasePage, draft: BasePage, user: Any, language: str) -> dict[str, Any]:
    """Return what the screen after the last passage shows."""
    return {"wordless": len(wordless_blocks(draft, language)), "finish": finish_of(page, user, language)}


@require_POST
def finish_translation(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    """Publish or submit one language of a page's draft, as the buttons of its editor do."""
    page = page_to_edit(request, page_id)
    finish = finish_of(page, request.user, language) if language in LANGUAGES else None
    if not finish or request.POST.get(finish.name) != language:
        raise PermissionDenied
    if finish.name == "action-publish":
        return publish_chosen_language(request, page) or redirect("wagtailadmin_pages:edit", page.pk)
    if errors := refusals(page.get_latest_revision_as_object(), [language]):
        for message in ValidationError(errors).messages:
            messages.error(request, message)
        return redirect("wagtailadmin_pages:edit", page.pk)
    page.get_workflow().start(page, request.user)
    note_submitted_language(request, page)
    sentence = gettext("“%(page)s” is submitted for approval in %(language)s.")
    words = {"page": page.get_admin_display_title(), "language": language_name(language)}
    messages.success(request, sentence % words)
    return redirect("wagtailadmin_home")

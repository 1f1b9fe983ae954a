"""Moderation that knows two languages: what was submitted in one language is published in that language alone."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin import messages

from home.admin.actions import PublishLanguageItem
from home.bilingual.approval_task import LanguageApprovalTask
from home.bilingual.languages import LANGUAGES, language_name
from home.bilingual.publishing import refusals
from home.bilingual.roles import narrowed
from home.bilingual.workflow import submitted_language
from home.pages.base import BasePage


class SubmitLanguageItem(PublishLanguageItem):
    """Submits one language of the page for moderation, for those who may not publish it themselves."""

    name = "action-submit"
    icon_name = "resubmit"

    def is_shown(self, context: dict[str, Any]) -> bool:
        if context["view"] != "edit" or context["locked_for_user"]:
            return False
        tester = self.get_user_page_permissions_tester(context)
        may_submit = tester.can_submit_for_moderation() and not tester.can_publish()
        return may_submit and narrowed(self.language, tester.user) == self.language and knows_languages(context["page"])

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        label = gettext("Submit only %(language)s") % {"language": language_name(self.language)}
        return {**super().get_context_data(parent_context), "label": label}


def knows_languages(page: BasePage) -> bool:
    """Tell whether every step of the page's workflow can approve one language."""
    workflow = page.get_workflow()
    return bool(workflow) and all(isinstance(task.specific, LanguageApprovalTask) for task in workflow.tasks)


def note_submitted_language(request: HttpRequest, page: BasePage) -> None:
    """Remember, after the edit view has submitted a page, which language the editor's button named."""
    submitted = request.POST.get("action-submit")
    state = page.current_workflow_task_state
    if submitted and state and hasattr(state, "language"):
        state.language = narrowed(submitted if submitted in LANGUAGES else "", request.user)
        state.save(update_fields=["language"])


def explain_refusal(request: HttpRequest, page_id: int) -> HttpResponse:
    """Say why an approved page could not be published, on the way to its edit view."""
    page = get_object_or_404(BasePage, pk=page_id).get_latest_revision_as_object()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    language = submitted_language(page)
    languages = [language] if language else None
    for message in ValidationError(refusals(page, languages)).messages:
        messages.error(request, message)
    return redirect(reverse("wagtailadmin_pages:edit", args=[page_id]))

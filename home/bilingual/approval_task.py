from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState
from wagtail.models.workflows import AbstractGroupApprovalTask

from home.bilingual.languages import LANGUAGES, language_name
from home.bilingual.roles import narrowed, writes_everything
from home.bilingual.visibility import shown_languages
from home.bilingual.workflow import APPROVE, APPROVE_LANGUAGE, submitted_language


class LanguageTaskState(TaskState):
    """A step of moderation that remembers which language it is about; empty for both."""

    language = models.CharField(_("language"), max_length=2, blank=True)

    class Meta:
        verbose_name = _("step of moderation")
        verbose_name_plural = _("steps of moderation")


class LanguageApprovalTask(AbstractGroupApprovalTask):
    """Approval by groups, of both languages or of one alone."""

    task_state_class = LanguageTaskState

    class Meta:
        verbose_name = _("approval of one language or both")
        verbose_name_plural = _("approvals of one language or both")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> LanguageTaskState:
        state = super().start(workflow_state, user=user)
        earlier = LanguageTaskState.objects.filter(
            workflow_state__object_id=workflow_state.object_id,
            workflow_state__base_content_type=workflow_state.base_content_type,
        ).exclude(workflow_state__status=WorkflowState.STATUS_APPROVED)
        before = earlier.exclude(pk=state.pk).order_by("-started_at").first()
        if language := narrowed(before.language if before else "", user):
            state.language = language
            state.save(update_fields=["language"])
        return state

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Offer what was submitted; where that is both languages, each of them alone too. Who writes only one approves none."""
        actions = super().get_actions(obj, user) if writes_everything(user) else []
        label = gettext("Approve only %(language)s")
        if submitted := submitted_language(obj):
            label %= {"language": language_name(submitted)}
            return [(name, label if name == APPROVE and not asks else text, asks) for name, text, asks in actions]
        if not actions or shown_languages(obj.get_latest_revision_as_object()) != list(LANGUAGES):
            return actions
        return [
            *actions,
            *((name, label % {"language": language_name(code)}, False) for name, code in APPROVE_LANGUAGE.items()),
        ]

    def on_action(self, task_state: LanguageTaskState, user: Any, action_name: str, **kwargs: Any) -> str | None:
        """Approve or reject; returns where the reason stands if what was approved cannot be published."""
        try:
            with transaction.atomic():
                if action_name in APPROVE_LANGUAGE:
                    task_state.language = APPROVE_LANGUAGE[action_name]
                    action_name = APPROVE
                super().on_action(task_state, user, action_name, **kwargs)
        except ValidationError:
            return reverse("explain_refusal", args=[task_state.workflow_state.object_id])
        return None

    @classmethod
    def get_description(cls) -> str:
        return gettext("Members of the chosen groups approve both languages, or one of them alone")

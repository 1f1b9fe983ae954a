"""What follows the last approval of a workflow; read by Wagtail's models while they load, so it imports none of them."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.workflows import publish_workflow_state


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish what the last step of a workflow approved: one language of the page, or everything; refuse what cannot be."""
    from home.bilingual.publishing import publish_language, refusals  # noqa: PLC0415 - see above

    language = getattr(workflow_state.current_task_state.specific, "language", "")
    if language:
        publish_language(workflow_state.content_object.specific, language, user)
    else:
        if errors := refusals(workflow_state.content_object.get_latest_revision_as_object()):
            raise ValidationError(errors)
        publish_workflow_state(workflow_state, user)

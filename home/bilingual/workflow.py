"""Which language a page in moderation was submitted in, and which one a person's form is to publish."""

from typing import Any

from home.bilingual.languages import LANGUAGES
from home.bilingual.page import BilingualPage
from home.bilingual.roles import narrowed

APPROVE = "approve"
# An approval of one language is an action of its own: `approve-da`.
APPROVE_LANGUAGE = {f"{APPROVE}-{language}": language for language in LANGUAGES}


def submitted_language(page: BilingualPage) -> str:
    """Name the language that a page in moderation was submitted in; empty for both, or where it is not in moderation."""
    return getattr(page.current_workflow_task_state, "language", "")


def languages_to_publish(page: BilingualPage, data: Any, user: Any = None) -> list[str] | None:
    """List the languages that a person's form is to publish or submit; None for those that are switched on, [] for none."""
    action = data.get("workflow-action-name", "") if data.get("action-workflow-action") else ""
    buttons = ("action-publish", "action-submit", "action-restart-workflow")
    asked = APPROVE_LANGUAGE.get(action) or next(filter(None, map(data.get, buttons)), None)
    if action == APPROVE:
        asked = submitted_language(page) or APPROVE
    asked = asked and narrowed(asked, user)
    if asked in LANGUAGES:
        return [asked]
    return None if asked else []

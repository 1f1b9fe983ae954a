"""A page's draft, wherever it is written: why it may not be, and how it is kept."""

from typing import Any

from wagtail.models import Revision


def lock_message(page: Any, user: Any) -> str:
    """Say why a page is locked for a person; empty where it is not."""
    lock = page.get_lock()
    return str(lock.get_message(user)) if lock and lock.for_user(user) else ""


def save_draft(draft: Any, user: Any, overwritten: Revision | None = None) -> Revision:
    """Save a draft as the editor of pages does: a page that readers do not have yet follows at once."""
    if not draft.live:
        draft.save()
    return draft.save_revision(user=user, log_action=True, clean=False, overwrite_revision=overwritten)

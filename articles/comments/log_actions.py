"""What the history says of a comment that somebody moderated."""

from typing import Any

from articles.comments.moderation import ACTS


def register_comment_actions(actions: Any) -> None:
    """Name every act of moderation."""
    for state, act in ACTS.items():
        actions.register_action(f"comments.{state}", act.label, act.message)

from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from articles.comments.bulk_actions import DeleteComments, state_actions
from articles.comments.desk import add_comments
from articles.comments.moderation import ACTS, CommentPermissionPolicy, CommentViewSet
from articles.comments.personal_data import comment_holdings
from articles.models import Comment
from articles.readiness import article_gaps, review_items
from articles.snippets import TopicViewSet
from home.personal_data import HOOK as PERSONAL_DATA

register_permission_policy(Comment, CommentPermissionPolicy(Comment))
register_snippet(TopicViewSet)
register_snippet(CommentViewSet)

hooks.register("register_readiness_gaps", article_gaps)
hooks.register("register_launch_items", review_items)
hooks.register("construct_homepage_panels", add_comments)
hooks.register(PERSONAL_DATA, comment_holdings)
for action in state_actions():
    hooks.register("register_bulk_action", action)
# After Wagtail's own, in whose place it stands.
hooks.register("register_bulk_action", DeleteComments, order=1)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    for state, act in ACTS.items():
        actions.register_action(f"comments.{state}", act.label, act.message)

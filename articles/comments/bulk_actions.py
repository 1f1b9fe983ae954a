"""What an editor does with several comments at once, or with one without opening it."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.snippets.bulk_actions import DeleteBulkAction
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from articles.comments.mails import tell_of_answer
from articles.comments.moderation import ACTS, CommentFilterSet
from articles.models import Comment, CommentState


class ListedMixin:
    """Understands “all” as all that the list showed, whatever it was narrowed to."""

    models = [Comment]
    request: Any

    def get_all_objects_in_listing_query(self, parent_id: Any) -> Any:
        query: QueryDict = self.request.GET
        return CommentFilterSet(query, queryset=Comment.objects.all(), request=self.request).qs.values_list("pk", flat=True)


class SetState(ListedMixin, SnippetBulkAction):
    """Gives comments another state."""

    state: CommentState
    template_name = "wagtailadmin/comments/set_state.html"

    def check_perm(self, comment: Comment) -> bool:
        return bool(self.permission_policy.user_has_permission(self.request.user, "change"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(act=ACTS[self.state], **kwargs)

    @classmethod
    def execute_action(cls, objects: list[Comment], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        action = kwargs["self"]
        for comment in objects:
            comment.state = cls.state
            comment.doubt = comment.doubt if cls.state == CommentState.SPAM else ""
            comment.save(update_fields=["state", "doubt"])
            log(instance=comment, action=f"comments.{cls.state}", user=action.request.user)
            tell_of_answer(comment, action.request)
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext("%(number)d comment is changed.", "%(number)d comments are changed.", num_parent_objects) % {
            "number": num_parent_objects
        }


def state_actions() -> list[type[SetState]]:
    """Make an action of each state that an editor can choose."""
    return [
        type(
            f"SetState{str(state).capitalize()}",
            (SetState,),
            {
                "state": state,
                "action_type": str(state),
                "display_name": act.label,
                "aria_label": act.label,
                "action_priority": 10 + place,
            },
        )
        for place, (state, act) in enumerate(ACTS.items())
    ]


class DeleteComments(ListedMixin, DeleteBulkAction):
    """Wagtail's own action, for the comments that the list showed."""

    display_name = _("Delete for good")

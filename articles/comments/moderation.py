"""The queue in which editors find, approve, answer, edit, hide and delete what readers wrote."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.forms import RadioSelect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView, SnippetViewSet

from articles.comments.mails import tell_of_answer
from articles.models import Comment, CommentState
from home.admin.core_gaps.deleted_names import NameBeforeDeletion
from home.security.public_forms.cleaned_text import harmless


class Act(NamedTuple):
    """Something an editor does with a comment on the list, without opening it."""

    label: Any
    icon: str
    explanation: Any
    # What the log says of it.
    message: Any


ACTS = {
    CommentState.APPROVED: Act(_("Approve"), "check", _("Shown to readers, below the page."), _("Approved the comment")),
    CommentState.HIDDEN: Act(_("Hide"), "no-view", _("Not shown to readers, but stays in the list."), _("Hid the comment")),
    CommentState.SPAM: Act(
        _("Mark as spam"), "warning", _("Not shown to readers, but can be approved later."), _("Marked the comment as spam")
    ),
}


class CommentPermissionPolicy(ModelPermissionPolicy):
    """Nobody writes a reader's comment in the admin."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and bool(super().user_has_permission(user, action))


class CommentFilterSet(WagtailFilterSet):
    """Narrows the queue to a state, a language or a page."""

    class Meta:
        model = Comment
        fields = ["state", "lang"]


class ModerationForm(WagtailAdminModelForm):
    """What an editor does with a comment; what is changed in its words is told to the readers."""

    def clean_text(self) -> str:
        # A browser sends its own line breaks, by which alone nothing is edited.
        return harmless(self.cleaned_data["text"])

    def clean_answer(self) -> str:
        return harmless(self.cleaned_data["answer"])

    def save(self, commit: bool = True) -> Comment:
        now = timezone.now()
        changed = {name for name in ("name", "text", "answer") if self.cleaned_data[name] != self.initial[name]}
        if {"name", "text"} & changed:
            self.instance.edited_at = now
        if "answer" in changed:
            self.instance.answered_at = now if self.instance.answer else None
        if self.instance.state != CommentState.SPAM:
            self.instance.doubt = ""
        return super().save(commit)


class QueueView(IndexView):
    """The comments, the newest first, each with what can be done with it."""

    def get_list_more_buttons(self, instance: Comment) -> list[Any]:
        buttons = super().get_list_more_buttons(instance)
        if not self.user_has_permission("change"):
            return buttons
        for place, (state, act) in enumerate(ACTS.items()):
            if instance.state != state:
                address = reverse("wagtail_bulk_action", args=["articles", "comment", str(state)])
                query = urlencode({"id": instance.pk, "next": self.request.get_full_path()})
                buttons.append(Button(act.label, f"{address}?{query}", icon_name=act.icon, priority=12 + place))
        return buttons


class ModerationView(EditView):
    """Shows one comment, and tells its author of the answer once readers see it."""

    def save_instance(self) -> Comment:
        comment = super().save_instance()
        tell_of_answer(comment, self.request)
        return comment

    def get_success_message(self) -> str:
        messages = {
            CommentState.WAITING: gettext("The comment is saved. It still waits."),
            CommentState.APPROVED: gettext("The comment is saved. Readers see it."),
            CommentState.HIDDEN: gettext("The comment is saved. Readers do not see it."),
            CommentState.SPAM: gettext("The comment is saved as spam."),
        }
        return messages[CommentState(self.object.state)]


class QueueMenuItem(MenuItem):
    """Leads to the queue, with the number of comments that wait."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm("articles.change_comment"))

    def render_component(self, request: Any) -> Any:
        component = super().render_component(request)
        if number := Comment.objects.filter(state=CommentState.WAITING).count():
            component.label = f"{self.label} ({number})"
        return component


class NamedDeleteView(NameBeforeDeletion, DeleteView):
    pass


class CommentViewSet(SnippetViewSet):
    """What readers wrote."""

    model = Comment
    icon = "comment"
    menu_label = _("Comments")
    menu_item_class = QueueMenuItem
    menu_order = 150
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = QueueView
    edit_view_class = ModerationView
    delete_view_class = NamedDeleteView
    filterset_class = CommentFilterSet
    # Not in Wagtail's index, so that nothing of a deleted comment stays there.
    search_fields = ["name", "text", "email", "answer"]
    search_backend_name = None
    list_per_page = 50
    list_display = [
        "excerpt",
        StatusTagColumn(
            "state",
            label=_("State"),
            accessor="get_state_display",
            sort_key="state",
            primary=lambda comment: comment.state == CommentState.WAITING,
        ),
        Column("page", label=_("Page")),
        Column("lang", label=_("Language"), accessor="get_lang_display", sort_key="lang"),
        DateColumn("created_at", label=_("Written"), sort_key="created_at"),
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("page", read_only=True), FieldPanel("created_at", read_only=True)]),
                    FieldRowPanel([FieldPanel("name"), FieldPanel("lang")]),
                    FieldPanel(
                        "text",
                        help_text=_("Take personal details out here. Readers are told that the clinic has edited it."),
                    ),
                    FieldRowPanel([FieldPanel("email", read_only=True), FieldPanel("doubt", read_only=True)]),
                ],
                _("Comment"),
            ),
            FieldPanel("state", widget=RadioSelect),
            MultiFieldPanel([FieldPanel("answer"), FieldPanel("answer_lang")], _("The clinic’s answer")),
        ],
        base_form_class=ModerationForm,
    )

    def get_queryset(self, request: Any) -> QuerySet:
        return Comment.objects.select_related("page")

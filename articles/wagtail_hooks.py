"""What the articles give to Wagtail and to home, room by room; each lies in a file that is named for it."""

from datetime import timedelta
from functools import partial

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from articles.calendar import EVENTS
from articles.comments.bulk_actions import DeleteComments, state_actions
from articles.comments.log_actions import register_comment_actions
from articles.comments.moderation import CommentPermissionPolicy, CommentViewSet
from articles.comments.personal_data import comment_holdings
from articles.comments.retention import addresses_part
from articles.consent.buttons import consent_button
from articles.consent.ended import ended_stories
from articles.consent.log_actions import register_consent_actions
from articles.consent.personal_data import consents_of
from articles.consent.pictures import delete_orphans, is_private, is_withheld, tidy
from articles.consent.viewset import ConsentViewSet, consent_urls
from articles.consent.withdrawal import honour_withdrawals, is_withdrawn
from articles.importing.screen import ImportMenuItem, ImportPostsView, import_button
from articles.importing.uploads import forget_uploads
from articles.models import Comment
from articles.new_topic import new_topic
from articles.readership.figures import FOLDING
from articles.readership.report import ReadershipView
from articles.readiness import article_gaps, consent_items, review_items
from articles.today import ITEMS, writing
from articles.viewsets import SynonymsViewSet, TopicViewSet
from home.admin.screens import ScreenMenuItem
from home.operations.scheduled_work import Step

# comments

register_permission_policy(Comment, CommentPermissionPolicy(Comment))
register_snippet(CommentViewSet)
for action in state_actions():
    hooks.register("register_bulk_action", action)
# After Wagtail's own, in whose place it stands.
hooks.register("register_bulk_action", DeleteComments, order=1)
hooks.register("register_log_actions", register_comment_actions)
hooks.register("retention", addresses_part)
hooks.register("personal_data", comment_holdings)

# consent

hooks.register("register_admin_viewset", ConsentViewSet)
# Before the viewset's own addresses, one of which is any number.
hooks.register("register_admin_urls", consent_urls)
hooks.register("register_page_header_buttons", consent_button)
hooks.register("register_log_actions", register_consent_actions)
hooks.register("personal_data", consents_of)
hooks.register("refuse_content", is_withdrawn)
hooks.register("after_restore", honour_withdrawals)
hooks.register("never_in_bin", ended_stories)
hooks.register("private_pictures", is_private)
hooks.register("withheld_pictures", is_withheld)

# posts from elsewhere

hooks.register("register_reports_menu_item", ImportMenuItem)
hooks.register("register_page_header_buttons", import_button)

# articles, readership

register_snippet(TopicViewSet)
register_snippet(SynonymsViewSet)
hooks.register("register_readiness_gaps", article_gaps)
for items in (review_items, consent_items):
    hooks.register("register_launch_items", items)
for waiting in ITEMS:
    hooks.register("register_today_items", waiting)
for planned in EVENTS:
    hooks.register("register_calendar_events", planned)
hooks.register("register_quick_acts", writing)
hooks.register("register_reports_menu_item", partial(ScreenMenuItem, _("Readership"), "readership", "view", 60))


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [
        path("import-posts/", ImportPostsView.as_view(), name="import_posts"),
        path("new-topic/", new_topic, name="new_topic"),
        path("readership/", ReadershipView.as_view(), name="readership"),
        path("readership/results/", ReadershipView.as_view(results_only=True), name="readership_results"),
    ]


@hooks.register("scheduled_work")
def steps() -> list[Step]:
    return [
        FOLDING,
        Step("private pictures", tidy),
        Step("private files", delete_orphans, timedelta(minutes=15)),
        Step("uploaded posts", forget_uploads, timedelta(hours=1)),
    ]

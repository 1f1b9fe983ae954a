from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from articles.comments.bulk_actions import DeleteComments, state_actions
from articles.comments.log_actions import register_comment_actions
from articles.comments.moderation import CommentPermissionPolicy, CommentViewSet
from articles.comments.personal_data import comment_holdings
from articles.comments.retention import addresses_part
from articles.consent.buttons import consent_button
from articles.consent.log_actions import register_consent_actions
from articles.consent.personal_data import consents_of
from articles.consent.pictures import is_private, is_withheld, tidying, tidying_of_files
from articles.consent.viewset import ConsentViewSet, consent_urls
from articles.consent.withdrawals import is_withdrawn
from articles.consent.withdrawing import honour_withdrawals
from articles.models import Comment
from articles.readership.figures import folding
from articles.readership.report import ReadershipView
from articles.readiness import article_gaps, consent_items, review_items
from articles.today import ITEMS, writing
from articles.viewsets import SynonymsViewSet, TopicViewSet
from home.privacy.personal_data import HOOK as PERSONAL_DATA

register_permission_policy(Comment, CommentPermissionPolicy(Comment))
register_snippet(TopicViewSet)
register_snippet(SynonymsViewSet)
register_snippet(CommentViewSet)

hooks.register("register_admin_viewset", ConsentViewSet)
# Before the viewset's own addresses, one of which is any number.
hooks.register("register_admin_urls", consent_urls)
hooks.register("register_log_actions", register_comment_actions)
hooks.register("register_log_actions", register_consent_actions)
hooks.register("register_page_header_buttons", consent_button)
hooks.register("register_readiness_gaps", article_gaps)
hooks.register("register_launch_items", review_items)
hooks.register("register_launch_items", consent_items)
hooks.register("refuse_content", is_withdrawn)
hooks.register("after_restore", honour_withdrawals)
for items in ITEMS:
    hooks.register("register_today_items", items)
hooks.register("register_quick_acts", writing)
hooks.register("scheduled_work", folding)
hooks.register("scheduled_work", tidying)
hooks.register("scheduled_work", tidying_of_files)
hooks.register("private_pictures", is_private)
hooks.register("withheld_pictures", is_withheld)
hooks.register("retention", addresses_part)
hooks.register(PERSONAL_DATA, comment_holdings)
hooks.register(PERSONAL_DATA, consents_of)
for action in state_actions():
    hooks.register("register_bulk_action", action)
# After Wagtail's own, in whose place it stands.
hooks.register("register_bulk_action", DeleteComments, order=1)


@hooks.register("register_admin_urls")
def register_readership_urls() -> list[URLPattern]:
    return [
        path("readership/", ReadershipView.as_view(), name="readership"),
        path("readership/results/", ReadershipView.as_view(results_only=True), name="readership_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_readership_menu_item() -> MenuItem:
    return MenuItem(_("Readership"), reverse("readership"), name="readership", icon_name="view", order=60)

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from articles.consent.buttons import consent_button
from articles.consent.log_actions import register_log_actions
from articles.consent.personal_data import consents_of
from articles.consent.viewset import ConsentViewSet, consent_urls
from articles.consent.withdrawals import is_withdrawn
from articles.readiness import article_gaps, consent_items, review_items
from articles.snippets import TopicViewSet
from home.personal_data import HOOK

register_snippet(TopicViewSet)

hooks.register("register_admin_viewset", ConsentViewSet)
# Before the viewset's own addresses, one of which is any number.
hooks.register("register_admin_urls", consent_urls)
hooks.register("register_log_actions", register_log_actions)
hooks.register("register_page_header_buttons", consent_button)
hooks.register("register_readiness_gaps", article_gaps)
hooks.register("register_launch_items", review_items)
hooks.register("register_launch_items", consent_items)
hooks.register("refuse_content", is_withdrawn)
hooks.register(HOOK, consents_of)

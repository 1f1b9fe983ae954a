from wagtail import hooks
from wagtail.snippets.models import register_snippet

from articles.readiness import article_gaps, review_items
from articles.snippets import TopicViewSet

register_snippet(TopicViewSet)

hooks.register("register_readiness_gaps", article_gaps)
hooks.register("register_launch_items", review_items)

from wagtail.snippets.models import register_snippet

from articles.snippets import TopicViewSet

register_snippet(TopicViewSet)

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from articles.readership.report import ReadershipView
from articles.readiness import article_gaps, review_items
from articles.snippets import TopicViewSet

register_snippet(TopicViewSet)

hooks.register("register_readiness_gaps", article_gaps)
hooks.register("register_launch_items", review_items)


@hooks.register("register_admin_urls")
def register_readership_urls() -> list[URLPattern]:
    return [
        path("readership/", ReadershipView.as_view(), name="readership"),
        path("readership/results/", ReadershipView.as_view(results_only=True), name="readership_results"),
    ]


@hooks.register("register_reports_menu_item")
def register_readership_menu_item() -> MenuItem:
    return MenuItem(_("Readership"), reverse("readership"), name="readership", icon_name="view", order=60)

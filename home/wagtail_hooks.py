from functools import partial
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from home.bilingual.actions import (
    PublishLanguageFormatter,
    PublishLanguageItem,
    UnpublishLanguageFormatter,
    UnpublishLanguageItem,
    publish_chosen_language,
    unpublish_language_view,
)
from home.bilingual.copy_screen import copy_with_descendants
from home.bilingual.languages import LANGUAGES
from home.bilingual.links import PublicPageLinkHandler
from home.bilingual.moves import refuse_namesake, refuse_namesakes
from home.bilingual.notices import DeclareFormatter, behind_view, declare_when_publishing
from home.reports import ExamplesView
from home.snippets import PractitionerViewSet

register_snippet(PractitionerViewSet)

hooks.register("before_copy_page", copy_with_descendants)
hooks.register("before_move_page", refuse_namesake)
hooks.register("before_bulk_action", refuse_namesakes)
hooks.register("before_publish_page", declare_when_publishing, order=-1)
hooks.register("before_publish_page", publish_chosen_language)
for order, language in enumerate(LANGUAGES):
    hooks.register("register_page_action_menu_item", partial(PublishLanguageItem, language, 200 + order))
    hooks.register("register_page_action_menu_item", partial(UnpublishLanguageItem, language, 300 + order))


@hooks.register("register_rich_text_features", order=10)
def register_page_links(features: Any) -> None:
    features.register_link_type(PublicPageLinkHandler)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [
        path("examples/", ExamplesView.as_view(), name="examples"),
        path("pages/<int:page_id>/behind/", behind_view, name="behind"),
        path("pages/<int:page_id>/unpublish/<str:language>/", unpublish_language_view, name="unpublish_language"),
    ]


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    actions.register_action("home.publish_language")(PublishLanguageFormatter)
    actions.register_action("home.unpublish_language")(UnpublishLanguageFormatter)
    actions.register_action("home.declare")(DeclareFormatter)


@hooks.register("register_reports_menu_item")
def register_examples_menu_item() -> MenuItem:
    return MenuItem(_("Examples"), reverse("examples"), name="examples", icon_name="warning", order=100)

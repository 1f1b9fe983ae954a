from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from home.reports import ExamplesView
from home.snippets import PractitionerViewSet

register_snippet(PractitionerViewSet)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [path("examples/", ExamplesView.as_view(), name="examples")]


@hooks.register("register_reports_menu_item")
def register_examples_menu_item() -> MenuItem:
    return MenuItem(_("Examples"), reverse("examples"), name="examples", icon_name="warning", order=100)

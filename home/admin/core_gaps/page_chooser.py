"""Wagtail 8.0.1: the link button of formatted text asks the page chooser for “wagtailcore.page”, which is not this site's page.

Its script (wagtailadmin/js/draftail.js) writes that name, and the dialogs hand it on to each other.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views import View
from wagtail.admin.views.chooser import BrowseView, SearchView, base_page_type_string

from home.admin.screens import in_place_of_core

CORES_NAME = "wagtailcore.page"


class OwnPageType(View):
    """Takes core's name of its page for the page that stands in its place."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        types = request.GET.get("page_type", "").lower().split(",")
        if CORES_NAME in types:
            asked = request.GET.copy()
            asked["page_type"] = ",".join(base_page_type_string if name == CORES_NAME else name for name in types)
            request.GET = asked
        return super().dispatch(request, *args, **kwargs)


class BrowsePages(OwnPageType, BrowseView):
    pass


class SearchPages(OwnPageType, SearchView):
    pass


urlpatterns = in_place_of_core(
    path("choose-page/", BrowsePages.as_view()),
    path("choose-page/<int:parent_page_id>/", BrowsePages.as_view()),
    path("choose-page/search/", SearchPages.as_view()),
)

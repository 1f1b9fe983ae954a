"""The history of the clinic's facts: Wagtail keeps versions of snippets, and shows none of settings."""

from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from wagtail.admin.views.generic import RevisionsRevertMixin
from wagtail.contrib.settings.views import EditView
from wagtail.snippets.views.snippets import HistoryView, PreviewRevisionView, RevisionsCompareView, SnippetViewSet

from home.admin.screens import in_place_of_core
from home.clinic.models import ClinicSettings

VERSIONS_SHOWN_BY = (HistoryView, PreviewRevisionView, RevisionsCompareView, RevisionsRevertMixin)


class ClinicVersionsViewSet(SnippetViewSet):
    """Lends the settings what snippets have: a history, comparisons, and the way back to a version."""

    model = ClinicSettings
    icon = "home"
    # They have their place in the menu of settings.
    menu_item_is_registered = True

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        if issubclass(view_class, VERSIONS_SHOWN_BY):
            return super().construct_view(view_class, **kwargs)
        return to_the_settings


def to_the_settings(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Lead from where a snippet would be listed and edited to the settings' own screen."""
    return redirect("wagtailsettings:edit", "home", "clinicsettings", ClinicSettings.load().pk)


class SettingsEditView(EditView):
    """Core's screen, with the way to the history where one is kept."""

    def get_history_url(self) -> str | None:
        versions = getattr(self.model, "snippet_viewset", None)
        return reverse(versions.get_url_name("history"), args=[quote(self.object.pk)]) if versions else None


urlpatterns = in_place_of_core(
    path("settings/<slug:app_name>/<slug:model_name>/<int:pk>/", SettingsEditView.as_view()),
)

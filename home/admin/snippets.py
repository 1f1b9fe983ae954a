"""Shared content that is known by its names."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from home.bilingual.sorting import NamesInOrderMixin
from home.clinic.people import Practitioner


class NamesIndexView(NamesInOrderMixin, IndexView):
    """A list of snippets by their names."""


class NamesViewSet(SnippetViewSet):
    """Has an entry of its own in the menu, and a list in the order of the names."""

    add_to_admin_menu = True
    index_view_class = NamesIndexView


class PractitionerViewSet(NamesViewSet):
    """The people who write, treat and review."""

    model = Practitioner
    icon = "user"
    menu_label = _("Practitioners")
    menu_order = 300
    list_display = ["name", "credentials"]

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from home.bilingual.sorting import NamesInOrderMixin
from home.models import Practitioner


class NamesIndexView(NamesInOrderMixin, IndexView):
    """A list of snippets by their names."""


class PractitionerViewSet(SnippetViewSet):
    """The people who write, treat and review."""

    model = Practitioner
    icon = "user"
    menu_label = _("Practitioners")
    add_to_admin_menu = True
    menu_order = 300
    index_view_class = NamesIndexView
    list_display = ["name", "credentials"]

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from home.clinic.people import Practitioner


class PractitionerViewSet(SnippetViewSet):
    """The people who write, treat and review."""

    model = Practitioner
    icon = "user"
    menu_label = _("Practitioners")
    add_to_admin_menu = True
    menu_order = 300
    list_display = ["name", "credentials"]

from django.utils.translation import gettext_lazy as _

from home.clinic.people import Practitioner
from home.editing.viewsets import NamesViewSet


class PractitionerViewSet(NamesViewSet):
    """The people who write, treat and review."""

    model = Practitioner
    icon = "user"
    menu_label = _("Practitioners")
    menu_order = 300
    list_display = ["name", "credentials"]

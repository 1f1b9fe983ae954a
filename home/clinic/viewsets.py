from django.utils.translation import gettext_lazy as _

from home.clinic.people import Practitioner
from home.clinic.warning_signs import WarningSigns
from home.editing.viewsets import NamesViewSet


class PractitionerViewSet(NamesViewSet):
    """The people who write, treat and review."""

    model = Practitioner
    icon = "user"
    menu_label = _("Practitioners")
    menu_order = 300
    list_display = ["name", "credentials"]


class WarningSignsViewSet(NamesViewSet):
    """The signs on which to see a doctor."""

    model = WarningSigns
    icon = "warning"
    menu_label = _("Warning signs")
    menu_order = 305
    list_display = ["name", "checked_by", "checked_on"]

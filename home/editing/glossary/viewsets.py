from django.utils.translation import gettext_lazy as _

from home.editing.glossary.models import GlossaryTerm
from home.editing.viewsets import NamesViewSet


class GlossaryViewSet(NamesViewSet):
    """What the clinic calls things."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 321
    list_display = ["danish", "english", "note"]

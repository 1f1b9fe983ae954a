from django.utils.translation import gettext_lazy as _

from home.contact.inbox.models import AnswerTemplate
from home.editing.viewsets import NamesViewSet


class AnswerTemplateViewSet(NamesViewSet):
    """The answers that are written often."""

    model = AnswerTemplate
    icon = "mail"
    menu_label = _("Templates for answers")
    menu_order = 330
    add_to_admin_menu = False
    add_to_settings_menu = True
    list_display = ["name", "subject_da", "subject_en"]

from django.utils.translation import gettext_lazy as _

from articles.models import Synonyms, Topic
from home.editing.viewsets import NamesViewSet


class TopicViewSet(NamesViewSet):
    """What articles are about."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 310
    list_display = ["name_da", "name_en"]


class SynonymsViewSet(NamesViewSet):
    """What readers call the same thing."""

    model = Synonyms
    icon = "search"
    menu_label = _("Search words")
    menu_order = 320
    list_display = ["words_da", "words_en"]

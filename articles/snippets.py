from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from articles.models import Synonyms, Topic
from home.snippets import NamesIndexView


class TopicViewSet(SnippetViewSet):
    """What articles are about."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    add_to_admin_menu = True
    menu_order = 310
    index_view_class = NamesIndexView
    list_display = ["name_da", "name_en"]


class SynonymsViewSet(SnippetViewSet):
    """What readers call the same thing."""

    model = Synonyms
    icon = "search"
    menu_label = _("Search words")
    add_to_admin_menu = True
    menu_order = 320
    index_view_class = NamesIndexView
    list_display = ["words_da", "words_en"]

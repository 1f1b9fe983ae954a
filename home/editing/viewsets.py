"""Shared content that is known by its names."""

from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from home.bilingual.sorting import NamesInOrderMixin


class NamesIndexView(NamesInOrderMixin, IndexView):
    """A list of snippets by their names."""


class NamesViewSet(SnippetViewSet):
    """Has an entry of its own in the menu, and a list in the order of the names."""

    add_to_admin_menu = True
    index_view_class = NamesIndexView

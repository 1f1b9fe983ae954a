from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.menu import MenuItem

from home.admin.screens import ScreenMenuItem
from home.contact.inbox.waiting import VIEW
from home.contact.submission import ContactSubmission, RequestState
from home.pages.base import BasePage


class RequestsMenuItem(ScreenMenuItem):
    """The way to the requests, with the number of those that nobody has read."""

    def __init__(self) -> None:
        super().__init__(_("Requests"), "requests", "mail", 250, VIEW)
        self.classname = "inbox-menu-item"

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if number := ContactSubmission.objects.filter(state=RequestState.NEW).count():
            # In words, since a bare number tells nothing to who hears it.
            component.label = ngettext("Requests (%(number)d new)", "Requests (%(number)d new)", number) % {"number": number}
        return component


def remove_forms_menu_item(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Take core's entry from the menu, since the list of its forms is not used."""
    menu_items[:] = [item for item in menu_items if item.name != "forms"]


def no_forms_for_core(user: Any, pages: QuerySet) -> QuerySet:
    """Close core's own screens of what forms brought, which obey other permissions than the inbox."""
    return BasePage.objects.none()

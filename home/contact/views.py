"""What the clinic sees of the requests: one list over both languages."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.contrib.forms.utils import get_form_types

from home.contact.models import ContactPage
from home.pages.base import BasePage

PERMISSION = "home.view_contactsubmission"


@permission_required(PERMISSION, raise_exception=True)
def requests_view(request: HttpRequest) -> HttpResponse:
    """Lead to the requests of the contact page."""
    page = ContactPage.objects.order_by("path").first()
    if page is None:
        messages.warning(request, gettext("There is no contact page yet."))
        return redirect("wagtailadmin_home")
    return redirect("wagtailforms:list_submissions", page.pk)


def remove_forms_menu_item(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Take core's entry from the menu, which asks for another permission and leads to a list of one."""
    menu_items[:] = [item for item in menu_items if item.name != "forms"]


def forms_with_visible_requests(user: Any, pages: QuerySet) -> QuerySet:
    """Show the requests to who has the permission, whether they edit pages or not, and to nobody else."""
    visible = BasePage.objects.filter(content_type__in=get_form_types())
    return visible if user.has_perm(PERMISSION) else visible.none()

"""What the admin's screens of our own share: their head, who gets in, and the way to them."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, reverse
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.utils.urlpatterns import decorate_urlpatterns

from home.pages.base import BasePage


class AdminScreen(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen for who works in the admin, or, where it names one, for who has a permission."""

    permission_required: str | tuple[str, ...] = ()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), *self.above(), {"url": "", "label": self.get_page_title()}]

    def above(self) -> list[dict[str, Any]]:
        """List the screens on the way to this one."""
        return []


class PageScreen(AdminScreen):
    """A screen of one page, below its editor."""

    page: BasePage

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        title = self.page.get_admin_display_title()
        editor = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": title}
        return [*self.breadcrumbs_items, editor, {"url": "", "label": self.get_page_title(), "sublabel": title}]


def page_to_edit(request: HttpRequest, page_id: int) -> BasePage:
    """Return a page, as its own type, for who may edit it; raises Http404 and PermissionDenied."""
    page = get_object_or_404(BasePage, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


class ScreenMenuItem(MenuItem):
    """The way to a screen, which the menu shows to who may see it."""

    def __init__(self, label: Any, url_name: str, icon: str, order: int, permission: str = "") -> None:
        super().__init__(label, reverse(url_name), name=url_name, icon_name=icon, order=order)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return not self.permission or bool(request.user.has_perm(self.permission))


def in_place_of_core(*patterns: URLPattern) -> list[URLPattern]:
    """Guard addresses of the admin that stand before core's own, whose names go on leading there."""
    return decorate_urlpatterns([*patterns], lambda view: never_cache(require_admin_access(view)))

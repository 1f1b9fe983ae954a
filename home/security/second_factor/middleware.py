"""Who has given the password only is not in yet."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from home.security.second_factor.devices import has_telephone

# What somebody who has given the password only still needs.
OPEN = {
    "second_factor",
    "second_factor_set_up",
    "passkey_ask",
    "passkey_check",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "session",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}


class SecondFactorMiddleware:
    """Asks for the second factor in the admin, and takes everywhere else who has not given it for a stranger."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        # Readers have no session, and asking for it would mark every page as depending on one.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not is_due(request):
            return None
        if not request.path_info.startswith(f"/{settings.ADMIN_PATH}/"):
            request.user = AnonymousUser()
            return None
        match = request.resolver_match
        if match and match.url_name in OPEN:
            return None
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            raise PermissionDenied
        return redirect(f"{reverse('second_factor')}?{urlencode({'next': request.get_full_path()})}")


def is_due(request: HttpRequest) -> bool:
    """Tell whether somebody has given the password and still owes the second factor."""
    user: Any = request.user
    if not user.is_authenticated or user.is_verified():
        return False
    return bool(settings.REQUIRE_SECOND_FACTOR or has_telephone(user))

"""A session that ends while somebody writes: the editor is told, and nothing that was typed is lost."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import csrf
from django.views.decorators.cache import never_cache

from home.security.second_factor.middleware import OPEN, is_due

# The header with which the editor's script saves a form, since it wants to know what the server said before it goes there.
SAVES = "X-Saves-Form"
# What the script understands: log in again, and then send the same once more.
LOGGED_OUT = {"success": False, "error_code": "logged_out", "error_message": "logged out"}


@never_cache
def session_state(request: HttpRequest) -> HttpResponse:
    """Tell the editor's script who is logged in by now, and the token that this person's forms need."""
    if not _is_in(request):
        return JsonResponse({"user": None})
    return JsonResponse({"user": request.user.pk, "name": str(request.user), "token": get_token(request)})


def logged_in_again(request: HttpRequest) -> HttpResponse:
    """Send somebody who has logged in again back to the tab with the text."""
    return render(request, "wagtailadmin/session/again.html")


class ScriptedSavesMiddleware:
    """Answers a script that saves in its own terms; a redirect would be followed without a word, to the login form, too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.FORBIDDEN and _asks_for_dialog(request) and not _is_in(request):
            return _logged_out_dialog(request)
        location = response.headers.get("Location")
        if not (location and request.method == "POST" and _is_scripted(request)):
            return response
        path = urlsplit(location).path
        if path in {reverse(name) for name in ("wagtailadmin_login", "second_factor", "second_factor_set_up")}:
            return JsonResponse(LOGGED_OUT, status=HTTPStatus.FORBIDDEN)
        if SAVES not in request.headers:
            return response
        if path == reverse("wagtailadmin_home"):
            # Wagtail's way to say that this person may not do it; its message goes with the answer.
            said = " ".join(str(message) for message in messages.get_messages(request))
            return JsonResponse({"refused": said}, status=HTTPStatus.FORBIDDEN)
        told = JsonResponse({"location": location})
        # The message that the next page shows may lie in a cookie.
        told.cookies = response.cookies
        return told


def _asks_for_dialog(request: HttpRequest) -> bool:
    """Tell whether a dialog of the admin asks for what it is to show, as only jQuery asks."""
    is_scripted = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return is_scripted and request.method == "GET" and request.headers.get("Accept", "").startswith("text/plain")


def _logged_out_dialog(request: HttpRequest) -> HttpResponse:
    # Nobody is in whose language could be asked for.
    with translation.override(translation.get_language_from_request(request)):
        return JsonResponse({"html": render_to_string("wagtailadmin/session/dialog.html", request=request)})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form is older than the login, and offer to send it as it is; strangers' forms get Django's plain refusal."""
    if not request.path_info.startswith(f"/{settings.ADMIN_PATH}/"):
        return csrf.csrf_failure(request, reason)
    if _is_scripted(request):
        return JsonResponse(LOGGED_OUT, status=HTTPStatus.FORBIDDEN)
    match = request.resolver_match
    is_login = bool(match and match.url_name in OPEN)
    is_own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    sent = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    wanted = request.POST.get("next", "")
    context = {
        "is_in": _is_in(request),
        # A form of the login holds a password, and another site's form is nothing that anybody wanted to send.
        "fields": [(name, value) for name, values in sent.items() for value in values] if is_own and not is_login else [],
        "address": wanted if url_has_allowed_host_and_scheme(wanted, None) else reverse("wagtailadmin_home"),
        "has_files": bool(request.FILES),
    }
    profile = getattr(request.user, "wagtail_userprofile", None)
    with translation.override(profile.get_preferred_language() if profile else translation.get_language()):
        return render(request, "wagtailadmin/session/stale.html", context, status=HTTPStatus.FORBIDDEN)


def _is_in(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated and not is_due(request))


def _is_scripted(request: HttpRequest) -> bool:
    return SAVES in request.headers or request.headers.get("Accept") == "application/json"

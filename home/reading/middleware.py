"""What an address says: its language, and the page it once led to."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils import translation

from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES
from home.reading.redirect_targets import destination


class LanguageOfPathMiddleware:
    """Django's LocaleMiddleware without its `Vary: Accept-Language`, which would spoil every shared cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Django's get_language_from_path reads English out of the Danish address /en-god-start/.
        segment, *rest = request.path_info.split("/")[1:]
        language = segment if segment in LANGUAGES else DEFAULT_LANGUAGE
        if segment == settings.ADMIN_PATH and rest[0:1] in (["login"], ["password_reset"]):
            # Whoever logs in has a language of their own only afterwards; no cache keeps these pages.
            language = translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class FormerAddressMiddleware:
    """Leads from an address where nothing is to what was meant by it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        found = destination(request.get_full_path()) if response.status_code == HTTPStatus.NOT_FOUND else None
        if found is None:
            return response
        address, is_permanent = found
        query = request.META.get("QUERY_STRING")
        if query and "?" not in address:
            address, hash_sign, fragment = address.partition("#")
            address = f"{address}?{query}{hash_sign}{fragment}"
        redirected = (HttpResponsePermanentRedirect if is_permanent else HttpResponseRedirect)(address)
        if request.method == "POST":
            # Only so does a browser send the form there, and not what was typed into the void.
            redirected.status_code = HTTPStatus.PERMANENT_REDIRECT if is_permanent else HTTPStatus.TEMPORARY_REDIRECT
        return redirected

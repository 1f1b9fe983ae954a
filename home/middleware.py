"""What an address says: its language, and the page it once led to."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from home.bilingual.addresses import current_address
from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES


class LanguageOfPathMiddleware:
    """Django's LocaleMiddleware without its `Vary: Accept-Language`, which would spoil every shared cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Django's get_language_from_path reads English out of the Danish address /en-god-start/.
        segment = request.path_info.split("/")[1]
        language = segment if segment in LANGUAGES else DEFAULT_LANGUAGE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class FormerAddressMiddleware(RedirectMiddleware):
    """Leads from where a page once was to where it is, and then along the redirects that editors made by hand."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code != HTTPStatus.NOT_FOUND:
            return response
        address = current_address(request)
        response = HttpResponsePermanentRedirect(address) if address else super().process_response(request, response)
        query = request.META.get("QUERY_STRING")
        location = response.headers.get("Location")
        if location and query and "?" not in location:
            response.headers["Location"] = f"{location}?{query}"
        return response

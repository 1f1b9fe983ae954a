"""What the site says while the database is away: at once, so that no request waits for it and none is in another's way."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

RETRY_AFTER = "10"  # seconds


@dataclass
class Database:
    """What this process knows of the database; `home.reading.page_cache.listener` finds it out, several times a second."""

    is_away: bool = False


database = Database()


class OutageMiddleware:
    """Answers for everything that would ask the database; stands behind what needs none, as kept pages and static files."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return away(request) if database.is_away else self.get_response(request)


def away(request: HttpRequest) -> HttpResponse:
    """Say in both languages, or to an editor in the browser's, that the site will be back soon; asks the database nothing."""
    if request.path_info.startswith(f"/{settings.ADMIN_PATH}/"):
        # The language that an editor has chosen is in the database.
        with translation.override(translation.get_language_from_request(request)):
            text = render_to_string("wagtailadmin/away.html")
    else:
        text = render_to_string("503.html")
    response = HttpResponse(text, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = RETRY_AFTER
    response.headers["Cache-Control"] = "no-store"
    return response

"""Each request under a number that stands in every line of the log that it causes, and in its answer."""

import logging
import random
import re
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from home.operations.metrics import count

logger = logging.getLogger("home.requests")
request_id: ContextVar[str] = ContextVar("request_id", default="")
# What the web server in front gives, unless it could break a line of the log.
GIVEN = re.compile(r"[A-Za-z0-9_-]{8,64}")


class RequestMiddleware:
    """Numbers, times, counts and notes every request; neither the reader's address nor what was searched for is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        number = given if GIVEN.fullmatch(given) else f"{random.getrandbits(64):016x}"
        # It stays until the next request: Django writes its line on a 404 after the last middleware.
        request_id.set(number)
        begin = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - begin
        response.headers["X-Request-ID"] = number
        count(request.method or "", response.status_code, seconds)
        notes = {"method": request.method, "path": request.path_info, "status": response.status_code}
        logger.info("Request", extra={**notes, "milliseconds": round(seconds * 1000, 1)})
        return response

"""Answers anonymous readers from the pages that this process keeps; it stands first, so that a hit costs nothing beyond it."""

import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone

from home.reading.page_cache.entries import Entry
from home.reading.page_cache.listener import Listener
from home.reading.page_cache.recording import UNCOMPRESSED, read_of, recording
from home.reading.page_cache.store import Store

# What a kept page may have read of a query: which page of a list.
KEPT_QUERY = re.compile(r"(page=\d{1,3})?", re.ASCII)


class PageCacheMiddleware:
    """Keeps what views recorded as they rendered it (`home.reading.views.from_one_snapshot`), for readers without a cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PAGE_CACHE_MEGABYTES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.store = Store(settings.PAGE_CACHE_MEGABYTES * 1024 * 1024)
        self.listener = Listener(self.store)
        # For what is not kept after all, as a form.
        self.gzip = GZipMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Wagtail shows a preview through a chain of middleware of its own, as if its address were asked for.
        if getattr(request, "is_dummy", False):
            return self.get_response(request)
        address = address_of(request)
        # Also for who is given no kept page, so that everybody is told at once where the database is away.
        if not self.listener.catch_up() or address is None:
            return self.get_response(request)
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        if_none_match = request.META.get("HTTP_IF_NONE_MATCH", "")
        query = request.META.get("QUERY_STRING", "")
        entry = self.store.get(address, query) or self._render(request, address, query)
        # A file that leaves in pieces, such as a style sheet, is an HttpResponseBase only.
        if isinstance(entry, HttpResponseBase):
            return entry
        response = entry.response(accepted, if_none_match)
        # nginx, which counts whole seconds, may keep the page until the present one ends (deploy/nginx/clinic.conf).
        response.headers["X-Accel-Expires"] = f"@{int(time.time())}"
        return response

    def _render(self, request: HttpRequest, address: str, query: str) -> Entry | HttpResponse:
        """Render a page and keep it; return it as it is where it must not be kept."""
        begun = time.monotonic()
        midnight = midnight_after(timezone.now())
        with recording() as record:
            response = self.get_response(request)
        if record.snapshot is None:
            return response
        if response.headers.get("Content-Encoding") == UNCOMPRESSED:
            del response.headers["Content-Encoding"]
        is_kept = record.reads is not None and KEPT_QUERY.fullmatch(read_of(query, record.reads)) and may_be_kept(response)
        if not is_kept or record.reads is None:
            return self.gzip.process_response(request, response)
        until = min(midnight, record.until or midnight)
        entry = Entry.of(response, record.reads, record.snapshot, until)
        if request.method == "GET":
            self.store.put(address, query, entry, begun)
        return entry


def address_of(request: HttpRequest) -> str | None:
    """Name the page that is asked for, without its query; None where the answer may be for this reader only."""
    meta = request.META
    if request.method not in ("GET", "HEAD") or meta.get("HTTP_COOKIE") or meta.get("HTTP_AUTHORIZATION"):
        return None
    return f"{request.scheme}://{meta.get('HTTP_HOST', '')}{request.path_info}"


def may_be_kept(response: HttpResponse) -> bool:
    """Tell whether a response is the same for everybody."""
    private = ("private", "no-store", "no-cache")
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.cookies
        and not any(word in response.headers.get("Cache-Control", "") for word in private)
        and response.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
        and "Content-Encoding" not in response.headers
    )


def midnight_after(moment: datetime) -> datetime:
    """Return when the clinic's next day begins, and with it notices, exceptions from the hours and consents begin or end."""
    clinic = timezone.get_default_timezone()
    next_day = timezone.localdate(moment, clinic) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(next_day, datetime.min.time()), clinic)

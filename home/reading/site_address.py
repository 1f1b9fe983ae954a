import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, close_old_connections
from django.db.models import F, Value
from django.db.models.functions import Replace
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.request import split_domain_port
from wagtail.models import Site

from home.outbox.models import Mail

logger = logging.getLogger(__name__)
HTTPS, HTTP = 443, 80


def site_address(request: HttpRequest) -> str:
    """Return the beginning of the site's full addresses, without a slash; never what a request's own Host header claims."""
    site = Site.find_for_request(request)
    return site.root_url if site else ""


def host_and_port() -> tuple[str, int]:
    """Return what SITE_ADDRESS says, as Wagtail's row of a site has it."""
    parts = urlsplit(settings.SITE_ADDRESS)
    return parts.hostname or "", parts.port or (HTTPS if parts.scheme == "https" else HTTP)


def follow_site_address() -> None:
    """Let Wagtail's own row of the site say what SITE_ADDRESS says, and the mails that are not sent yet with it."""
    site = Site.objects.filter(is_default_site=True).first()
    if site and (site.hostname, site.port) != host_and_port():
        former = f"{site.root_url}/"
        site.hostname, site.port = host_and_port()
        site.save(update_fields=["hostname", "port"])
        words = {name: Replace(F(name), Value(former), Value(f"{site.root_url}/")) for name in ("text", "html")}
        Mail.objects.filter(sent_at=None).update(**words)


def follow_site_address_after_migrating(**kwargs: Any) -> None:
    """Do so once the tables are there, before anything is served from rows that came from elsewhere."""
    follow_site_address()


def follow_site_address_at_start() -> None:
    """Do so when a server starts; one whose database is away, or not yet migrated, starts all the same."""
    try:
        follow_site_address()
    except DatabaseError:
        logger.warning("The site's address could not be read", exc_info=True)
    finally:
        close_old_connections()


class OneHostMiddleware:
    """Leads from every other name of the site, as example.dk, to the one of SITE_ADDRESS, whatever stands in front."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.host = urlsplit(settings.SITE_ADDRESS).hostname

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Most requests come by the right name; what that name is worth is looked at further in.
        if split_domain_port(request.META.get("HTTP_HOST", ""))[0] == self.host:
            return self.get_response(request)
        try:
            request.get_host()
        except DisallowedHost:
            return self.get_response(request)
        response = HttpResponsePermanentRedirect(f"{settings.SITE_ADDRESS}{request.get_full_path()}", preserve_request=True)
        # Whoever changes the name finds readers whose browser was told the former one.
        response.headers["Cache-Control"] = "max-age=3600"
        return response

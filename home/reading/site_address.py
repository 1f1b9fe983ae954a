import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.http import HttpRequest
from wagtail.models import Site

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
    """Let Wagtail's own row of the site say what SITE_ADDRESS says."""
    site = Site.objects.filter(is_default_site=True).first()
    if site and (site.hostname, site.port) != host_and_port():
        site.hostname, site.port = host_and_port()
        site.save(update_fields=["hostname", "port"])


def follow_site_address_at_start() -> None:
    """Do so when a server starts; one whose database is away, or not yet migrated, starts all the same."""
    try:
        follow_site_address()
    except DatabaseError:
        logger.warning("The site's address could not be read", exc_info=True)
    finally:
        close_old_connections()

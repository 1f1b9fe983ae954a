from django.http import HttpRequest
from wagtail.models import Site


def site_address(request: HttpRequest) -> str:
    """Return the beginning of the site's full addresses, without a slash; never what a request's own Host header claims."""
    site = Site.find_for_request(request)
    return site.root_url if site else ""

"""From an address to a page: two queries, however deep it lies."""

from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Site
from wagtail.url_routing import RouteResult

from home.bilingual.languages import active_language, column
from home.bilingual.page import BilingualPage
from home.reading.compiled import Compiled
from home.reading.neighbours import Neighbours, is_public


def route(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the page at an address, or None; the request remembers its neighbours, which the templates show."""
    site = _site_of(request)
    if site is None:
        return None
    segments = [segment for segment in path.split("/") if segment]
    neighbours = Neighbours.of_address(site, segments)
    site.root_page = neighbours.root
    way = neighbours.at(segments)
    if not way or not all(page.live and page.shown for page in way):
        return None
    request.neighbours = neighbours
    try:
        return _as_read(way[-1]).route(request, segments[len(way) - 1 :])
    except Http404:
        return None


def _site_of(request: HttpRequest) -> Site | None:
    """Choose a site by core's rule: by host and port, or else the default one, or else the only one of that host."""
    host, port = split_domain_port(request._get_raw_host())[0], int(request.get_port())
    sites = _sites()
    named = [site for site in sites if site.hostname == host]
    default = [site for site in sites if site.is_default_site]
    best = [site for site in named if site.port == port] or [site for site in named if site.is_default_site]
    chosen = best or (named if len(named) == 1 else default)
    # Core looks there first.
    request._wagtail_site = next(iter(chosen), None)
    return request._wagtail_site


@Compiled
def _sites() -> QuerySet[Site]:
    start = F(f"root_page__{column('url_path', active_language())}")
    return Site.objects.annotate(root_path=F("root_page__path"), root_depth=F("root_page__depth"), start=start)


def _as_read(page: BilingualPage) -> BilingualPage:
    """Return a page of its own type, with what its template shows of other tables."""
    if page.specific_class is None:
        raise Http404
    specific = page.specific_class.for_readers(page.pk)
    if specific is None:
        raise Http404
    specific.is_unrestricted = is_public(page, active_language())
    return specific

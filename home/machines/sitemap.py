"""Every public language version, for search engines."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from home.bilingual.alternates import alternate_links
from home.bilingual.languages import LANGUAGES, column
from home.pages.base import BasePage
from home.reading.page_cache.recording import reads
from home.reading.site_address import site_address
from home.reading.views import from_one_snapshot

XML = "application/xml"
# How many pages one file lists, so that none takes much longer than a page; where there are more, the sitemap lists the files.
PART = 1_000


@from_one_snapshot
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the public versions of all pages, each with its alternates, in two queries; where there are many, the parts."""
    reads(request)
    pages = _public_pages()
    number = pages.count()
    if number <= PART:
        return _listed(request, pages)
    parts = range(1, -(-number // PART) + 1)
    addresses = [f"{site_address(request)}{reverse('sitemap_part', args=[number])}" for number in parts]
    return render(request, "sitemap_index.xml", {"addresses": addresses}, content_type=XML)


@from_one_snapshot
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """List as many of the pages as one file holds."""
    reads(request)
    found = list(_public_pages()[(number - 1) * PART : number * PART]) if number else []
    if not found:
        raise Http404
    return _listed(request, found)


def _public_pages() -> QuerySet:
    public = {column("public", code): Exists(BasePage.objects.public_in(code).filter(pk=OuterRef("pk"))) for code in LANGUAGES}
    in_any = Q(*((name, True) for name in public), _connector=Q.OR)
    return BasePage.objects.filter(depth__gt=1).annotate(**public).filter(in_any).order_by("path")


def _listed(request: HttpRequest, pages: Iterable[BasePage]) -> HttpResponse:
    entries = []
    for page in pages:
        languages = [code for code in LANGUAGES if getattr(page, column("public", code))]
        links = alternate_links(page, languages, request)
        entries += [(link.url, page.last_published_at, links) for link in links if link.hreflang != "x-default"]
    return render(request, "sitemap.xml", {"entries": entries}, content_type=XML)

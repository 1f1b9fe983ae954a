"""Every public language version, for search engines."""

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from home.bilingual.alternates import alternate_links
from home.bilingual.languages import LANGUAGES
from home.pages.base import BasePage
from home.reading.page_cache.recording import reads
from home.reading.views import from_one_snapshot


@from_one_snapshot
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the public versions of all pages, each with its alternates; two queries, however many pages there are."""
    reads(request)
    public = {f"public_{code}": Exists(BasePage.objects.public_in(code).filter(pk=OuterRef("pk"))) for code in LANGUAGES}
    entries = []
    for page in BasePage.objects.filter(depth__gt=1).annotate(**public).order_by("path").iterator():
        languages = [code for code in LANGUAGES if getattr(page, f"public_{code}")]
        links = alternate_links(page, languages, request)
        entries += [(link.url, page.last_published_at, links) for link in links if link.hreflang != "x-default"]
    return render(request, "sitemap.xml", {"entries": entries}, content_type="application/xml")

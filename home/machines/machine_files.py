"""What programs ask for by a fixed name: robots.txt, security.txt, the web manifest and the icon."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Site

from home.bilingual.languages import LANGUAGES, active_language
from home.clinic.models import ClinicSettings
from home.machines import palette
from home.machines.structured_data import Facts
from home.pages.base import BasePage
from home.reading.site_address import site_address

# What robots need not ask for; each keeps readers out by itself.
CLOSED_PATHS = ("/admin/", "/_util/")
# A year is the most that the standard advises; half of it is renewed early enough.
SECURITY_TXT_VALID = datetime.timedelta(days=180)
TEXT = "text/plain; charset=utf-8"


def robots_txt(request: HttpRequest) -> HttpResponse:
    """Welcome every robot to all that is public, and show it the sitemap; a copy of the site wants none."""
    if settings.STAGING:
        return HttpResponse("User-agent: *\nDisallow: /\n", content_type=TEXT)
    closed = [f"Disallow: {path}" for path in CLOSED_PATHS]
    sitemap = f"Sitemap: {site_address(request)}{reverse('sitemap')}"
    return HttpResponse("\n".join(["User-agent: *", *closed, "", sitemap, ""]), content_type=TEXT)


def security_txt(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness, as RFC 9116 has it; there is no such file while the clinic's e-mail is an example."""
    email = Facts().value(ClinicSettings.load(request), "email")
    if not email:
        raise Http404
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + SECURITY_TXT_VALID
    lines = [
        f"Contact: mailto:{email}",
        f"Expires: {expires.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
        f"Canonical: {site_address(request)}{reverse('security_txt')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=TEXT)


def manifest(request: HttpRequest) -> HttpResponse:
    """Describe the site for a telephone's home screen, in a language in which the front page is public."""
    site = Site.find_for_request(request)
    front_page = BasePage.objects.public_in().filter(pk=site.root_page_id).first() if site else None
    if front_page is None:
        raise Http404
    data = {
        "name": ClinicSettings.load(request).public_name,
        # Translators: the name below the site's icon on a telephone, at most 12 letters.
        "short_name": gettext("Acupuncture"),
        "lang": active_language(),
        "dir": "ltr",
        "id": front_page.get_url(request),
        "start_url": front_page.get_url(request),
        "scope": front_page.get_url(request),
        "display": "minimal-ui",
        "background_color": palette.PAPER,
        "theme_color": palette.PAPER,
        "icons": [
            {"src": static("home/favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
            {"src": static("home/icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("home/icon-512.png"), "sizes": "512x512", "type": "image/png"},
            {"src": static("home/icon-maskable-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        ],
    }
    response = JsonResponse(data, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def icon(request: HttpRequest, file: str) -> HttpResponse:
    """Lead programs that ask for an icon by a fixed name to the file."""
    return HttpResponseRedirect(static(f"home/{file}"))

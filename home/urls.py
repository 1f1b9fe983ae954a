"""Danish at /…, English at /en/…; what has no language stands before the pages."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from home.admin import core_reports, lists, versions
from home.admin.calendar.views import calendar_feed
from home.admin.core_gaps import link_text, page_chooser
from home.admin.expired_sessions import session_state
from home.admin.share_draft import read_draft
from home.bilingual.languages import LANGUAGES
from home.machines.api import api_router
from home.machines.machine_files import icon, manifest, robots_txt, security_txt
from home.machines.share_images.views import share_image
from home.machines.sitemap import sitemap, sitemap_part
from home.reading.views import serve_page

# In production the web server in front serves the pictures, in the sizes that readers get and nothing else.
media = [] if settings.PRODUCTION else [re_path(r"^media/(?P<path>images/.*)$", serve, {"document_root": settings.MEDIA_ROOT})]

handler500 = "home.operations.failures.failed"

urlpatterns = [
    # Asked by who is logged out as well, so it stands before Wagtail's own addresses, which nobody else may ask.
    path(f"{settings.ADMIN_PATH}/session/", session_state, name="session"),
    *(path(f"{settings.ADMIN_PATH}/", include(ours)) for ours in (page_chooser, link_text, lists, core_reports, versions)),
    path(f"{settings.ADMIN_PATH}/", include(wagtailadmin_urls)),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap_part, name="sitemap_part"),
    path("robots.txt", robots_txt),
    path("favicon.ico", icon, {"file": "favicon.ico"}),
    re_path(r"^apple-touch-icon(?:-precomposed)?\.png$", icon, {"file": "apple-touch-icon.png"}),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    re_path(
        rf"^share/(?P<pk>\d{{1,9}})-(?P<language>{'|'.join(LANGUAGES)})-(?P<digest>[0-9a-f]{{16}})\.png$",
        share_image,
        name="share_image",
    ),
    path("documents/", include(wagtaildocs_urls)),
    # Core's name for where readers log in: here only people who work in the admin do.
    path("_util/login/", RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True), name="wagtailcore_login"),
    path("_draft/<slug:key>/<slug:language>/", read_draft, name="draft"),
    path("_calendar/<int:user_id>-<slug:key>.ics", calendar_feed, name="calendar_feed"),
    *media,
    *i18n_patterns(
        path("api/v2/", api_router.urls),
        path("site.webmanifest", manifest, name="manifest"),
        path("", include("articles.urls")),
        re_path(serve_pattern, serve_page, name="wagtail_serve"),
        prefix_default_language=False,
    ),
]

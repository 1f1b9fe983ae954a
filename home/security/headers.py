"""The headers that tell a browser what it may do with an answer: on every answer, whoever made it."""

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NOT_USED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "geolocation",
    "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip


def _origin(address: str) -> str:
    """Return the host of an address that is kept elsewhere, as the policy names it; nothing for the site's own."""
    parts = urlsplit(address)
    return f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _policy(**sources: str) -> str:
    return "; ".join(f"{directive.replace('_', '-')} {source}" for directive, source in sources.items())


FILES = f"{_origin(settings.MEDIA_URL)}{_origin(settings.STATIC_URL)}"
# Readers' pages have no inline script and no inline style, so neither a hash nor a nonce is needed.
# JSON-LD is data, which no policy hinders.
PUBLIC = _policy(
    default_src="'none'",
    script_src=f"'self'{_origin(settings.STATIC_URL)}",
    style_src=f"'self'{_origin(settings.STATIC_URL)}",
    img_src=f"'self'{FILES}",
    font_src=f"'self'{_origin(settings.STATIC_URL)}",
    connect_src="'self'",
    manifest_src="'self'",
    form_action="'self'",
    base_uri="'none'",
    frame_ancestors="'none'",
)
# What only a page that shows a film needs: films of the site, and the players that a reader's click fetches.
PLAYERS = "https://www.youtube-nocookie.com https://player.vimeo.com"
PUBLIC_WITH_FILMS = "; ".join([PUBLIC, _policy(media_src="'self'", frame_src=PLAYERS)])
# Wagtail's panels and date fields start with inline scripts, and Draftail sets inline styles; the preview is a frame.
ADMIN = _policy(
    default_src="'none'",
    script_src=f"'self' 'unsafe-inline'{_origin(settings.STATIC_URL)}",
    style_src=f"'self' 'unsafe-inline'{_origin(settings.STATIC_URL)}",
    img_src=f"'self' data: blob:{FILES}",
    font_src=f"'self' data:{_origin(settings.STATIC_URL)}",
    connect_src="'self'",
    manifest_src="'self'",
    media_src=f"'self'{FILES}",
    frame_src="'self'",
    form_action="'self'",
    base_uri="'none'",
    frame_ancestors="'self'",
)
# An uploaded file that is opened by itself: an SVG, too, is only looked at.
UPLOADED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in NOT_USED),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
OF_PAGES = {
    **EVERYWHERE,
    "Content-Security-Policy": PUBLIC,
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
# Feed readers and link previews show our pictures on their own pages.
OF_SHARED = {**OF_PAGES, "Cross-Origin-Resource-Policy": "cross-origin"}
OF_UPLOADED = {**OF_SHARED, "Content-Security-Policy": UPLOADED}
OF_ADMIN = {**OF_PAGES, "Content-Security-Policy": ADMIN, "X-Frame-Options": "SAMEORIGIN"}
OF_PREVIEWS = {**OF_ADMIN, "Content-Security-Policy": ADMIN.replace("frame-src 'self'", f"frame-src 'self' {PLAYERS}")}
ADMIN_PREFIX = f"/{settings.ADMIN_PATH}/"


class SecurityHeadersMiddleware:
    """Sets what SecurityMiddleware does not; stands outside everything else, so that static files and errors have it too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Wagtail answers a preview as if the page itself were asked for, and shows it within the editor.
        is_preview = getattr(request, "is_preview", False)
        for name, value in headers(request.path_info, in_editor=is_preview).items():
            response.headers.setdefault(name, value)
        if settings.STAGING:
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


def headers(path: str, *, in_editor: bool = False) -> Mapping[str, str]:
    """Return the headers of whatever answers at a path, or is shown within the editor as if it did."""
    if in_editor:
        return OF_PREVIEWS
    if path.startswith(ADMIN_PREFIX):
        return OF_ADMIN
    if path.startswith(settings.MEDIA_URL):
        return OF_UPLOADED
    return OF_SHARED if path.startswith("/share/") else OF_PAGES

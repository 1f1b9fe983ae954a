from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers

from home.clinic.models import ClinicSettings
from home.machines.share_images.cards import ShareCard
from home.pages.base import BasePage

YEAR = 60 * 60 * 24 * 365


def share_image(request: HttpRequest, pk: int, language: str, digest: str) -> HttpResponseBase:
    """Serve the share image of a public language version.

    Only the address that the page names today is drawn, once; any other leads there, so invented addresses cost no drawing.
    """
    page = get_object_or_404(BasePage.objects.public_in(language), pk=pk)
    with translation.override(language):
        card = ShareCard.of(page, ClinicSettings.load(request).public_name)
    if digest != card.digest:
        return redirect(card.path)
    etag = f'"{digest}"'
    response = get_conditional_response(request, etag) or HttpResponse(card.png(), content_type="image/png")
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response.headers["Content-Language"] = language
    # Said of a 304, too, which no middleware compresses.
    patch_vary_headers(response, ["Accept-Encoding"])
    return response

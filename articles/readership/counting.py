"""The address that a page tells of a view: a script where there is one, else a picture of one point."""

import base64
import re

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.models import ArticlePage, CaseStoryPage, View
from home.bilingual.languages import active_language
from home.models import BasePage
from home.security.public_forms.form import is_from_here

POINT = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
# Robots that load pictures or run scripts name themselves; a telephone by the name of Cubot is none of them.
ROBOT = re.compile(
    r"(?<!cu)bot\b|bot[/;-]|crawl|spider|slurp|preview|headless|lighthouse|monitor|scan|archive|validator|facebookexternalhit"
    r"|python|curl|wget|httpclient|okhttp|java/|go-http|axios|node-fetch|phantom|selenium",
    re.IGNORECASE,
)


@csrf_exempt  # a reader has no cookie that a token could be compared with; the request must come from our own page instead
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def count_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Count one view of a page in the language of the address, where a person sees it; two queries.

    A version that is not public does not exist here either. Everybody else gets the same answer, counted or not.
    """
    language = active_language()
    if not BasePage.objects.type(ArticlePage, CaseStoryPage).public_in(language).filter(pk=pk).exists():
        raise Http404
    if request.method != "HEAD" and is_reader(request):
        View.objects.create(page_id=pk, language=language, day=timezone.localdate())
    if request.method == "POST":
        return HttpResponse(status=204)
    return HttpResponse(POINT, content_type="image/gif")


def is_reader(request: HttpRequest) -> bool:
    """Tell whether a request comes from our own page, on the screen of somebody who is neither a robot nor logged in."""
    agent = request.headers.get("User-Agent", "")
    if not agent.startswith(("Mozilla/", "Opera/")) or ROBOT.search(agent):
        return False
    if "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")):
        return False
    return _is_from_our_page(request) and not request.user.is_authenticated


def _is_from_our_page(request: HttpRequest) -> bool:
    # Browsers send the first of these over HTTPS only, the second with what a script sends, the third with pictures.
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return is_from_here(request)

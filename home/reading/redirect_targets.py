"""What an address of this site leads to: before a redirect is made from it or to it, and when a reader follows one."""

import re
import unicodedata
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.encoding import iri_to_uri, uri_to_iri
from django.views.static import serve
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Site

from home.bilingual.address_book import current_address
from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES
from home.bilingual.page import page_model

MOST_HOPS = 10


def stored_path(address: str) -> str:
    """Write an address as redirects are stored and looked up: without its host, its letters composed, its spaces encoded."""
    # Django encodes once more what older sites encoded otherwise (`%E5` for å).
    address = re.sub(r"%25(?=[89a-f][0-9a-f])", "%", address.strip(), flags=re.IGNORECASE)
    # It also encodes these two of old addresses, as in `/page;jsessionid=1`.
    address = re.sub("%3b|%3d", lambda found: unquote(found[0]), address, flags=re.IGNORECASE)
    return Redirect.normalise_path(iri_to_uri(unicodedata.normalize("NFC", uri_to_iri(address))))


def own_path(address: str) -> str | None:
    """Return the path, with its query, of an address of this site; None for another site's."""
    parts = urlsplit(address)
    if parts.netloc and not is_own_host(parts.netloc):
        return None
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def is_own_host(netloc: str) -> bool:
    """Tell whether the host of a full address is this site's, with or without “www.”."""
    host = split_domain_port(netloc.rpartition("@")[2].lower())[0].removeprefix("www.")
    own = [urlsplit(settings.SITE_ADDRESS).hostname or "", *Site.objects.values_list("hostname", flat=True)]
    allowed = [name for name in settings.ALLOWED_HOSTS if name != "*"]
    return bool(host) and (host in [name.removeprefix("www.") for name in own] or validate_host(host, allowed))


def answers(path: str) -> bool:
    """Tell whether the site answers at a path by itself, so that a redirect from there would never be used."""
    path = uri_to_iri(urlsplit(path).path)
    # Django adds the slash by itself.
    return _answers(path) or (not path.endswith("/") and _answers(f"{path}/"))


def _answers(path: str) -> bool:
    segment = path.split("/")[1]
    with translation.override(segment if segment in LANGUAGES else DEFAULT_LANGUAGE):
        try:
            match = resolve(path)
        except Resolver404:
            return False
        if match.view_name == "wagtail_serve":
            return bool(page_model().route_for_request(_request_for(path), *match.args, **match.kwargs))
        if match.view_name == "wagtaildocs_serve":
            return bool(get_document_model().objects.filter(pk=match.args[0]).exists())
        return match.func is not serve


def page_at(path: str) -> Any:
    """Return the page that readers get at a path, also where it is a former address or redirects; None where they get none."""
    end = destination(path)
    for address in [path, end[0]] if end and own_path(end[0]) else [path]:
        own = uri_to_iri(urlsplit(own_path(address) or "/").path)
        if found := _page_at(own) or (_page_at(f"{own}/") if not own.endswith("/") else None):
            return found
    return None


def _page_at(path: str) -> Any:
    segment = path.split("/")[1]
    with translation.override(segment if segment in LANGUAGES else DEFAULT_LANGUAGE):
        try:
            match = resolve(path)
        except Resolver404:
            return None
        is_of_pages = match.view_name == "wagtail_serve"
        found = page_model().route_for_request(_request_for(path), *match.args, **match.kwargs) if is_of_pages else None
        return found.page if found else None


def _request_for(path: str) -> HttpRequest:
    """Make the request of an anonymous reader."""
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.user, request.session = AnonymousUser(), {}
    site = Site.objects.filter(is_default_site=True).first()
    request.META = {"SERVER_NAME": site.hostname if site else "localhost", "SERVER_PORT": str(site.port if site else 80)}
    return request


def find_redirect(path: str) -> Redirect | None:
    """Find the redirect that an editor made for a path: with its query or without it, in these letters or in capitals."""
    for wanted in dict.fromkeys((stored_path(path), stored_path(urlsplit(path).path))):
        found = Redirect.objects.select_related("redirect_page").order_by("site")
        if redirect := found.filter(old_path=wanted).first() or found.filter(old_path__iexact=wanted).first():
            return redirect
    return None


def destination(path: str) -> tuple[str, bool] | None:
    """Return where a path that answers nothing leads, in one hop, and whether it does so for good; None for nowhere.

    A page's former address comes first, then what editors made by hand, then the address as it stands on paper: with
    capitals, or with the Danish that has no prefix.
    """
    if "\0" in path:
        return None
    if address := current_address(_request_for(path), urlsplit(path).path):
        return address, True
    if redirect := find_redirect(path):
        return _end_of(redirect)
    return _as_typed_from_paper(urlsplit(path).path)


def _as_typed_from_paper(path: str) -> tuple[str, bool] | None:
    # With two slashes it would lead to another site.
    meant = "/" + re.sub(rf"^/{DEFAULT_LANGUAGE}(?=/|$)", "", path.lower()).lstrip("/\\")
    meant = meant if meant.endswith("/") or "." in meant else f"{meant}/"
    # What a view looked for and did not find, as by a key in its address, is not found in small letters either.
    if meant == path or meant.startswith(f"/{settings.ADMIN_PATH}/") or _is_of_a_view(path):
        return None
    if answers(meant):
        return meant, True
    address = current_address(_request_for(meant), meant)
    return (address, True) if address else None


def _is_of_a_view(path: str) -> bool:
    try:
        return resolve(path).view_name != "wagtail_serve"
    except Resolver404:
        return False


def _end_of(redirect: Redirect) -> tuple[str, bool] | None:
    """Follow redirects to their end; None for a ring, and for a page that readers cannot see."""
    is_permanent = True
    seen: set[int] = set()
    while redirect.pk not in seen and len(seen) < MOST_HOPS:
        seen.add(redirect.pk)
        is_permanent = is_permanent and redirect.is_permanent
        link = redirect.link
        path = own_path(link) if link else None
        if not link or path is None or answers(path):
            return (link, is_permanent) if link else None
        if address := current_address(_request_for(path), urlsplit(path).path):
            return address, is_permanent
        following = find_redirect(path)
        if following is None:
            return link, is_permanent
        redirect = following
    return None


def leads_back(path: str, old_path: str, changed: Redirect) -> bool:
    """Tell whether somebody who is sent from `old_path` to `path` comes back to `old_path`, once a redirect is changed so."""
    for _hop in range(MOST_HOPS):
        here = {stored_path(path).casefold(), stored_path(urlsplit(path).path).casefold()}
        if old_path.casefold() in here:
            return True
        redirect = find_redirect(path)
        following = own_path(redirect.link) if redirect and redirect.pk != changed.pk and redirect.link else None
        if following is None:
            return False
        path = following
    return True

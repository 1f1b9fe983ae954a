"""What every page shows besides its own text: the clinic, the menu, the way home and the way to the other language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from babel.dates import format_interval
from django import template
from django.db.models import Model
from django.http import HttpRequest
from django.template.context import Context
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext
from wagtail.models import Site

from home.bilingual.alternates import AlternateLink, alternate_links
from home.bilingual.languages import active_language, other_language
from home.clinic.models import ClinicSettings
from home.clinic.opening import OpenDays, group_week
from home.clinic.opening_hours import OpeningException
from home.machines.structured_data import Facts
from home.pages.base import BasePage
from home.pages.pages import InfoPage
from home.reading.anchors import anchor
from home.reading.gone import without_what_is_gone
from home.reading.neighbours import Neighbours
from home.reading.references import referred

Result = TypeVar("Result")
BABEL_LOCALES = {"da": "da_DK", "en": "en_GB"}
MAP_ADDRESS = "https://www.openstreetmap.org/"

register = template.Library()
register.filter(without_what_is_gone)
register.filter(anchor)


@dataclass(frozen=True)
class MenuItem:
    """A page in the menu; the current section is the page being read or the one above it."""

    page: BasePage
    url: str | None
    is_page: bool
    is_section: bool


@dataclass(frozen=True)
class LanguageLink:
    """Where the reader of the other language goes, worded in that language."""

    url: str
    language: str
    name: str
    description: str
    same_page: bool


def remembered(context: Context, name: str, compute: Callable[[], Result]) -> Result:
    """Compute once for a request and language, so that header, body and footer share their queries."""
    request = context.get("request")
    if request is None:
        return compute()
    store = request.__dict__.setdefault("_clinic_tags", {})
    key = (name, active_language())
    if key not in store:
        store[key] = compute()
    return store[key]


# The clinic


@register.simple_tag(takes_context=True)
def clinic(context: Context) -> ClinicSettings:
    """Load the clinic's settings with everything that every page shows of them."""

    return remembered(context, "clinic", ClinicSettings.for_readers)


@register.simple_tag(takes_context=True)
def opening_week(context: Context) -> list[OpenDays]:
    """List the week's opening hours, with days of equal hours together."""
    return remembered(context, "opening week", lambda: group_week(clinic(context).opening_hours.all()))


@register.filter
def days(exception: OpeningException) -> str:
    """Write the days of an exception without saying the same month twice: `24.–26. dec. 2026`."""
    last_day = exception.last_day or exception.first_day
    return format_interval(exception.first_day, last_day, "yMMMd", locale=BABEL_LOCALES[active_language()])


@register.filter
def telephone_link(number: str) -> str:
    """Write a telephone number as a link: `+45 12 34 56 78` → `tel:+4512345678`."""
    return f"tel:{''.join(number.split())}"


@register.filter
def map_link(settings: ClinicSettings) -> str:
    """Lead to the clinic on OpenStreetMap; empty where its coordinates are not known."""
    if settings.latitude is None or settings.longitude is None:
        return ""
    latitude, longitude = str(settings.latitude), str(settings.longitude)
    return f"{MAP_ADDRESS}?{urlencode({'mlat': latitude, 'mlon': longitude})}#map=17/{latitude}/{longitude}"


@register.filter
def map_services(settings: ClinicSettings) -> list[tuple[str, str]]:
    """List the maps of others on which the clinic's address can be looked up, each with its name."""
    address = ", ".join(filter(None, (settings.street, f"{settings.postcode} {settings.city}".strip())))
    found = urlencode({"query": address})
    return [
        ("OpenStreetMap", map_link(settings) or f"{MAP_ADDRESS}search?{found}"),
        ("Google Maps", f"https://www.google.com/maps/search/?api=1&{found}"),
        ("Apple Maps", f"https://maps.apple.com/?{urlencode({'q': address})}"),
    ]


@register.simple_tag(takes_context=True)
def is_example(context: Context, instance: Model, field_name: str) -> bool:
    """Tell whether a field still holds what the content files gave as an example, so that readers are told."""
    return Facts(clinic(context).examples).is_example(instance, field_name)


# The way around


def site_root(context: Context) -> BasePage | None:
    """Return the front page of the requested site, public or not."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    return site.root_page if site else None


def neighbours(context: Context) -> Neighbours:
    """Return the neighbours of the page being read: as its address was resolved with them, or else by one query."""
    page = context.get("page")
    page = page if isinstance(page, BasePage) and page.pk else None
    routed = getattr(context.get("request"), "neighbours", None)
    if routed and (page is None or routed.holds(page)):
        return routed
    return remembered(context, f"neighbours of {page and page.pk}", lambda: Neighbours.of_page(site_root(context), page))


def public_neighbours(context: Context) -> list[BasePage]:
    """The public front page, its children and the public pages down to the one being read, in tree order."""
    return neighbours(context).public() if site_root(context) else []


@register.simple_tag(takes_context=True)
def front_page(context: Context) -> BasePage | None:
    """Return the front page where it is public in the active language."""
    root = site_root(context)
    return next((page for page in public_neighbours(context) if root and page.pk == root.pk), None)


def sections(context: Context) -> list[BasePage]:
    """List the public children of the front page."""
    root = site_root(context)
    return [page for page in public_neighbours(context) if root and page.depth == root.depth + 1]


@register.simple_tag(takes_context=True)
def site_menu(context: Context) -> list[MenuItem]:
    """List the sections that are shown in menus."""
    request, current = context.get("request"), context.get("page")
    path = current.path if isinstance(current, BasePage) else ""
    return [
        MenuItem(
            page,
            page.get_url(request),
            is_page=path == page.path and not is_part(current, page, request),
            is_section=path.startswith(page.path),
        )
        for page in sections(context)
        if page.show_in_menus
    ]


@register.simple_tag(takes_context=True)
def small_print(context: Context) -> list[BasePage]:
    """List the information pages that the menu leaves out, such as privacy and accessibility."""
    return [page for page in sections(context) if not page.show_in_menus and page.specific_class is InfoPage]


@register.simple_tag(takes_context=True)
def privacy_page(context: Context) -> BasePage | None:
    """Return the page that says what becomes of personal data, where it is public in the active language."""
    chosen = clinic(context).privacy_page_id
    return BasePage.objects.public_in().filter(pk=chosen).first() if chosen else None


@register.simple_tag(takes_context=True)
def prices_page(context: Context) -> BasePage | None:
    """Return the page with all prices, where it is among the public sections."""
    chosen = clinic(context).prices_page_id
    return next((page for page in sections(context) if page.pk == chosen), None)


@register.simple_tag(takes_context=True)
def breadcrumb(context: Context, page: BasePage) -> list[BasePage]:
    """List the public pages above a page, from the front page down, and the page itself where a part of it is read."""
    request = context.get("request")
    return [
        above
        for above in public_neighbours(context)
        if page.path and (page.is_descendant_of(above) or is_part(page, above, request))
    ]


def is_part(page: BasePage, whole: BasePage, request: HttpRequest | None) -> bool:
    """Tell whether a page is read at an address below its own, as a list is that shows one topic."""
    return page.pk == whole.pk and page.get_url(request) != whole.get_url(request)


# The other language


def nearest_in_other_language(context: Context) -> BasePage | None:
    """Return the page being read, or else the nearest page that is public in the other language."""
    page = context.get("page")
    start = page if isinstance(page, BasePage) and page.pk else site_root(context)
    language = other_language(active_language())
    if start is None:
        return None
    nearest = neighbours(context).nearest(start, language)
    # A list that shows one topic may be public in a language in which the topic is not.
    return start if nearest and nearest.pk == start.pk and start.url_in(language, context.get("request")) else nearest


@register.simple_tag(takes_context=True)
def language_link(context: Context, page: BasePage | None = None) -> LanguageLink | None:
    """Lead to this page in the other language, or say in words which page comes nearest; None where there is none.

    A view that is no page says itself where it is the same in the other language, as `same_in_other_language`.
    """
    language = other_language(active_language())
    name = translation.get_language_info(language)["name_local"].capitalize()
    if url := context.get("same_in_other_language"):
        return LanguageLink(url, language, name, description="", same_page=True)
    nearest = nearest_in_other_language(context)
    url = nearest.url_in(language, context.get("request")) if nearest else None
    if nearest is None or url is None:
        return None
    if nearest is page:
        return LanguageLink(url, language, name, description="", same_page=True)
    if not page:
        return LanguageLink(url, language, name, description="", same_page=False)
    root = site_root(context)
    with translation.override(language):
        # Translators: What is in the brackets of the language link, where it leads to another page than this one.
        place = pgettext("language link", "front page") if root and nearest.pk == root.pk else nearest.title
        description = gettext("This page is not available in English. The link leads to another page.")
    return LanguageLink(url, language, f"{name} ({place})", description, same_page=False)


@register.simple_tag(takes_context=True)
def alternates(context: Context, page: BasePage) -> list[AlternateLink]:
    """List the language versions of a page that search engines may offer, and the one for everybody else."""
    nearest = nearest_in_other_language(context)
    other = [other_language(active_language())] if nearest is page else []
    return alternate_links(page, [active_language(), *other], context.get("request"))


@register.simple_tag(takes_context=True)
def public_version(context: Context, page: BasePage | None) -> BasePage | None:
    """Return a page that a block refers to, where it is public in the active language, else None."""
    if page is None or page.pk is None:
        return None
    current = referred()
    if current and page.pk in current.asked:
        return page if page.pk in current.pages else None
    is_public = remembered(context, f"public {page.pk}", lambda: BasePage.objects.public_in().filter(pk=page.pk).exists())
    return page if is_public else None


@register.simple_tag(takes_context=True)
def passage(context: Any, field: str = "", block_id: str = "") -> str:
    """Say to the editor's preview, and to nobody else, which field is shown from here on; without a name, none is.

    A comment has no place in the layout. `js/editor/preview.js` reads it.
    """
    if not getattr(context.get("request"), "is_preview", False):
        return ""
    return format_html("<!--passage {} {}-->", field, block_id)

"""What the head of a page tells programs: how to show a link to it, and what it is about."""

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from home.bilingual.languages import LANGUAGES, active_language
from home.machines.language_version import LanguageVersion, Place
from home.machines.structured_data import as_json, graph
from home.pages.base import BasePage
from home.reading.site_address import site_address
from home.templatetags.clinic_tags import alternates, breadcrumb, clinic, remembered

# Open Graph names a language with a territory: the Danish of Denmark, and English as Danes learn it.
TERRITORIES = {"da": "da_DK", "en": "en_GB"}

register = template.Library()


@register.filter
def territory(language: str) -> str:
    """Write a language as Open Graph does: `da` → `da_DK`."""
    return TERRITORIES[language]


@register.simple_tag(takes_context=True)
def language_version(context: Context, page: BasePage) -> LanguageVersion:
    """Gather what programs are told of a page in the active language; without a query of its own."""

    def gather() -> LanguageVersion:
        request = context["request"]
        above = [
            # The first is worded as in the breadcrumb that readers see.
            Place(
                pgettext("breadcrumb", "Home") if number == 0 else crumb.title,
                crumb.full_url_in(active_language(), request) or "",
            )
            for number, crumb in enumerate(breadcrumb(context, page))
        ]
        return LanguageVersion(
            page=page,
            language=active_language(),
            urls={link.hreflang: link.url for link in alternates(context, page) if link.hreflang in LANGUAGES},
            site_address=site_address(request),
            clinic=clinic(context),
            above=above,
        )

    return remembered(context, f"language version {page.pk}", gather)


@register.simple_tag(takes_context=True)
def structured_data(context: Context, page: BasePage) -> SafeString:
    """Write what a page is about as JSON-LD, in a data block that no browser executes and no text can end."""
    data = as_json(graph(language_version(context, page)))
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(data))  # noqa: S308 - as_json escapes it

"""The language versions of a page, as search engines are told of them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest

from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, other_language
from home.bilingual.page import BilingualPage


@dataclass(frozen=True)
class AlternateLink:
    """The full address of one language version, as `<link rel="alternate">` and the sitemap need it."""

    hreflang: str
    url: str


def alternate_links(page: BilingualPage, languages: Collection[str], request: HttpRequest | None) -> list[AlternateLink]:
    """List a page's versions in the languages in which it is public, and the one for everybody else (English where it is)."""
    urls = {language: page.full_url_in(language, request) for language in LANGUAGES if language in languages}
    links = [AlternateLink(language, url) for language, url in urls.items() if url]
    preferred = (other_language(DEFAULT_LANGUAGE), DEFAULT_LANGUAGE)
    fallback = next((urls[language] for language in preferred if urls.get(language)), None)
    return [*links, AlternateLink("x-default", fallback)] if fallback else links

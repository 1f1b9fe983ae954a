"""Slugs in two languages: proposed from titles, unique among siblings, never one of the site's own paths."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.urls import URLResolver, get_resolver
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, column, language_name
from home.bilingual.normal_text import normal

if TYPE_CHECKING:
    from home.models import BasePage

# As Danish is written where there is no æ, ø and å; slugify alone would drop æ and ø.
DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
SITE_ROOT_DEPTH = 2


@lru_cache(maxsize=1024)
def propose_slug(title: str) -> str:
    """Make a slug of a title in either language: `Første besøg` → `foerste-besoeg`. Empty where no letter is left."""
    return slugify(normal(title).translate(DANISH_LETTERS))


def reserved_slugs() -> set[str]:
    """Name the first path segments that the project itself serves, and the languages' own."""
    segments = set(LANGUAGES)
    for language in LANGUAGES:
        with override(language):
            segments |= set(_first_segments(get_resolver()))
    return segments


def is_taken(page: "BasePage", parent: "BasePage", slug: str, language: str) -> bool:
    """Tell whether a sibling of the page has the slug in that language."""
    siblings = parent.get_children().filter(**{column("slug", language): slug})
    return siblings.exclude(pk=page.pk).exists() if page.pk else siblings.exists()


def free_slug(page: "BasePage", parent: "BasePage", slug: str, language: str) -> str:
    """Number a slug until no sibling has it and the site does not serve it."""
    candidate, number = slug, 1
    while is_taken(page, parent, candidate, language) or _is_reserved(candidate, parent):
        number += 1
        candidate = f"{slug}-{number}"
    return candidate


def fill_slugs(page: "BasePage", parent: "BasePage") -> None:
    """Propose the slugs that are empty, and number those that a new page (a copy, an alias) shares with a sibling."""
    for language in LANGUAGES:
        slug = getattr(page, column("slug", language))
        title = getattr(page, column("title", language))
        if not slug and title:
            slug = propose_slug(title)
        elif not slug or not page._state.adding:
            continue
        if slug:
            setattr(page, column("slug", language), free_slug(page, parent, slug, language))
    if parent.is_root() and getattr(page, column("slug", DEFAULT_LANGUAGE)):
        # Wagtail keeps the paths of site roots in one language only, so a root has one slug for both.
        for language in LANGUAGES:
            setattr(page, column("slug", language), getattr(page, column("slug", DEFAULT_LANGUAGE)))


def check_slugs(page: "BasePage", parent: "BasePage") -> None:
    """Refuse a slug that a sibling has or the site needs; raises ValidationError by column."""
    errors = {}
    for language in LANGUAGES:
        slug = getattr(page, column("slug", language))
        if slug and is_taken(page, parent, slug, language):
            reason = _("Another page in the same place already has the address “%(slug)s” in %(language)s. Choose another.")
        elif slug and _is_reserved(slug, parent):
            reason = _("The site itself uses the address “%(slug)s”. Choose another, for example “%(slug)s-2”.")
        else:
            continue
        params = {"slug": slug, "language": language_name(language)}
        errors[column("slug", language)] = ValidationError(reason, params=params)
    if errors:
        raise ValidationError(errors)


def _first_segments(resolver: URLResolver) -> Iterator[str]:
    """List the first path segments below a resolver, those behind a language's prefix included."""
    for pattern in resolver.url_patterns:
        segment = str(pattern.pattern).lstrip("^").split("/")[0]
        if isinstance(pattern, URLResolver) and segment in ("", *LANGUAGES):
            yield from _first_segments(pattern)
        elif segment.replace("-", "").isalnum():
            yield segment


def _is_reserved(slug: str, parent: "BasePage") -> bool:
    return parent.depth == SITE_ROOT_DEPTH and slug in reserved_slugs()

"""Slugs in two languages: proposed from titles, unique among siblings, never one of the site's own paths."""

from collections.abc import Iterator
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db.models import IntegerField, Q
from django.db.models.functions import Cast
from django.urls import URLResolver, get_resolver
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import Revision

from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, column, language_name
from home.bilingual.normal_text import normal
from home.bilingual.page import BilingualPage

# As Danish is written where there is no æ, ø and å; slugify alone would drop æ and ø.
DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
SITE_ROOT_DEPTH = 2
# As many characters as the columns hold.
LONGEST = 255


@lru_cache(maxsize=1024)
def propose_slug(title: str) -> str:
    """Make a slug of a title in either language: `Første besøg` → `foerste-besoeg`. Empty where no letter is left."""
    return slugify(normal(title).translate(DANISH_LETTERS))[:LONGEST].rstrip("-_")


def reserved_slugs() -> set[str]:
    """Name the first path segments that the project itself serves, and the languages' own."""
    segments = set(LANGUAGES)
    for language in LANGUAGES:
        with override(language):
            segments |= set(_first_segments(get_resolver()))
    return segments


def is_taken(page: BilingualPage, parent: BilingualPage, slug: str, language: str) -> bool:
    """Tell whether a sibling of the page has the slug in that language, or will have it at a time that is set."""
    return bool(_holders(page, parent, slug, language))


def free_slug(page: BilingualPage, parent: BilingualPage, slug: str, language: str) -> str:
    """Number a slug until no sibling has it and the site does not serve it."""
    candidate, number = slug, 1
    while is_taken(page, parent, candidate, language) or _is_reserved(candidate, parent):
        number += 1
        candidate = f"{slug[: LONGEST - len(str(number)) - 1]}-{number}"
    return candidate


def fill_slugs(page: BilingualPage, parent: BilingualPage) -> None:
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


def check_slugs(page: BilingualPage, parent: BilingualPage) -> None:
    """Refuse a slug that a sibling has or the site needs; raises ValidationError by column."""
    errors = {}
    for language in LANGUAGES:
        slug = getattr(page, column("slug", language))
        params = {"slug": slug, "language": language_name(language)}
        if slug and (holders := _holders(page, parent, slug, language)):
            reason = _("Another page in the same place already has the address “%(slug)s” in %(language)s. Choose another.")
            if not any(getattr(holder, column("slug", language)) == slug for holder in holders):
                reason = _(
                    "“%(page)s” in the same place is to have the address “%(slug)s” in %(language)s once its planned version "
                    "is published. Choose another."
                )
                params["page"] = holders[0].get_admin_display_title()
        elif slug and _is_reserved(slug, parent):
            reason = _("The site itself uses the address “%(slug)s”. Choose another, for example “%(slug)s-2”.")
        else:
            continue
        errors[column("slug", language)] = ValidationError(reason, params=params)
    if errors:
        raise ValidationError(errors)


def _holders(page: BilingualPage, parent: BilingualPage, slug: str, language: str) -> list[BilingualPage]:
    """List the siblings that have a slug, or whose version with a time to come has it, unless the page holds it already."""
    name = column("slug", language)
    scheduled = Revision.page_revisions.filter(approved_go_live_at__isnull=False, **{f"content__{name}": slug})
    planned = {
        f"latest_revision__content__{name}": slug,
        "latest_revision__content__go_live_at__gt": timezone.now().isoformat(),
    }
    found = parent.get_children().filter(
        Q(**{name: slug})
        | Q(pk__in=scheduled.annotate(page_id=Cast("object_id", IntegerField())).values("page_id"))
        | Q(has_unpublished_changes=True, **planned)
    )
    own = [holder for holder in found if holder.pk == page.pk and getattr(holder, name) == slug]
    return [other for other in found if other.pk != page.pk and (getattr(other, name) == slug or not own)]


def _first_segments(resolver: URLResolver) -> Iterator[str]:
    """List the first path segments below a resolver, those behind a language's prefix included."""
    for pattern in resolver.url_patterns:
        segment = str(pattern.pattern).lstrip("^").split("/")[0]
        if isinstance(pattern, URLResolver) and segment in ("", *LANGUAGES):
            yield from _first_segments(pattern)
        elif segment.replace("-", "").isalnum():
            yield segment


def _is_reserved(slug: str, parent: BilingualPage) -> bool:
    return parent.depth == SITE_ROOT_DEPTH and slug in reserved_slugs()

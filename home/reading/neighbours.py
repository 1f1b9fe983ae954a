"""A page's place in the tree, with the languages in which all that is around it is public: one query for address and menu."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, F, IntegerField, Q, QuerySet
from wagtail.models import AbstractPage

from home.bilingual.columns import TOLD_OF_THE_OTHER
from home.bilingual.languages import LANGUAGES, active_language, column
from home.bilingual.page import BilingualPage, page_model
from home.bilingual.visibility import IsAmong
from home.reading.compiled import Compiled, Given

# A page's place, and whether it is on the way and in the menu.
TREE_FIELDS = ("path", "depth", "numchild", "content_type", "live", "show_in_menus")


@dataclass(frozen=True)
class Neighbours:
    """The front page, its children, a page and all above it, in tree order and whether public or not."""

    root: BilingualPage | None
    pages: list[BilingualPage]

    @classmethod
    def of_address(cls, site: Any, segments: list[str]) -> Self:
        """Read the neighbours of the page at an address of a site; the unique paths lead to it and to those above.

        The site comes with the `root_path`, the `root_depth` and the `start` of the addresses of its front page.
        """
        steps = range(1, len(segments) + 1) if site.start else ()
        addresses = [site.start + "".join(f"{segment}/" for segment in segments[:end]) for end in steps]
        pages = _read(site.root_path, site.root_depth, addresses=addresses)
        return cls(next((page for page in pages if page.pk == site.root_page_id), None), pages)

    @classmethod
    def of_page(cls, root: BilingualPage | None, page: BilingualPage | None) -> Self:
        """Read the neighbours of a page; of a page that is not in the tree yet, only those that every page has."""
        return cls(root, _read(root.path if root else "", root.depth if root else 0, page))

    def holds(self, page: BilingualPage) -> bool:
        return any(other.path == page.path for other in self.pages)

    def at(self, segments: list[str]) -> list[BilingualPage]:
        """List the pages on the way from the front page down to an address, as far as there are pages."""
        way = [page for page in self.pages if self.root and page.path == self.root.path]
        for segment in segments:
            below = (page for page in self.pages if way and page.is_child_of(way[-1]) and page.slug == segment)
            if (page := next(below, None)) is None:
                break
            way.append(page)
        return way

    def public(self) -> list[BilingualPage]:
        """List what is public in the active language, from the front page down."""
        return self._public[active_language()]

    def nearest(self, page: BilingualPage, language: str) -> BilingualPage | None:
        """Return the page itself where it is public in a language, else the nearest above that is, else None."""
        public = [above for above in self.pages if page.path.startswith(above.path) and is_public(above, language)]
        return public[-1] if public else None

    @cached_property
    def _public(self) -> dict[str, list[BilingualPage]]:
        below = [page for page in self.pages if page.path.startswith(self.root.path if self.root else "")]
        return {language: [page for page in below if is_public(page, language)] for language in LANGUAGES}


def is_public(page: BilingualPage, language: str) -> bool:
    """Tell whether a page that was read `with_public` is public in a language."""
    return getattr(page, column("public", language))


@Compiled
def _around() -> QuerySet:
    """Find the pages at some addresses, those with some places in the tree, and the children of the front page."""
    texts = ArrayField(CharField())
    address, place = F(column("url_path", active_language())), F("path")
    children = Q(path__startswith=Given("above", CharField()), depth=Given("depth", IntegerField()))
    wanted = Q(IsAmong(address, Given("addresses", texts))) | Q(IsAmong(place, Given("places", texts))) | children
    pages = page_model().objects.filter(wanted, depth__gt=1)
    return pages.with_public().order_by("path").only(*_fields())


def _fields() -> list[str]:
    return [*TREE_FIELDS, *(column(name, language) for name in TOLD_OF_THE_OTHER for language in LANGUAGES)]


def _read(top: str, depth: int, page: BilingualPage | None = None, addresses: Sequence[str] = ()) -> list[BilingualPage]:
    """Read the neighbours of a page, or of the page at an address, below a front page with this path and depth."""
    path = page.path or "" if page else ""
    if not top and not path:
        return []
    return _around(addresses=addresses, places=[*_lineage(top), *_lineage(path)], above=top, depth=depth + 1)


def _lineage(path: str) -> list[str]:
    """List the place of a page and of those above it."""
    return [path[:end] for end in range(AbstractPage.steplen, len(path) + 1, AbstractPage.steplen)]

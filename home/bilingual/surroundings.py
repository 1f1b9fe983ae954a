"""A page's place in the tree, with the languages in which all that is around it is public: one query for address and menu."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Q

from home.bilingual.languages import active_language, column
from home.page_cache.recording import children, depends_on, of_pages, place

if TYPE_CHECKING:
    from home.models import BasePage


@dataclass(frozen=True)
class Surroundings:
    """The front page, its children, a page and all above it, in tree order and whether public or not."""

    root: "BasePage | None"
    pages: list["BasePage"]

    @classmethod
    def of_address(cls, root: "BasePage", segments: list[str]) -> Self:
        """Read what surrounds the page at an address below a front page; the unique paths lead to it and to those above."""
        start = getattr(root, column("url_path", active_language()))
        addresses = [start + "".join(f"{segment}/" for segment in segments[:end]) for end in range(1, len(segments) + 1)]
        found = Q(**{f"{column('url_path', active_language())}__in": addresses}) if start else Q()
        return cls(root, _read(root, found | _around(root)))

    @classmethod
    def of_page(cls, root: "BasePage | None", page: "BasePage | None") -> Self:
        """Read what surrounds a page; of a page that is not in the tree yet, only what surrounds every page."""
        return cls(root, _read(root, _lineage(page) | _around(root)))

    def holds(self, page: "BasePage") -> bool:
        return any(other.path == page.path for other in self.pages)

    def at(self, segments: list[str]) -> list["BasePage"]:
        """List the pages on the way from the front page down to an address, as far as there are pages."""
        way = [page for page in self.pages if self.root and page.path == self.root.path]
        for segment in segments:
            below = (page for page in self.pages if way and page.is_child_of(way[-1]) and page.slug == segment)
            if (page := next(below, None)) is None:
                break
            way.append(page)
        return way

    def public(self) -> list["BasePage"]:
        """List what is public in the active language, from the front page down."""
        top = self.root.path if self.root else ""
        return [page for page in self.pages if page.path.startswith(top) and is_public(page, active_language())]

    def nearest(self, page: "BasePage", language: str) -> "BasePage | None":
        """Return the page itself where it is public in a language, else the nearest above that is, else None."""
        public = [above for above in self.pages if page.path.startswith(above.path) and is_public(above, language)]
        return public[-1] if public else None


def is_public(page: "BasePage", language: str) -> bool:
    """Tell whether a page that was read `with_public` is public in a language."""
    return getattr(page, column("public", language))


def _read(root: "BasePage | None", wanted: Q) -> list["BasePage"]:
    if not wanted:
        return []
    with of_pages(*([children(root.path)] if root else [])):
        pages = apps.get_model("home", "BasePage").objects
        found = list(pages.filter(wanted, depth__gt=1).with_public().order_by("path"))
    depends_on(place(page.path) for page in found)
    return found


def _around(root: "BasePage | None") -> Q:
    return _lineage(root) | Q(path__startswith=root.path, depth=root.depth + 1) if root else Q()


def _lineage(page: "BasePage | None") -> Q:
    """Find a page and those above it."""
    if page is None or not page.path:
        return Q()
    return Q(path__in=[page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)])

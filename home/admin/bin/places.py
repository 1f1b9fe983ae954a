"""Where a deleted page was, who may act on it there, and where it can be brought back to."""

from collections.abc import Iterator
from typing import Any

from wagtail.models import Site

from home.admin.bin.models import DeletedPage
from home.bilingual.bin import in_bin
from home.bilingual.roles import RolePermissionTester
from home.pages.base import BasePage


class FormerPlaceTester(RolePermissionTester):
    """What a person could do with a deleted page if it were still in its place."""

    def __init__(self, user: Any, page: BasePage, place: BasePage) -> None:
        super().__init__(user, place)
        self.page, self.page_is_root = page, False

    def can_add(self) -> bool:
        """Tell whether the person may add pages in that place."""
        return bool(self.user.is_active and (self.user.is_superuser or "add" in self.permissions))


def nearest_place(deleted: DeletedPage, pages: dict[int, BasePage]) -> BasePage:
    """Return the page that was nearest above a deleted one, of those that are still there."""
    return next(pages[pk] for pk in reversed(deleted.above) if pk in pages)


def living_pages(rows: list[DeletedPage]) -> dict[int, BasePage]:
    """Return, by their numbers, the pages that were above deleted ones and are still there."""
    return BasePage.objects.exclude(in_bin()).in_bulk({pk for row in rows for pk in row.above})


def may_delete(deleted: DeletedPage, user: Any, place: BasePage) -> bool:
    return FormerPlaceTester(user, deleted.page, place).can_delete()


def place_for(deleted: DeletedPage, page: BasePage, user: Any) -> BasePage | None:
    """Choose where a page goes back to: to where it was, the nearest page above that, the front page, or any that takes it."""
    for place in _places(deleted, page):
        if page.can_move_to(place) and FormerPlaceTester(user, page, place).can_add():
            return place
    return None


def _places(deleted: DeletedPage, page: BasePage) -> Iterator[BasePage]:
    living = living_pages([deleted])
    yield from (living[pk] for pk in reversed(deleted.above) if pk in living)
    yield from BasePage.objects.filter(pk__in=Site.objects.values("root_page")).exclude(in_bin())
    yield from BasePage.objects.type(*page.allowed_parent_page_models()).exclude(in_bin()).order_by("path")

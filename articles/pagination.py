"""Lists that are read page by page and never counted: to count ten thousand articles takes longer than to show twelve."""

from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator

LONGEST_NUMBER = 6  # digits


class OpenEndedPage(Page):
    """A page that was read with one row more, which tells whether others follow."""

    def __init__(self, rows: list[Any], number: int, paginator: Paginator) -> None:
        super().__init__(rows[: paginator.per_page], number, paginator)
        self._is_followed = len(rows) > paginator.per_page

    def has_next(self) -> bool:
        return self._is_followed

    def next_page_number(self) -> int:
        return self.number + 1


class OpenEndedPaginator(Paginator):
    """Counts only where a page is asked for that there is not, to give the last one."""

    def validate_number(self, number: Any) -> int:
        digits = str(number)
        if not digits.isdecimal():
            raise PageNotAnInteger
        if len(digits) > LONGEST_NUMBER or int(digits) < 1:
            raise EmptyPage
        return int(digits)

    def page(self, number: Any) -> OpenEndedPage:
        number = self.validate_number(number)
        rows = list(self.object_list[(number - 1) * self.per_page : number * self.per_page + 1])
        return OpenEndedPage(rows, number, self) if rows or number == 1 else self.page(self.num_pages)

"""The views over time, laid out for a drawing on the server."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import Trunc
from django.utils.formats import date_format

from articles.models import DailyViews
from home.bilingual.languages import LANGUAGES

# In the units of the drawing.
WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 960, 240, 48, 12, 28
MOST_LINES, MOST_LABELS = 4, 8
# The longest time, in days, that is drawn day by day, and week by week.
LONGEST_IN_DAYS, LONGEST_IN_WEEKS = 31, 183
LABELS = {"day": "MONTH_DAY_FORMAT", "week": "MONTH_DAY_FORMAT", "month": "YEAR_MONTH_FORMAT"}


@dataclass(frozen=True)
class Bar:
    """The views of a day, a week or a month, in the order of LANGUAGES."""

    label: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


class Plot:
    """Bars of the views from one day to another, one colour per language above the other."""

    def __init__(self, views: QuerySet[DailyViews], first: date, last: date) -> None:
        length = (last - first).days
        step = "day" if length <= LONGEST_IN_DAYS else "week" if length <= LONGEST_IN_WEEKS else "month"
        sums = views.annotate(start=Trunc("day", step)).values_list("start", "language").order_by().annotate(sum=Sum("count"))
        counts = {(start, language): count for start, language, count in sums}
        self.bars = [
            Bar(date_format(start, LABELS[step]), tuple(counts.get((start, language), 0) for language in LANGUAGES))
            for start in starts(first, last, step)
        ]
        self.width, self.height, self.left, self.floor = WIDTH, HEIGHT, LEFT, HEIGHT - BOTTOM
        self.step = line_step(max(bar.total for bar in self.bars))
        self.ceiling = max(self.step, -(-max(bar.total for bar in self.bars) // self.step) * self.step)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines across, each with its number of views."""
        return [{"y": _written(self._y(count)), "count": count} for count in range(0, self.ceiling + 1, self.step)]

    @property
    def columns(self) -> Iterator[dict[str, Any]]:
        """The bars with what is drawn of each: a rectangle per language, and a label below some."""
        room = (WIDTH - LEFT) / len(self.bars)
        every = -(-len(self.bars) // MOST_LABELS)
        for index, bar in enumerate(self.bars):
            x, below, parts = LEFT + index * room, 0, []
            for language, count in zip(LANGUAGES, bar.counts, strict=True):
                top = self._y(below + count)
                parts.append({"language": language, "y": _written(top), "height": _written(self._y(below) - top)})
                below += count
            yield {
                "bar": bar,
                "parts": parts,
                "x": _written(x + room * 0.12),
                "width": _written(room * 0.76),
                "middle": _written(x + room / 2),
                "is_labelled": index % every == 0,
            }

    def _y(self, count: int) -> float:
        return self.floor - (self.floor - TOP) * count / self.ceiling


def starts(first: date, last: date, step: str) -> Iterator[date]:
    """Go through the first days of the days, weeks or months that a time touches."""
    start = {"day": first, "week": first - timedelta(first.weekday()), "month": first.replace(day=1)}[step]
    while start <= last:
        yield start
        if step == "month":
            start = (start + timedelta(31)).replace(day=1)
        else:
            start += timedelta(7 if step == "week" else 1)


def line_step(most: int) -> int:
    """Choose the distance of the lines: 1, 2 or 5, or these times a power of ten, so that few lines are enough."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * MOST_LINES >= most:
                return step
        power *= 10


def _written(number: float) -> str:
    """Write a number as a drawing has it, whatever the language."""
    return f"{number:.1f}"

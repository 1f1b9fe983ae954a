"""The places of the body map, and what is written about each of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import ConditionPage
from articles.models.conditions import Region

# In the units of the drawing, which is 400 wide: where the dot is, and on which side its words stand.
DOTS: dict[str, tuple[int, int, str]] = {
    "head": (200, 44, "left"),
    "neck": (217, 92, "right"),
    "arm": (271, 216, "right"),
    "back": (200, 226, "left"),
    "hip": (236, 262, "right"),
    "knee": (224, 342, "right"),
    "foot": (172, 454, "left"),
}
EDGE = {"left": 4, "right": 396}


@dataclass(frozen=True)
class Place:
    """A place on the map, and the page that it leads to."""

    label: str
    page: ConditionPage
    x: int
    y: int
    side: str

    @property
    def edge(self) -> int:
        """Where the words begin, or on the right end."""
        return EDGE[self.side]


def places(conditions: Iterable[ConditionPage]) -> list[Place]:
    """List the places from head to foot; of several pages about one place, the map leads to the first."""
    pages: dict[str, ConditionPage] = {}
    for page in conditions:
        pages.setdefault(page.region, page)
    return [Place(str(Region(region).label), pages[region], *dot) for region, dot in DOTS.items() if region in pages]

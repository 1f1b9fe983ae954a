"""Tables of words; old pages also use them to put things beside each other."""

from collections.abc import Callable

from bs4 import Tag

from home.pages.from_html.parts import Cell, Item, Paragraph, Part, Points, Table
from home.pages.from_html.words import Run, Runs, is_bold

MOST_COLUMNS = 20
MORE_THAN_WORDS = ["table", "img", "h1", "h2", "h3", "h4", "h5", "h6", "iframe", "blockquote"]


def is_layout(table: Tag) -> bool:
    """Tell whether a table holds what is no table."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    widest = max((len(row.find_all(["td", "th"], recursive=False)) for row in rows), default=0)
    return widest < 2 or table.get("role") == "presentation" or bool(table.find(MORE_THAN_WORDS))


def table_of(table: Tag, parts_of: Callable[[Tag], list[Part]]) -> Table:
    """Read the cells; one that is several columns wide or rows high leaves the other places empty."""
    rows = []
    # The places below a cell that is several rows high, with how many rows are left of it.
    taken: dict[int, int] = {}
    for row in table.find_all("tr"):
        cells: list[Cell] = []
        for cell in row.find_all(["td", "th"], recursive=False):
            while taken.get(len(cells), 0):
                taken[len(cells)] -= 1
                cells.append(Cell([], is_heading=False))
            taken[len(cells)] = _span(cell, "rowspan") - 1
            cells.append(Cell(_runs(parts_of(cell)), cell.name == "th" or bool(row.find_parent("thead"))))
            cells += [Cell([], cell.name == "th")] * (_span(cell, "colspan") - 1)
        if any(cell.runs for cell in cells):
            rows.append(cells[:MOST_COLUMNS])
    if rows and all(is_bold(cell.runs) for cell in rows[0]) and len(rows) > 1:
        rows[0] = [cell._replace(is_heading=True) for cell in rows[0]]
    width = max((len(row) for row in rows), default=0)
    caption = table.find("caption")
    return Table(
        [row + [Cell([], is_heading=False)] * (width - len(row)) for row in rows],
        caption.get_text(" ", strip=True) if caption else "",
    )


def _span(cell: Tag, name: str) -> int:
    span = str(cell.get(name) or "1")
    return max(1, min(int(span), MOST_COLUMNS)) if span.isdecimal() and len(span) < 4 else 1


def _runs(parts: list[Part]) -> Runs:
    lines: list[Runs] = []
    for part in parts:
        if isinstance(part, Paragraph):
            lines.append(part.runs)
        elif isinstance(part, Points):
            lines += [line for item in part.items for line in _lines(item)]
    return [run for place, line in enumerate(lines) for run in ([Run("\n")] if place else []) + line]


def _lines(item: Item) -> list[Runs]:
    return item.paragraphs + [line for points in item.inner for inner in points.items for line in _lines(inner)]

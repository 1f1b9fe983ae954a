"""Lists that are only typed or look like one: “1. Lead. Text”, a bullet before each line, Word's paragraphs with a level."""

import re

from home.pages.from_html.parts import Heading, Item, Paragraph, Part, Points, WordItem
from home.pages.from_html.words import Run, Runs, cut, is_bold, paragraphs, plain

NUMBER = re.compile(r"^\s*\(?(\d{1,2})[.)]\s+(?=\S)")
BULLET = re.compile(r"^\s*[•·▪●○◦‣*–-]\s+(?=\S)")
# A line in bold type that is longer is a sentence.
LONGEST_HEADING = 100


def with_lists(parts: list[Part]) -> list[Part]:
    """Make lists of what a reader takes for lists."""
    return _continued(_numbered(_bulleted(_split_lines(_of_word(_with_bold_headings(parts))))))


def _with_bold_headings(parts: list[Part]) -> list[Part]:
    """A paragraph in bold type alone, with text behind it, is a heading in all but name."""
    found: list[Part] = []
    for part, following in zip(parts, [*parts[1:], None], strict=False):
        if isinstance(part, Paragraph) and is_bold(part.runs) and isinstance(following, Paragraph | Points):
            words = plain(part.runs).strip()
            has_text = isinstance(following, Points) or not is_bold(following.runs)
            is_short = len(words) <= LONGEST_HEADING and words[-1] not in ".,;!" and not any(run.link for run in part.runs)
            if has_text and is_short:
                found.append(Heading(7, words))
                continue
        found.append(part)
    return found


def _of_word(parts: list[Part]) -> list[Part]:
    found: list[Part] = []
    before: Part | None = None
    for part in parts:
        if isinstance(part, WordItem):
            if not isinstance(before, WordItem):
                found.append(Points(part.is_numbered, []))
            points, level = found[-1], 1
            while isinstance(points, Points) and points.items and level < part.level:
                if not points.items[-1].inner:
                    points.items[-1].inner.append(Points(part.is_numbered, []))
                points, level = points.items[-1].inner[-1], level + 1
            if isinstance(points, Points):
                if points is found[-1] and points.items and points.is_numbered != part.is_numbered:
                    points = Points(part.is_numbered, [])
                    found.append(points)
                points.items.append(Item([part.runs]))
        else:
            found.append(part)
        before = part
    return found


def _split_lines(parts: list[Part]) -> list[Part]:
    """Part the lines of a paragraph of which each begins with a number or a bullet."""
    found: list[Part] = []
    for part in parts:
        lines = _lines(part.runs) if isinstance(part, Paragraph) else []
        is_list = len(lines) > 1 and any(all(mark.match(plain(line)) for line in lines) for mark in (NUMBER, BULLET))
        found += [Paragraph(line) for line in lines] if is_list else [part]
    return found


def _lines(runs: Runs) -> list[Runs]:
    return paragraphs([run._replace(text=run.text.replace("\n", "\n\n")) for run in runs])


def _bulleted(parts: list[Part]) -> list[Part]:
    found: list[Part] = []
    marked: list[Runs] = []
    for part in [*parts, None]:
        bullet = BULLET.match(_text(part)) if isinstance(part, Paragraph) else None
        if bullet and isinstance(part, Paragraph):
            marked.append(part.runs)
            continue
        if len(marked) > 1:
            items = [Item([cut(runs, len((BULLET.match(_text(Paragraph(runs))) or [""])[0]))]) for runs in marked]
            found.append(Points(is_numbered=False, items=items))
        else:
            found += [Paragraph(runs) for runs in marked]
        marked = []
        if part is not None:
            found.append(part)
    return found


def _numbered(parts: list[Part]) -> list[Part]:
    found: list[Part] = []
    place = 0
    while place < len(parts):
        points, length = _points_at(parts, place)
        found.append(points or parts[place])
        place += length if points else 1
    return found


def _points_at(parts: list[Part], start: int) -> tuple[Points | None, int]:
    """Read numbered points that begin at a place: their list and how many parts they take; None for what is no list."""
    kind = type(parts[start])
    items: list[Item] = []
    place, most = start, 0
    while place < len(parts) and type(parts[place]) is kind and _number(parts[place]) == len(items) + 1:
        item = Item([_lead(parts[place])])
        end = place + 1
        while end < len(parts) and isinstance(parts[end], Paragraph) and not _number(parts[end]):
            end += 1
        is_last = end == len(parts) or type(parts[end]) is not kind or _number(parts[end]) != len(items) + 2
        if is_last:
            # What follows the last point belongs to it only as far as the other points had as much.
            end = min(end, place + 1 + most)
        most = max(most, end - place - 1)
        following = [part.runs for part in parts[place + 1 : end] if isinstance(part, Paragraph)]
        if following and is_bold(item.paragraphs[0]):
            # The lead stands alone in its line.
            item.paragraphs = [[*item.paragraphs[0], following[0][0]._replace(text=" ", bold=False, link=""), *following[0]]]
            following = following[1:]
        item.paragraphs += following
        items.append(item)
        place = end
    is_list = len(items) > 1 and not (kind is Heading and most == 0)
    return (Points(is_numbered=True, items=items), place - start) if is_list else (None, 1)


def _continued(parts: list[Part]) -> list[Part]:
    """Join lists of which one goes on where the other ended; paragraphs between them belong to the point before."""
    found: list[Part] = []
    for part in parts:
        before = next((place for place in range(len(found) - 1, -1, -1) if not isinstance(found[place], Paragraph)), -1)
        earlier = found[before] if before >= 0 else None
        if isinstance(part, Points) and isinstance(earlier, Points) and _goes_on(earlier, part, is_next=found[-1] is earlier):
            earlier.items[-1].paragraphs += [between.runs for between in found[before + 1 :] if isinstance(between, Paragraph)]
            earlier.items += part.items
            del found[before + 1 :]
        else:
            found.append(part)
    return found


def _goes_on(earlier: Points, part: Points, *, is_next: bool) -> bool:
    if earlier.is_numbered and part.is_numbered:
        return part.start > 1 and part.start == earlier.start + len(earlier.items)
    # Word in the browser makes a list of each point.
    return is_next and not earlier.is_numbered and not part.is_numbered


def _text(part: Part | None) -> str:
    if isinstance(part, Paragraph):
        return "".join(run.text for run in part.runs)
    return part.text if isinstance(part, Heading) else ""


def _number(part: Part) -> int:
    found = NUMBER.match(_text(part))
    return int(found[1]) if found else 0


def _lead(part: Part) -> Runs:
    """Return the words of a point without its number; those of a heading are its lead."""
    count = len((NUMBER.match(_text(part)) or [""])[0])
    if isinstance(part, Paragraph):
        return cut(part.runs, count)
    return [Run(_text(part)[count:], bold=True)]

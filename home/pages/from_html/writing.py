"""Makes blocks, as they are stored, of the parts of a text."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext

from home.pages.from_html.parts import (
    Film,
    Heading,
    Item,
    Paragraph,
    Part,
    Picture,
    Pictures,
    Points,
    Question,
    Quotation,
    Table,
)
from home.pages.from_html.words import Run, Runs, bold_lead, plain, rendered

Raw = dict[str, Any]
LONGEST_HEADING = 120
LONGEST_CAPTION = 250
LONGEST_SOURCE = 150
LONGEST_QUESTION = 200


class Writer:
    """Writes blocks; paragraphs that follow each other, with the small headings among them, are one."""

    def __init__(self, top: int, say: Callable[[str], None]) -> None:
        # The level of the headings that begin a section.
        self.top, self.say = top, say
        self.blocks: list[Raw] = []
        self._html = ""

    def write(self, parts: list[Part]) -> list[Raw]:
        for part in parts:
            self._part(part)
        self._end_text()
        return self.blocks

    def _add(self, kind: str, value: Any) -> None:
        self._end_text()
        self.blocks.append({"type": kind, "value": value, "id": str(uuid4())})

    def _end_text(self) -> None:
        html, self._html = self._html, ""
        if html:
            self._add("paragraph", html)

    def _part(self, part: Part) -> None:
        match part:
            case Heading():
                self._heading(part)
            case Paragraph():
                self._html += f"<p>{rendered(part.runs)}</p>"
            case Points():
                self._points(part)
            case Quotation():
                self._quotation(part)
            case Pictures():
                self._pictures(part)
            case Table():
                self._table(part)
            case Film():
                if not part.title:
                    self.say(gettext("Write a title for the film %(link)s.") % {"link": part.link})
                self._add("film", {"title": part.title, "link": part.link, "text": ""})
            case Question():
                self._question(part)

    def _heading(self, part: Heading) -> None:
        if part.level > self.top:
            self._html += f"<h3>{rendered([Run(part.text)])}</h3>"
        elif len(part.text) > LONGEST_HEADING:
            self._html += f"<p>{rendered([Run(part.text, bold=True)])}</p>"
        else:
            self._add("heading", part.text)

    def _points(self, points: Points) -> None:
        if any(item.inner for item in points.items):
            # Only running text has lists within lists.
            self._html += list_html(points)
        elif points.is_numbered:
            self._add("numbered_points", {"points": [_listed(_numbered_point(item)) for item in points.items]})
        else:
            self._add("bulleted_points", {"points": [_listed(_paragraphs(item.paragraphs)) for item in points.items]})

    def _quotation(self, part: Quotation) -> None:
        lines = ["".join(run.text for run in runs) for runs in part.paragraphs]
        source = part.source
        if len(source) > LONGEST_SOURCE:
            lines, source = [*lines, source], ""
        self._add("quotation", {"text": "\n\n".join(lines), "source": source, "language": ""})

    def _pictures(self, part: Pictures) -> None:
        values = [{"image": picture, "caption": caption[:LONGEST_CAPTION]} for picture, caption in part.pictures]
        if len(values) == 1:
            self._add("image", values[0])
        else:
            self._add("gallery", {"pictures": [_listed(value) for value in values]})
        for _picture, caption in part.pictures:
            if len(caption) > LONGEST_CAPTION:
                self._html += f"<p>{rendered([Run(caption)])}</p>"

    def _table(self, part: Table) -> None:
        if not part.rows:
            return
        has_headings = all(cell.is_heading for cell in part.rows[0])
        headings = [plain(cell.runs) if has_headings else "" for cell in part.rows[0]]
        rows = part.rows[1:] if has_headings else part.rows
        if not any(headings):
            self.say(gettext("A table has no headings. Write one for each of its columns."))
        formatted = [any(_is_formatted(row[place].runs) for row in rows) for place in range(len(headings))]
        columns = [
            {"type": "rich_text" if rich else "text", "heading": text} for rich, text in zip(formatted, headings, strict=True)
        ]
        values = [[_cell(cell.runs, rich) for rich, cell in zip(formatted, row, strict=True)] for row in rows]
        self._add("table", {"columns": columns, "rows": [{"values": row} for row in values], "caption": part.caption})

    def _question(self, part: Question) -> None:
        is_plain = all(isinstance(each, Paragraph | Points) for each in part.answer)
        if part.answer and is_plain and 0 < len(part.question) <= LONGEST_QUESTION:
            answer = "".join(
                list_html(each) if isinstance(each, Points) else f"<p>{rendered(each.runs)}</p>"
                for each in part.answer
                if isinstance(each, Points | Paragraph)
            )
            self._add("question", {"question": part.question, "answer": answer})
            return
        self._part(Heading(7, part.question))
        for each in part.answer:
            self._part(each)


def with_pictures(blocks: list[Raw], choose: Callable[[Picture], int | Picture | None]) -> list[Raw]:
    """Put the numbers of pictures that are kept in the place of their names; what has none is left out."""
    found = []
    for block in blocks:
        value = block["value"]
        if block["type"] == "image":
            value = {**value, "image": choose(value["image"])}
            if value["image"]:
                found.append({**block, "value": value})
        elif block["type"] == "gallery":
            chosen = [(point, choose(point["value"]["image"])) for point in value["pictures"]]
            kept = [{**point, "value": {**point["value"], "image": image}} for point, image in chosen if image]
            if len(kept) == 1:
                found.append({**block, "type": "image", "value": kept[0]["value"]})
            elif kept:
                found.append({**block, "value": {"pictures": kept}})
        else:
            found.append(block)
    return found


def list_html(points: Points) -> str:
    tag = "ol" if points.is_numbered else "ul"
    items = (
        f"<li>{'<br/>'.join(map(rendered, item.paragraphs))}{''.join(map(list_html, item.inner))}</li>" for item in points.items
    )
    return f"<{tag}>{''.join(items)}</{tag}>"


def _numbered_point(item: Item) -> dict[str, str]:
    title, rest = bold_lead(item.paragraphs[0])
    if len(title) > LONGEST_HEADING:
        title, rest = "", item.paragraphs[0]
    if not title and len(item.paragraphs) > 1 and all(run.bold for run in item.paragraphs[0]):
        title, rest = plain(item.paragraphs[0]).strip(" :."), []
    return {"title": title, "text": _paragraphs([*([rest] if rest else []), *item.paragraphs[1:]])}


def _paragraphs(paragraphs: list[Runs]) -> str:
    return "".join(f"<p>{rendered(runs)}</p>" for runs in paragraphs)


def _listed(value: Any) -> Raw:
    return {"type": "item", "value": value, "id": str(uuid4())}


def _cell(runs: Runs, is_rich: bool) -> str:
    if is_rich:
        return f"<p>{rendered(runs)}</p>" if runs else ""
    return plain(runs)


def _is_formatted(runs: Runs) -> bool:
    return any(run.bold or run.italic or run.link or "\n" in run.text for run in runs)

"""Goes through cleaned HTML and finds the parts of the text; what no block can hold is said in a sentence."""

import re
from collections.abc import Iterable
from dataclasses import replace

from bs4 import NavigableString, Tag
from django.utils.translation import gettext

from home.pages.blocks.films import player_of
from home.pages.from_html.cleaning import classes_of, style_of
from home.pages.from_html.looks import look_of
from home.pages.from_html.parts import (
    Film,
    Heading,
    Item,
    Paragraph,
    Part,
    Pictures,
    Points,
    Question,
    Quotation,
    WordItem,
)
from home.pages.from_html.pictures import gallery_of, picture_of
from home.pages.from_html.tables import is_layout, table_of
from home.pages.from_html.words import HTML_SPACE, Run, Runs, kept_link, paragraphs, plain

BLOCKS = frozenset((
    "address", "article", "aside", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "footer", "header",
    "hgroup", "html", "legend", "main", "menu", "p", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr",
))  # fmt: skip
# Word has nine levels.
WORD_LIST = re.compile(r"mso-list\s*:\s*\w+\s+level(\d)")
PLAIN = Run("")
ORNAMENT = re.compile(r"[*_~=•·.–—\-\s]+")
DASH = re.compile(r"^\s*[–—―-]\s*")


def left_out_words() -> dict[str, str]:
    """Name what a body has no block for."""
    return {
        "audio": gettext("a sound"),
        "canvas": gettext("a drawing"),
        "embed": gettext("a film or another embedded file"),
        "form": gettext("a form"),
        "input": gettext("a form"),
        "map": gettext("places on a picture that can be clicked"),
        "math": gettext("a formula"),
        "object": gettext("a film or another embedded file"),
        "select": gettext("a form"),
        "svg": gettext("a drawing"),
        "textarea": gettext("a form"),
        "video": gettext("a film that is a file"),
    }


class Walker:
    """Collects the parts of one text, or of what lies within a part of it."""

    def __init__(self, base: str = "", left_out: list[str] | None = None) -> None:
        self.base = base
        self.left_out: list[str] = [] if left_out is None else left_out
        self.parts: list[Part] = []
        self._runs: Runs = []

    def walk(self, nodes: Iterable[object], look: Run = PLAIN) -> list[Part]:
        """Go through nodes that lie beside each other and end the paragraph behind them."""
        for node in list(nodes):
            self._node(node, look)
        self._end_paragraph()
        return self.parts

    def _inside(self, tag: Tag, look: Run = PLAIN) -> list[Part]:
        return Walker(self.base, self.left_out).walk(tag.children, look)

    def say(self, sentence: str) -> None:
        if sentence not in self.left_out:
            self.left_out.append(sentence)

    def _node(self, node: object, look: Run) -> None:
        if isinstance(node, NavigableString):
            self._runs.append(look._replace(text=HTML_SPACE.sub(" ", str(node))))
        elif isinstance(node, Tag):
            self._tag(node, look)

    def _tag(self, tag: Tag, look: Run) -> None:
        if (handle := getattr(self, f"_{tag.name}", None)) and tag.name in HANDLED:
            handle(tag, look)
        elif tag.name in HEADINGS or "msotitle" in classes_of(tag):
            self._heading(tag)
        elif tag.name in left_out_words():
            self.say(gettext("Left out: %(what)s.") % {"what": left_out_words()[tag.name]})
        elif tag.name in BLOCKS:
            self._block(tag, look)
        else:
            self._inline(tag, look)

    def _deeper(self, tag: Tag, look: Run) -> None:
        for child in list(tag.children):
            self._node(child, look)

    # Words

    def _inline(self, tag: Tag, look: Run) -> None:
        look = look_of(tag, look)
        if tag.name in ("s", "strike") and (words := tag.get_text(" ", strip=True)):
            self.say(gettext("The words “%(words)s” were struck through; they are ordinary words now.") % {"words": words[:60]})
        self._deeper(tag, look)

    def _a(self, tag: Tag, look: Run) -> None:
        address = str(tag.get("href") or "")
        link = kept_link(address, self.base)
        words = tag.get_text(" ", strip=True)
        if address and not link and words and not address.startswith("#"):
            self.say(
                gettext("The link of “%(words)s” leads to nothing that a reader can open: %(address)s")
                % {"words": words[:60], "address": address[:80]}
            )
        self._inline(tag, look._replace(link=link))

    def _br(self, tag: Tag, look: Run) -> None:
        self._runs.append(look._replace(text="\n"))
        self._deeper(tag, look)

    def _hr(self, tag: Tag, look: Run) -> None:
        self._end_paragraph()

    def _pre(self, tag: Tag, look: Run) -> None:
        self._end_paragraph()
        self._runs = [look._replace(text=tag.get_text().replace("\r\n", "\n"))]
        self._end_paragraph()

    def _end_paragraph(self) -> None:
        runs, self._runs = self._runs, []
        for part in paragraphs(runs):
            address = plain(part).strip()
            if ORNAMENT.fullmatch(address):
                continue
            is_film = address.startswith("http") and " " not in address and player_of(address)
            self.parts.append(Film(address) if is_film else Paragraph(part))

    # Blocks

    def _block(self, tag: Tag, look: Run) -> None:
        self._end_paragraph()
        style = style_of(tag)
        if found := WORD_LIST.search(style):
            self._word_item(tag, int(found[1]))
        elif "quote" in classes_of(tag) and "mso" in classes_of(tag):
            self._blockquote(tag, look)
        elif "gallery" in f"{classes_of(tag)} {tag.get('data-hook') or ''}" and len(tag.find_all("img")) > 1:
            self._gallery(tag)
        else:
            self._deeper(tag, look_of(tag, look))
            self._end_paragraph()

    def _heading(self, tag: Tag) -> None:
        self._end_paragraph()
        level = int(tag.name[1]) if tag.name in HEADINGS else 0
        inside = self._inside(tag)
        if words := " ".join(plain(part.runs).strip() for part in inside if isinstance(part, Paragraph)):
            self.parts.append(Heading(level, words))
        self.parts += [part for part in inside if not isinstance(part, Paragraph)]

    def _blockquote(self, tag: Tag, look: Run) -> None:
        self._end_paragraph()
        source = ""
        if cited := tag.find(["cite", "footer"]):
            source = DASH.sub("", cited.get_text(" ", strip=True))
            cited.extract()
        inside = self._inside(tag)
        said = [part.runs for part in inside if isinstance(part, Paragraph)]
        if len(said) < len(inside) or not said:
            # Old pages indent whole sections so.
            self.parts += inside
            return
        if not source and len(said) > 1 and DASH.match(plain(said[-1])):
            source = DASH.sub("", plain(said.pop()).strip())
        self.parts.append(Quotation(said, source))

    def _details(self, tag: Tag, look: Run) -> None:
        self._end_paragraph()
        summary = tag.find("summary")
        question = summary.extract().get_text(" ", strip=True) if summary else ""
        self.parts.append(Question(question, self._inside(tag)))

    def _dt(self, tag: Tag, look: Run) -> None:
        self._block(tag, look._replace(bold=True))

    def _table(self, tag: Tag, look: Run) -> None:
        self._end_paragraph()
        if is_layout(tag):
            self._deeper(tag, look)
            self._end_paragraph()
        else:
            self.parts.append(table_of(tag, self._inside))

    # Lists

    def _ul(self, tag: Tag, look: Run) -> None:
        self._end_paragraph()
        start = str(tag.get("start") or "1")
        points = Points(tag.name == "ol", [], int(start) if start.isdecimal() and len(start) < 5 else 1)
        shown: list[Part] = []
        for child in tag.find_all(True, recursive=False):
            # Google Docs puts an inner list beside the point that it belongs to.
            inner = Walker(self.base, self.left_out)
            inside = inner.walk([child] if child.name in ("ul", "ol") else child.children)
            if child.name not in ("ul", "ol") or not points.items:
                points.items.append(Item([]))
            shown += _into(points.items[-1], inside)
        points.items = [item for item in points.items if item.paragraphs or item.inner]
        self.parts += [*([points] if points.items else []), *shown]

    _ol = _ul

    def _li(self, tag: Tag, look: Run) -> None:
        """A point that lies in no list, or within another that nobody closed."""
        self._end_paragraph()
        item = Item([])
        shown = _into(item, self._inside(tag))
        self.parts += [Points(is_numbered=False, items=[item]), *shown] if item.paragraphs else shown

    def _word_item(self, tag: Tag, level: int) -> None:
        marker = tag.find(style=re.compile("mso-list:\\s*ignore", re.IGNORECASE))
        mark = marker.extract().get_text(strip=True) if marker else ""
        inside = self._inside(tag)
        runs = [run for part in inside if isinstance(part, Paragraph) for run in part.runs]
        if runs:
            self.parts.append(WordItem(level, bool(re.match(r"[(]?\w{1,4}[.)]", mark)), runs))
        self.parts += [part for part in inside if not isinstance(part, Paragraph)]

    # Pictures and films

    def _img(self, tag: Tag, look: Run) -> None:
        picture = picture_of(tag)
        if "emoji" in classes_of(tag) or (picture and "/emoji/" in picture.address):
            self._runs.append(look._replace(text=str(tag.get("alt") or "")))
        elif picture:
            self._end_paragraph()
            self.parts.append(Pictures([(picture, "")]))

    def _figure(self, tag: Tag, look: Run) -> None:
        self._end_paragraph()
        if len(tag.find_all("img")) > 1:
            self._gallery(tag)
            return
        captions = [caption.extract().get_text(" ", strip=True) for caption in tag.find_all("figcaption")]
        inside = self._inside(tag)
        caption = " ".join(HTML_SPACE.sub(" ", text) for text in captions).strip()
        first = inside[0] if inside else None
        if isinstance(first, Pictures):
            first.pictures[-1] = (first.pictures[-1][0], caption)
        elif isinstance(first, Film):
            inside[0] = replace(first, title=first.title or caption)
        elif caption:
            inside += [Paragraph(runs) for runs in paragraphs([Run(caption)])]
        self.parts += inside

    def _gallery(self, tag: Tag) -> None:
        if found := gallery_of(tag):
            self.parts.append(Pictures(found))

    def _iframe(self, tag: Tag, look: Run) -> None:
        address = str(tag.get("src") or tag.get("data-src") or "")
        address = f"https:{address}" if address.startswith("//") else address
        if player_of(address):
            self._end_paragraph()
            self.parts.append(Film(address, str(tag.get("title") or "")[:120]))
        else:
            self.say(gettext("Left out: something embedded from %(address)s.") % {"address": address[:80] or "?"})


HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HANDLED = frozenset(
    ("a", "blockquote", "br", "details", "dt", "figure", "hr", "iframe", "img", "li", "ol", "pre", "table", "ul")
)


def _into(item: Item, inside: list[Part]) -> list[Part]:
    """Put into a point what it can hold; returns the rest, which is shown behind the list."""
    shown: list[Part] = []
    for part in inside:
        if isinstance(part, Paragraph):
            item.paragraphs.append(part.runs)
        elif isinstance(part, Heading):
            item.paragraphs.append([Run(part.text, bold=True)])
        elif isinstance(part, Points):
            item.inner.append(part)
        elif isinstance(part, WordItem):
            item.paragraphs.append(part.runs)
        else:
            shown.append(part)
    return shown

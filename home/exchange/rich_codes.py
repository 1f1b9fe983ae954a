"""Formatted text as a translator gets it: words, and numbered codes where the tags were.

The words of one paragraph, point or small heading are a `Run`. Its marked text writes “a <b1>word</b1>”, with `<`, `>` and `&`
of the words escaped. What a code stands for is known to the page alone, so nothing that comes back can bring a tag of its own.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import escape, unescape
from html.parser import HTMLParser
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

# `<b1>`, `</b1>` or `<br2/>`.
CODE = re.compile(r"<(/?)([a-z]+)(\d+)(/?)>")
# Lists and paragraphs hold words; these stand among them.
INLINE = frozenset(
    ("a", "abbr", "b", "br", "code", "del", "em", "i", "ins", "mark", "s", "small", "span", "strong", "sub", "sup", "u")
)
VOID = frozenset(("br", "hr", "img", "embed"))
# One name for two tags that mean the same.
NAMES = {"strong": "b", "em": "i"}
LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
# What no file can hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Code(NamedTuple):
    """The tags that a code stands for; one that stands alone has no closing tag."""

    opening: str
    closing: str = ""


class Run(NamedTuple):
    """Words that belong together, with what their codes stand for, by the codes' names."""

    marked: str
    codes: dict[str, Code]

    @property
    def html(self) -> str:
        return rendered(self.marked, self.codes)


class Event(NamedTuple):
    """A tag, or the words between tags: `open`, `close`, `alone` or `words`."""

    kind: str
    raw: str
    tag: str = ""


class Formatted(NamedTuple):
    """Formatted text taken apart: tags of paragraphs and lists as they are, and the runs between them."""

    parts: list[str | Run]
    # What must be alike in two texts so that their runs can be set against each other.
    shape: tuple[str, ...]

    @property
    def runs(self) -> list[Run]:
        return [part for part in self.parts if isinstance(part, Run)]

    def with_runs(self, runs: list[Run]) -> str:
        """Put the text together again, with other runs in the places of its own."""
        left = iter(runs)
        return "".join(next(left).html if isinstance(part, Run) else part for part in self.parts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[Event] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append(Event("alone" if tag in VOID else "open", self.get_starttag_text() or "", tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append(Event("alone", self.get_starttag_text() or "", tag))

    def handle_endtag(self, tag: str) -> None:
        self.events.append(Event("close", f"</{tag}>", tag))

    def handle_data(self, data: str) -> None:
        self.events.append(Event("words", data))


def take_apart(html: str) -> Formatted:
    """Take formatted text apart, so that putting it together gives the same text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    parts: list[str | Run] = []
    shape: list[str] = []
    inline: list[Event] = []
    for event in [*reader.events, None]:
        if event and (event.kind == "words" or event.tag in INLINE):
            inline.append(event)
            continue
        if any(each.kind == "words" and each.raw.strip() for each in inline):
            parts.append(_run(inline))
            shape.append("#")
        else:
            parts += [escape(each.raw, quote=False) if each.kind == "words" else each.raw for each in inline]
        inline = []
        if event:
            parts.append(event.raw)
            shape.append(f"{event.kind} {event.tag}")
    return Formatted(parts, tuple(shape))


def set_against(run: Run, source: Run) -> Run:
    """Give the codes of a run the names of those that they are in its source."""
    free = list(source.codes)
    count = len(free)
    names: dict[str, str] = {}
    for name, code in run.codes.items():
        alike = [each for each in free if _stands_for(each, source.codes[each]) == _stands_for(name, code)]
        same = [each for each in alike if source.codes[each] == code]
        if found := next(iter([*same, *alike]), None):
            free.remove(found)
        else:
            count += 1
            found = f"{kind_of(name)}{count}"
        names[name] = found
    marked = CODE.sub(lambda code: f"<{code[1]}{names[code[2] + code[3]]}{code[4]}>", run.marked)
    return Run(marked, {names[name]: code for name, code in run.codes.items()})


def checked(marked: str, source: Run, present: Run) -> Run:
    """Return a text that came back as a run; raises ValidationError where its codes are not those of the page."""
    known = {**source.codes, **present.codes}
    counts = Counter(code_names(marked))
    if unknown := sorted(set(counts) - set(known)):
        raise ValidationError(gettext("the code %(code)s is not in the text that was sent") % {"code": f"<{unknown[0]}>"})
    if twice := [name for name, count in counts.items() if count > 1]:
        raise ValidationError(gettext("the code %(code)s is there twice") % {"code": f"<{twice[0]}>"})
    if set(counts) != set(present.codes) and (missing := [name for name in source.codes if name not in counts]):
        raise ValidationError(gettext("the code %(code)s is missing") % {"code": f"<{missing[0]}>"})
    _check_nesting(marked, known)
    return Run(marked, known)


def rendered(marked: str, codes: dict[str, Code]) -> str:
    """Write a marked text as HTML, with the page's own tags where its codes are."""
    parts = []
    for words, code in pieces(marked):
        if code is None:
            parts.append(escape(words, quote=False))
        else:
            parts.append(codes[code[2] + code[3]].closing if code[1] else codes[code[2] + code[3]].opening)
    return "".join(parts)


def pieces(marked: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Go through a marked text: words as a reader reads them, and codes."""
    start = 0
    for code in CODE.finditer(marked):
        if code.start() > start:
            yield unescape(marked[start : code.start()]), None
        yield "", code
        start = code.end()
    if start < len(marked):
        yield unescape(marked[start:]), None


def code_names(marked: str) -> list[str]:
    """Name the codes of a marked text in their order."""
    return [code[2] + code[3] for code in CODE.finditer(marked) if not code[1]]


def from_words(words: str) -> str:
    """Mark plain words; what no file can hold is left out, and every line ends alike."""
    return escape(UNWRITABLE.sub("", LINE_END.sub("\n", words)), quote=False)


def to_words(marked: str) -> str:
    """Return the words of a marked text without its codes."""
    return "".join(words for words, _ in pieces(marked))


def _run(events: list[Event]) -> Run:
    closes: dict[int, int] = {}
    open_tags: list[int] = []
    for place, event in enumerate(events):
        if event.kind == "open":
            open_tags.append(place)
        elif event.kind == "close" and open_tags and events[open_tags[-1]].tag == event.tag:
            closes[open_tags.pop()] = place
    codes: dict[str, Code] = {}
    written: list[str] = []
    names: dict[int, str] = {}
    for place, event in enumerate(events):
        if event.kind == "words":
            written.append(from_words(event.raw))
            continue
        if place in names:
            written.append(f"</{names[place]}>")
            continue
        # A tag that nothing closes stands alone, as it does in the page.
        name = f"{NAMES.get(event.tag, event.tag)}{len(codes) + 1}"
        if place in closes:
            names[closes[place]] = name
            codes[name] = Code(event.raw, events[closes[place]].raw)
            written.append(f"<{name}>")
        else:
            codes[name] = Code(event.raw)
            written.append(f"<{name}/>")
    return Run("".join(written), codes)


def kind_of(name: str) -> str:
    """Name the tag of a code."""
    return name.rstrip("0123456789")


def _stands_for(name: str, code: Code) -> tuple[str, bool]:
    return kind_of(name), bool(code.closing)


def _check_nesting(marked: str, known: dict[str, Code]) -> None:
    open_codes: list[str] = []
    for code in CODE.finditer(marked):
        name = code[2] + code[3]
        is_alone = not known[name].closing
        if bool(code[4]) != is_alone or (code[1] and (not open_codes or open_codes.pop() != name)):
            raise ValidationError(gettext("the code %(code)s begins or ends in the wrong place") % {"code": f"<{name}>"})
        if not code[1] and not is_alone:
            if kind_of(name) == "a" and any(kind_of(other) == "a" for other in open_codes):
                raise ValidationError(gettext("a link lies within another link"))
            open_codes.append(name)
    if open_codes:
        raise ValidationError(gettext("the code %(code)s begins or ends in the wrong place") % {"code": f"<{open_codes[-1]}>"})

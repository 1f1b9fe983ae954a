"""Words with their bold type, italics and links, whatever tags they had."""

import re
from collections.abc import Iterable
from html import escape
from itertools import groupby
from typing import NamedTuple
from urllib.parse import parse_qs, urljoin, urlsplit

SPACES = " \u00a0"
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")
TOKEN = re.compile(f"[{SPACES}]*\n[{SPACES}\n]*|[{SPACES}]+|[^{SPACES}\n]+")
HTML_SPACE = re.compile(r"[ \t\r\n\f]+")
SCHEMES = ("http", "https", "mailto", "tel")
CONTROLS = re.compile(r"[\x00-\x20\x7f]+")


class Run(NamedTuple):
    """Words of one look; a line break within a paragraph is a newline."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Runs = list[Run]


def paragraphs(runs: Runs) -> list[Runs]:
    """Tidy the white space of runs; two line breaks end a paragraph. Nothing is returned where there are no words."""
    found: list[Runs] = [[]]
    for run in _tidied([run._replace(text=UNSEEN.sub("", run.text)) for run in runs]):
        if run.text == "\n\n":
            found.append([])
        else:
            found[-1].append(run)
    return [_merged(part) for part in found if any(run.text.strip() for run in part)]


def plain(runs: Iterable[Run]) -> str:
    """Return the words alone, in one line."""
    return " ".join("".join(run.text for run in runs).replace("\n", " ").split(" "))


def rendered(runs: Runs) -> str:
    """Write runs as formatted text is stored."""
    html = ""
    for link, group in groupby(runs, key=lambda run: run.link):
        words = "".join(_with_tags(run) for run in group)
        html += f'<a href="{escape(link)}">{words}</a>' if link else words
    return html


def cut(runs: Runs, count: int) -> Runs:
    """Leave out the first characters."""
    left = []
    for run in runs:
        left.append(run._replace(text=run.text[count:]))
        count = max(0, count - len(run.text))
    return _merged([run for run in left if run.text])


def bold_lead(runs: Runs) -> tuple[str, Runs]:
    """Part the bold words at the beginning from what follows them; the first are empty where either is missing."""
    count = next((place for place, run in enumerate(runs) if not run.bold and run.text.strip(f"{SPACES}\n:.–—-")), len(runs))
    while count and not runs[count - 1].bold:
        count -= 1
    lead, rest = plain(runs[:count]), runs[count:]
    left = "".join(run.text for run in rest)
    rest = cut(rest, len(left) - len(left.lstrip(f"{SPACES}\n:.–—-")))
    is_lead = bool(lead.strip()) and bool(plain(rest).strip()) and not any(run.link for run in runs[:count])
    return (lead.strip(f"{SPACES}:.–—-"), rest) if is_lead else ("", runs)


def is_bold(runs: Runs) -> bool:
    return all(run.bold or not run.text.strip() for run in runs)


def kept_link(address: str, base: str = "") -> str:
    """Return an address as a link may have it; empty where it leads to nothing that a reader can open."""
    address = CONTROLS.sub("", address) if ":" in address[:20] else address.strip()
    try:
        parts = urlsplit(urljoin(base, address))
        if parts.hostname == "www.google.com" and parts.path == "/url":
            # Google Docs leads to everything by way of itself.
            return kept_link((parse_qs(parts.query).get("q") or [""])[0])
    except ValueError:
        return ""
    if parts.scheme not in SCHEMES or (parts.scheme.startswith("http") and not parts.hostname):
        return ""
    return parts.geturl()


def _tidied(runs: Runs) -> Runs:
    text = "".join(run.text for run in runs)
    looks = [run._replace(text="") for run in runs for _ in run.text]
    tidied: Runs = []
    for token in TOKEN.finditer(text):
        start, end = token.span()
        if token[0].strip(f"{SPACES}\n"):
            for look, places in groupby(range(start, end), key=looks.__getitem__):
                tidied.append(look._replace(text="".join(text[place] for place in places)))
        elif start and end < len(text):
            # White space looks like nothing, unless both its neighbours look alike.
            look = looks[start - 1] if looks[start - 1] == looks[end] else Run("")
            tidied.append(look._replace(text=_space(token[0], text[start - 1], text[end])))
    return tidied


def _space(found: str, before: str, after: str) -> str:
    if breaks := found.count("\n"):
        return "\n" * min(breaks, 2)
    # Programs write non-breaking spaces anywhere; beside a number one is meant.
    return found if found == "\u00a0" and (before.isdigit() or after.isdigit() or before in "§.") else " "


def _merged(runs: Runs) -> Runs:
    return [
        look._replace(text="".join(run.text for run in group))
        for look, group in groupby(runs, key=lambda run: run._replace(text=""))
    ]


def _with_tags(run: Run) -> str:
    words = escape(run.text, quote=False).replace("\n", "<br/>")
    words = f"<i>{words}</i>" if run.italic else words
    return f"<b>{words}</b>" if run.bold else words

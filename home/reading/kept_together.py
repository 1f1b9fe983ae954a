"""What no line of a page tears apart: `30,8 mm`, `kl. 9.00`, `700 kr.`, `24. december`, `e-mail`.

Only what readers are shown is written so. What is stored, searched, sent in feeds and told to programs stays as it was typed.
"""

import re

NO_BREAK_SPACE = "\u00a0"
# Elements whose text is not the page's or holds no others, tags with their attributes, and comments.
UNTOUCHED = r"<(script|style|textarea|option|svg|pre|code)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>"
MEASURES = (
    "mm|cm|m|km|g|kg|mg|ml|l|kr|kroner|DKK|EUR|pct|%|°C|am|pm|a\\.m|p\\.m|år|years?|måned(?:er)?|months?|uger?|weeks?|"
    "dage?|days?|timer?|hours?|min|minutt(?:er?|ers)|minutes?|gange?|times|patienter|patients"
)
MONTHS = (
    "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|"
    "January|February|March|May|June|July|August|October|November|December|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|okt|oct|nov|dec"
)
BEFORE_NUMBERS = r"kl|nr|Nr|ca|Ca|tlf|Tlf|stk|fig|Fig|No|pp?|s"
SPACES = re.compile(
    rf"(?<=\d)\s+(?=(?:{MEASURES})(?!\w))"
    rf"|(?<=\d)\s+(?=(?:{MONTHS})(?!\w))|(?<=\d\.)\s+(?=(?:{MONTHS})(?!\w))"
    rf"|(?<!\w)(?P<short>(?:{BEFORE_NUMBERS})\.|§|DKK|EUR)\s+(?=\d)"
)
# `e-mail`, `D-vitamin`, `ST-36`. A hyphen that does not break would be another letter to whoever looks for the word.
HYPHEN = re.compile(r"(?<![\w@./:&#-])((?:[^\W\d_]|[A-Z]{2}(?=-\d))-(?:[^\W\d_]{2,}|\d+))(?![\w@/-]|\.\w)")
# Eight digits in pairs, with or without the country's number.
TELEPHONE = re.compile(r"(?<![\d+])(?:\+\d{2}\s)?\d{2}(?:\s\d{2}){3}(?!\d)")
PARTS = re.compile(rf"{UNTOUCHED}|(?P<text>[^<]+)", re.DOTALL)
# Most texts of a page have neither, and are passed over.
DIGIT_OR_HYPHEN = re.compile(r"[\d-]")


def kept_together(html: str) -> str:
    """Write the spaces and hyphens of a page's text so that no line ends in the middle of a measure, a time or a short word."""
    return PARTS.sub(lambda part: _text(part[0]) if part["text"] and DIGIT_OR_HYPHEN.search(part[0]) else part[0], html)


def _text(text: str) -> str:
    text = TELEPHONE.sub(lambda number: NO_BREAK_SPACE.join(number[0].split()), SPACES.sub(_space, text))
    return HYPHEN.sub(r'<span class="together">\1</span>', text)


def _space(found: re.Match[str]) -> str:
    return f"{found['short'] or ''}{NO_BREAK_SPACE}"

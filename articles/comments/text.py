"""Text as a stranger sent it, without the signs that only do harm."""

import re
import unicodedata

# What joins the parts of an emoji, and the letters of some scripts.
JOINERS = "\u200c\u200d"
# Control signs, formats (among them what turns the direction of the text around), private signs, and those without meaning.
HARMFUL = ("Cc", "Cf", "Cs", "Co", "Cn")
# Vietnamese letters carry two; heaps of them hide the lines above.
MOST_MARKS = 2


def harmless(text: str) -> str:
    """Drop signs that cannot be seen, break lines as people do, and let no letter carry a heap of marks."""
    text = unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", text).replace("\t", " "))
    kept, marks = [], 0
    for sign in text:
        category = unicodedata.category(sign)
        marks = marks + 1 if category == "Mn" else 0
        if marks <= MOST_MARKS and (sign == "\n" or sign in JOINERS or category not in HARMFUL):
            kept.append("\n" if category in ("Zl", "Zp") else sign)
    # No more than one empty line between paragraphs.
    return re.sub(r"\n\s*\n", "\n\n", "".join(kept))

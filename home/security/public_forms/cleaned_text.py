"""Text as a stranger sent it, without the characters that only do harm."""

import re
import unicodedata

# What joins the parts of an emoji, and the letters of some scripts.
JOINERS = "\u200c\u200d"
LOST_JOINERS = re.compile(rf"(^|\s)[{JOINERS}]+")
# Control characters, formats (such as those that reverse the direction of text), and characters for private use.
HARMFUL = ("Cc", "Cf", "Cs", "Co", "Cn")
# Where Unicode puts each year's new emoji, which Python learns of later.
EMOJI = range(0x1F000, 0x1FB00)
# Letters of Hindi carry three; heaps of them hide the lines above.
MOST_MARKS = 3


def harmless(text: str) -> str:
    """Drop invisible characters, use one kind of line break, and limit the marks that one letter carries."""
    text = unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", text).replace("\t", " "))
    kept, marks = [], 0
    for sign in text:
        category = unicodedata.category(sign)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= MOST_MARKS and (category not in HARMFUL or sign == "\n" or sign in JOINERS or ord(sign) in EMOJI):
            kept.append("\n" if category in ("Zl", "Zp") else sign)
    # No more than one empty line between paragraphs.
    return re.sub(r"\n\s*\n", "\n\n", LOST_JOINERS.sub(r"\1", "".join(kept)))

"""PO, which some translators know from programs: polib writes and reads it.

The codes of formatted text are written as they are marked.
"""

import re

import polib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from home.exchange.parcel import Parcel, Return, Returned
from home.exchange.rich_codes import CODE, LINE_END, UNWRITABLE, from_words, pieces

SITE, SOURCE, TARGET = "X-Site", "X-Source-Language", "Language"
ESCAPED = re.compile("&(lt|gt|amp);")
AMPERSAND = re.compile("&(?=(?:lt|gt|amp);)")
LETTERS = {"lt": "<", "gt": ">", "amp": "&"}
# A tag that is no code of ours.
TAG = re.compile("<[a-zA-Z/!?]")


def write(parcel: Parcel) -> bytes:
    """Write an entry for each text."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        SOURCE: parcel.source_language,
        TARGET: parcel.target_language,
        SITE: parcel.site,
    }
    for owner in parcel.owners:
        for text in owner.texts:
            entry = polib.POEntry(msgctxt=text.reference, msgid=_to_po(text.source), msgstr=_to_po(text.target))
            # PO has a place for what the source said before.
            entry.previous_msgid = _writable(text.former) or None
            entry.comment = _writable("\n".join((owner.title, *text.notes)))
            if text.target and text.is_behind:
                entry.flags.append("fuzzy")
            file.append(entry)
    return str(file).encode()


def read(data: bytes) -> Return:
    """Read the entries, of which a fuzzy one is not translated; raises ValidationError where it is no PO."""
    try:
        text = data.decode("utf-8-sig")
        if not text.strip() or UNWRITABLE.search(text):
            raise ValueError
        # What begins with an empty line is never taken for the name of a file.
        file = polib.pofile(f"\n{text}", wrapwidth=0)
        site, source, target = (file.metadata.get(name, "").strip() for name in (SITE, SOURCE, TARGET))
    except (OSError, ValueError, IndexError, AttributeError) as error:
        sentence = gettext("The file is damaged, or it is no XLIFF and no PO in UTF-8. Ask for it in the format that was sent.")
        raise ValidationError(sentence) from error
    if not (site and source and target):
        raise ValidationError(gettext("The file does not come from this site: it says neither site nor languages."))
    entries = [entry for entry in file if not entry.obsolete]
    return Return(site, source[:2].lower(), target[:2].lower(), [_returned(entry) for entry in entries])


def _returned(entry: polib.POEntry) -> Returned:
    target = "" if entry.fuzzy else _from_po(entry.msgstr)
    return Returned(entry.msgctxt or "", _from_po(entry.msgid), target)


def _writable(text: str) -> str:
    return UNWRITABLE.sub("", LINE_END.sub("\n", text))


def _to_po(marked: str) -> str:
    """Escape no more of the words than would be taken for something else."""
    return "".join(
        code[0] if code else re.sub("&(?=(?:lt|gt|amp);)", "&amp;", words).replace("<", "&lt;")
        for words, code in pieces(marked)
    )


def _from_po(text: str) -> str:
    marked, start = [], 0
    for code in [*CODE.finditer(text), None]:
        words = text[start : code.start() if code else None]
        if TAG.search(words):
            raise ValidationError(
                gettext("The file has a tag in a text, which was not sent: “%(text)s”. Ask the translator to take it out.")
                % {"text": words[:80]}
            )
        marked.append(from_words(ESCAPED.sub(lambda found: LETTERS[found[1]], words)))
        if code:
            marked.append(code[0])
            start = code.end()
    return "".join(marked)

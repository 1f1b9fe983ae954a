"""The glossary as TBX-Basic of 2008 (`martif`), which translation programs read as a list of terms.

The standard of 2019 calls every element otherwise, and programs that read both are few: OmegaT, Weblate and translate-toolkit
open the older one only.
"""

from io import BytesIO
from xml.etree.ElementTree import Element, ElementTree, SubElement

from home.bilingual.languages import other_language
from home.editing.glossary.models import GlossaryTerm
from home.exchange.parcel import site
from home.exchange.rich_codes import UNWRITABLE

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PREFERRED, ADMITTED, FORBIDDEN = (f"{status}Term-admn-sts" for status in ("preferred", "admitted", "deprecated"))


def write(terms: list[GlossaryTerm], target_language: str) -> bytes:
    """Write some terms, the source first; words not to use are marked as such."""
    source_language = other_language(target_language)
    root = Element("martif", {"type": "TBX-Basic", LANGUAGE: source_language})
    header = SubElement(root, "martifHeader")
    SubElement(SubElement(SubElement(header, "fileDesc"), "sourceDesc"), "p").text = site()
    SubElement(SubElement(header, "encodingDesc"), "p", {"type": "XCSURI"}).text = "TBXBasicXCSV02.xcs"
    body = SubElement(SubElement(root, "text"), "body")
    for term in terms:
        entry = SubElement(body, "termEntry", {"id": f"term-{term.pk}"})
        if term.note:
            SubElement(entry, "note").text = _writable(term.note)
        for language in (source_language, target_language):
            words = SubElement(entry, "langSet", {LANGUAGE: language})
            for place, word in enumerate(term.words(language)):
                _add(words, word, ADMITTED if place else PREFERRED)
            for word in term.avoided(language):
                _add(words, word, FORBIDDEN)
    file = BytesIO()
    ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)
    return file.getvalue()


def _add(words: Element, word: str, status: str) -> None:
    group = SubElement(words, "tig")
    SubElement(group, "term").text = _writable(word)
    SubElement(group, "termNote", {"type": "administrativeStatus"}).text = status


def _writable(text: str) -> str:
    return UNWRITABLE.sub("", text)

"""XLIFF, which translation programs read: 2.1, and 1.2 for the older ones.

Python's own ElementTree writes it. defusedxml reads it and takes no document type, so there are no entities and nothing is
fetched. The codes of formatted text are elements with the names that `rich_codes.py` gives them.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ElementTree, ParseError, SubElement, register_namespace

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from home.exchange.parcel import Parcel, Return, Returned, Sent, Text
from home.exchange.rich_codes import CODE, UNWRITABLE, from_words, kind_of, pieces

V2 = "urn:oasis:names:tc:xliff:document:2.0"
V1 = "urn:oasis:names:tc:xliff:document:1.2"
SPACE = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
V2_KINDS = {
    "b": {"type": "fmt", "subType": "xlf:b"},
    "i": {"type": "fmt", "subType": "xlf:i"},
    "u": {"type": "fmt", "subType": "xlf:u"},
    "br": {"type": "fmt", "subType": "xlf:lb"},
    "a": {"type": "link"},
}
V1_KINDS = {"b": "bold", "i": "italic", "u": "underlined", "br": "lb", "a": "link"}
# What a program may put around words, to remember something of its own.
MARKS = frozenset(("mrk",))
PAIRED, ALONE = frozenset(("pc", "g")), frozenset(("ph", "x"))
DEEPEST = 50
# What a program says of a text that it has only put there.
UNTRANSLATED = ("new", "needs-translation", "needs-adaptation", "needs-l10n")

# Makes the element of a code.
MakeCode = Callable[[Element, str, Text], Element]


def write_v2(parcel: Parcel) -> bytes:
    """Write XLIFF 2.1."""
    direction = {"srcLang": parcel.source_language, "trgLang": parcel.target_language}
    root = Element(_v2("xliff"), {"version": "2.1", **direction})
    for owner in parcel.owners:
        file = SubElement(root, _v2("file"), {"id": _name(owner), "original": _original(parcel, owner)})
        SubElement(SubElement(file, _v2("notes")), _v2("note"), {"category": "page"}).text = _writable(owner.title)
        for number, text in enumerate(owner.texts, 1):
            unit = SubElement(file, _v2("unit"), {"id": f"u{number}", "name": text.reference})
            notes = SubElement(unit, _v2("notes"))
            for note in text.notes:
                SubElement(notes, _v2("note")).text = _writable(note)
            if text.codes:
                data = SubElement(unit, _v2("originalData"))
                for name, code in text.codes.items():
                    for ending, tag in zip(("open", "close"), filter(None, code), strict=False):
                        SubElement(data, _v2("data"), {"id": f"{name}-{ending}"}).text = _writable(tag)
            segment = SubElement(unit, _v2("segment"), {"state": "initial"})
            for name, marked in (("source", text.source), ("target", text.target)):
                if marked:
                    _write(SubElement(segment, _v2(name), SPACE), marked, text, _code_v2)
    return _bytes(root, V2)


def write_v1(parcel: Parcel) -> bytes:
    """Write XLIFF 1.2."""
    root = Element(_v1("xliff"), {"version": "1.2"})
    direction = {"source-language": parcel.source_language, "target-language": parcel.target_language}
    for owner in parcel.owners:
        about = {"original": _original(parcel, owner), "datatype": "html", "product-name": _writable(owner.title)}
        file = SubElement(root, _v1("file"), {**about, **direction})
        body = SubElement(file, _v1("body"))
        for number, text in enumerate(owner.texts, 1):
            limit = {"maxwidth": str(text.limit), "size-unit": "char"} if text.limit else {}
            unit = SubElement(body, _v1("trans-unit"), {"id": f"u{number}", "resname": text.reference, **limit, **SPACE})
            _write(SubElement(unit, _v1("source")), text.source, text, _code_v1)
            if text.target:
                state = "needs-review-translation" if text.is_behind else "translated"
                _write(SubElement(unit, _v1("target"), {"state": state}), text.target, text, _code_v1)
            for note in text.notes:
                SubElement(unit, _v1("note")).text = _writable(note)
    return _bytes(root, V1)


def read(data: bytes) -> Return:
    """Read either version; raises ValidationError where a file is neither."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        sentence = gettext("The file has a document type, which no translation program writes. Ask for a file as it was sent.")
        raise ValidationError(sentence) from error
    except (ParseError, ValueError, LookupError) as error:
        sentence = gettext("The file is damaged: it is no whole XML. Ask for it once more.")
        raise ValidationError(sentence) from error
    if root.tag == _v2("xliff"):
        files = [
            (file.get("original", ""), root.get("srcLang", ""), root.get("trgLang", "")) for file in root.iter(_v2("file"))
        ]
        texts = [_unit_v2(unit) for unit in root.iter(_v2("unit"))]
    elif root.tag == _v1("xliff"):
        names = "original", "source-language", "target-language"
        files = [tuple(file.get(name, "") for name in names) for file in root.iter(_v1("file"))]
        texts = [_unit_v1(unit) for unit in root.iter(_v1("trans-unit"))]
    else:
        raise ValidationError(gettext("The file is XML, but no XLIFF 1.2, 2.0 or 2.1. Save it as one of these."))
    about = {(original.partition("#")[0], source[:2].lower(), target[:2].lower()) for original, source, target in files}
    if not about or not texts:
        raise ValidationError(gettext("There is no text in the file."))
    if len(about) > 1:
        raise ValidationError(gettext("The file holds texts of different sites or directions. Bring each back by itself."))
    return Return(*about.pop(), texts)


def _unit_v2(unit: Element) -> Returned:
    segment, ignorable = _v2("segment"), _v2("ignorable")
    parts = [part for part in unit if part.tag in (segment, ignorable)]
    sources = [_read(part.find(_v2("source"))) for part in parts]
    targets: list[tuple[int, str]] = []
    is_translated = True
    for place, (part, source) in enumerate(zip(parts, sources, strict=True), 1):
        target = part.find(_v2("target"))
        # What lies between two segments is the same in both languages.
        text = source if target is None and part.tag == ignorable else _read(target)
        order = target.get("order", "") if target is not None else ""
        targets.append((int(order) if order.isdecimal() and len(order) < 6 else place, text))
        is_translated &= part.tag != segment or bool(text.strip()) or not source.strip()
    # A translator's language may have the sentences in another order.
    written = "".join(text for _order, text in sorted(targets, key=lambda each: each[0]))
    return Returned(unit.get("name", ""), "".join(sources), written if is_translated else "")


def _unit_v1(unit: Element) -> Returned:
    target = unit.find(_v1("target"))
    is_translated = target is not None and target.get("state") not in UNTRANSLATED
    return Returned(unit.get("resname", ""), _read(unit.find(_v1("source"))), _read(target) if is_translated else "")


def _read(element: Element | None) -> str:
    return "" if element is None else "".join(_marked(element, DEEPEST))


def _marked(element: Element, depth: int) -> Iterator[str]:
    if not depth:
        raise ValidationError(gettext("The file is damaged: codes lie in each other without an end. Ask for it once more."))
    yield from_words(element.text or "")
    for child in element:
        kind, name = child.tag.rpartition("}")[2], child.get("id", "")
        if kind in MARKS:
            yield from _marked(child, depth - 1)
        elif kind in PAIRED:
            yield f"<{_code_name(name)}>"
            yield from _marked(child, depth - 1)
            yield f"</{name}>"
        elif kind in ALONE:
            yield f"<{_code_name(name)}/>"
        elif kind == "sc":
            yield f"<{_code_name(name)}>"
        elif kind == "ec":
            yield f"</{_code_name(child.get('startRef', ''))}>"
        elif kind not in ("sm", "em"):
            raise ValidationError(
                gettext("The file has “%(code)s” in a text, which was not sent. Ask the translator to take it out.")
                % {"code": kind}
            )
        yield from_words(child.tail or "")


def _code_name(name: str) -> str:
    if not CODE.fullmatch(f"<{name}>"):
        raise ValidationError(
            gettext("The file has the code “%(code)s” in a text, which was not sent. Ask the translator to take it out.")
            % {"code": name}
        )
    return name


def _write(element: Element, marked: str, text: Text, make_code: MakeCode) -> None:
    holders = [element]
    for words, code in pieces(marked):
        holder = holders[-1]
        if code is None:
            if len(holder):
                holder[-1].tail = (holder[-1].tail or "") + words
            else:
                holder.text = (holder.text or "") + words
        elif code[1]:
            holders.pop()
        else:
            made = make_code(holder, code[2] + code[3], text)
            if not code[4]:
                holders.append(made)


def _code_v2(holder: Element, name: str, text: Text) -> Element:
    kind = V2_KINDS.get(kind_of(name), {"type": "other"})
    keep = {"canCopy": "no", "canDelete": "no"}
    if text.codes[name].closing:
        data = {"dataRefStart": f"{name}-open", "dataRefEnd": f"{name}-close"}
        return SubElement(holder, _v2("pc"), {"id": name, **kind, **keep, **data})
    return SubElement(holder, _v2("ph"), {"id": name, **kind, **keep, "dataRef": f"{name}-open"})


def _code_v1(holder: Element, name: str, text: Text) -> Element:
    element = "g" if text.codes[name].closing else "x"
    return SubElement(holder, _v1(element), {"id": name, "ctype": V1_KINDS.get(kind_of(name), f"x-html-{kind_of(name)}")})


def _v2(name: str) -> str:
    return f"{{{V2}}}{name}"


def _v1(name: str) -> str:
    return f"{{{V1}}}{name}"


def _original(parcel: Parcel, owner: Sent) -> str:
    return f"{parcel.site}#{_name(owner)}"


def _name(owner: Sent) -> str:
    return f"page-{owner.owner}" if owner.owner.isdigit() else owner.owner


def _writable(text: str) -> str:
    return UNWRITABLE.sub("", text)


def _bytes(root: Element, namespace: str) -> bytes:
    register_namespace("", namespace)
    file = BytesIO()
    ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)
    return file.getvalue()

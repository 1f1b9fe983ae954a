"""An uploaded SVG as it is kept: a drawing that uses its own file only, rewritten from what is allowed."""

import base64
import math
import re
from collections import Counter
from typing import Any
from xml.etree.ElementTree import Element, ElementTree, TreeBuilder, tostring

import py_svg_hush
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from willow.svg import SvgWrapper

from home.security.pictures import DEFECTIVE, plain_picture

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
ALLOWED_DATA = {"image": ["png", "jpeg"]}
DEEPEST, MOST = 100, 20_000
LARGEST = 100_000
LONGEST_ENTITY = 100
# Stands where a word is split between elements, since py-svg-hush would break the line there.
NOTHING = "\U0010fffd"
# What does more than draw. Whatever else is unknown, py-svg-hush leaves out.
ACTIVE = {"script", "iframe", "object", "embed", "handler", "listener", "set", "audio", "video", "meta", "link", "base"}
REFERENCES = ("href", "src")
EMBEDDED = re.compile(r"\s*data:image/(?:png|jpe?g|webp|gif|avif);base64,([\s\w+/=]*)\s*", re.IGNORECASE)
ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|\n|(.))", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What is painted with a part of the drawing, in attributes and styles.
PAINTED = re.compile(r"url\(\s*['\"]?\s*#([^'\")\s]+)")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SELECTED = re.compile(r"[.#][\w-]+")
SHOWING = {"use", "pattern"}
OUTSIDE = re.compile(
    r"@import|@namespace|expression\s*\(|javascript:|-moz-binding|behavior\s*:"
    r"|(?:image-set|image|src|cross-fade)\s*\("
    r"|url\s*\(\s*['\"]?\s*(?!\s*['\"]?\s*(?:#|data:image/(?:png|jpe?g|webp|gif)[;,]))",
    re.IGNORECASE,
)

SVG_REFUSED = _("This SVG holds a script or draws on other files. Save it as a plain SVG, or as PNG.")
SVG_TOO_LARGE = _("This SVG has too many parts. Simplify it, or save it as PNG.")
NO_SIZE = _("This SVG does not say how wide and high it is. Set its size where you drew it, and save it again.")


def plain_drawing(content: bytes) -> bytes:
    """Rewrite a drawing without what an editor's program adds for itself; refuse one that does anything but draw."""
    parser = _Parser()
    try:
        parser.feed(content)
        root = parser.close()
    except DefusedXmlException as error:
        raise _refusal() from error
    except (SyntaxError, ValueError, LookupError) as error:
        raise ValidationError(DEFECTIVE, code="invalid_image") from error
    if root.tag not in (f"{{{SVG}}}svg", "svg"):
        raise ValidationError(DEFECTIVE, code="invalid_image")
    _drop_what_programs_add(root)
    for element in root.iter():
        _check(element)
    _check_repetition(root)
    _check_size(root)
    return _written(root)


class _Parser(DefusedXMLParser):
    """Reads a drawing: a document type is let pass, entities are not, and there is an end to depth and number."""

    def __init__(self) -> None:
        super().__init__(target=_Limited(), forbid_dtd=False, forbid_entities=True, forbid_external=True)
        self.parser.ProcessingInstructionHandler = _check_instruction

    def defused_entity_decl(self, name: Any, is_parameter_entity: Any, value: Any, *others: Any) -> None:
        # Illustrator names the addresses of its own parts so; what holds no other name cannot grow.
        if is_parameter_entity or value is None or len(value) > LONGEST_ENTITY or re.search("[&%<]", value):
            super().defused_entity_decl(name, is_parameter_entity, value, *others)


class _Limited(TreeBuilder):
    def __init__(self) -> None:
        super().__init__()
        self.depth = self.number = 0

    def start(self, tag: Any, attrs: Any, /) -> Any:
        self.depth += 1
        self.number += 1
        if self.depth > DEEPEST or self.number > MOST:
            raise ValidationError(SVG_TOO_LARGE, code="too_many_parts")
        return super().start(tag, attrs)

    def end(self, tag: Any, /) -> Element:
        self.depth -= 1
        return super().end(tag)


def _check_instruction(target: str, data: str) -> None:
    if target.lower() == "xml-stylesheet":
        raise _refusal()


def _refusal() -> ValidationError:
    return ValidationError(SVG_REFUSED, code="active_svg")


def _drop_what_programs_add(root: Element) -> None:
    """Drop the elements and attributes that drawing programs keep for themselves; a page within the drawing is none."""
    for parent in [*root.iter()]:
        for child in [*parent]:
            space, name = _split(child)
            if (space not in (SVG, XHTML, "")) or (name == "metadata" and space == SVG):
                parent.remove(child)
        for child in [*parent]:
            # Illustrator's own data, wrapped so that browsers pass over it.
            if _split(child)[1] == "foreignobject" and not "".join(child.itertext()).strip() and not _drawn_within(child):
                parent.remove(child)
    for element in root.iter():
        if not _split(element)[0]:
            element.tag = f"{{{SVG}}}{element.tag}"


def _drawn_within(element: Element) -> bool:
    return any(_split(child)[0] in (SVG, XHTML, "") for child in element)


def _split(element: Element) -> tuple[str, str]:
    space, _, name = str(element.tag).rpartition("}")
    return space.removeprefix("{"), name.lower()


def _check(element: Element) -> None:
    space, name = _split(element)
    if space != SVG or name in ACTIVE or name == "foreignobject" or name.startswith("animate"):
        raise _refusal()
    if name == "style" and _reaches_outside("".join(element.itertext())):
        raise _refusal()
    for full_name, value in element.attrib.items():
        attribute = full_name.rsplit("}", 1)[-1].lower()
        if attribute.startswith("on") or (full_name.startswith("{http://www.w3.org/XML/") and attribute == "base"):
            raise _refusal()
        if attribute in REFERENCES:
            element.set(full_name, _own(value))
        elif _reaches_outside(value):
            raise _refusal()


def _own(reference: str) -> str:
    """Return a reference within the file; a picture embedded in it is redrawn like any other."""
    if reference.strip().startswith("#"):
        return reference
    if not (embedded := EMBEDDED.fullmatch(reference)):
        raise _refusal()
    try:
        content, ending = plain_picture(base64.b64decode(embedded[1]))
    except ValueError as error:
        raise ValidationError(DEFECTIVE, code="invalid_image") from error
    return f"data:image/{'png' if ending == '.png' else 'jpeg'};base64,{base64.b64encode(content).decode()}"


def _reaches_outside(style: str) -> bool:
    """Tell whether a style names another file, however it writes that: with escapes, or with comments within words."""
    read = ESCAPE.sub(_unescaped, style)
    return any(
        OUTSIDE.search(text) for text in (style, read, COMMENT.sub("", read), ESCAPE.sub(_unescaped, COMMENT.sub("", style)))
    )


def _unescaped(escape: re.Match[str]) -> str:
    code, sign = escape.groups()
    if code:
        return chr(number) if (number := int(code, 16)) < 0x110000 else "�"
    return sign or ""


def _check_repetition(root: Element) -> None:
    """Refuse a drawing whose parts show one another again and again: a few lines can make a browser draw for hours."""
    parts = {element.get("id"): element for element in root.iter() if element.get("id")}
    rules = _painting_rules(root)
    sizes: dict[int, int] = {}
    under_way: Counter[int] = Counter()

    def size(element: Element) -> int:
        key = id(element)
        if under_way[key]:
            raise ValidationError(SVG_TOO_LARGE, code="too_many_parts")
        if key not in sizes:
            under_way[key] += 1
            total = 1 + sum(size(child) for child in element)
            total += sum(size(parts[name]) for name in _shown_by(element, rules) if name in parts)
            under_way[key] -= 1
            sizes[key] = total
        if sizes[key] > MOST * 5:
            raise ValidationError(SVG_TOO_LARGE, code="too_many_parts")
        return sizes[key]

    try:
        size(root)
    except RecursionError as error:
        raise ValidationError(SVG_TOO_LARGE, code="too_many_parts") from error


def _painting_rules(root: Element) -> list[tuple[set[str], list[str]]]:
    """List the rules of the drawing's styles that paint with its parts: the classes and names they are for, and the parts."""
    styles = "".join("".join(element.itertext()) for element in root.iter() if _split(element)[1] == "style")
    rules = RULE.findall(COMMENT.sub("", styles))
    return [({*SELECTED.findall(selectors)}, PAINTED.findall(rule)) for selectors, rule in rules if PAINTED.search(rule)]


def _shown_by(element: Element, rules: list[tuple[set[str], list[str]]]) -> list[str]:
    """Name the parts that an element shows: by its address, or as what it is filled with, framed, cut or masked by."""
    shown = [name for value in element.attrib.values() for name in PAINTED.findall(value)]
    if _split(element)[1] in SHOWING:
        shown += [value.strip()[1:] for name, value in element.attrib.items() if name.rsplit("}", 1)[-1].lower() in REFERENCES]
    own = {*(f".{name}" for name in element.get("class", "").split()), f"#{element.get('id')}"}
    # A rule without a class or a name is for many.
    return shown + [name for selected, names in rules if not selected or selected & own for name in names]


def _check_size(root: Element) -> None:
    try:
        drawn = SvgWrapper(ElementTree(root))
        sides = (drawn.width, drawn.height, drawn.view_box.width, drawn.view_box.height)
    except Exception as error:
        # Willow has an exception for each attribute, and Python's own for what it did not expect.
        raise ValidationError(NO_SIZE, code="invalid_image") from error
    if not all(math.isfinite(side) and 0 < side <= LARGEST for side in sides) or min(sides[:2]) < 1:
        raise ValidationError(NO_SIZE, code="invalid_image")


def _written(root: Element) -> bytes:
    for text in root.iter(f"{{{SVG}}}text"):
        for element in text.iter():
            element.text, element.tail = element.text or NOTHING, element.tail or NOTHING
    try:
        written = py_svg_hush.filter_svg(tostring(root, encoding="utf-8"), keep_data_url_mime_types=ALLOWED_DATA)
    except ValueError as error:
        raise ValidationError(DEFECTIVE, code="invalid_image") from error
    return written.replace(NOTHING.encode(), b"")

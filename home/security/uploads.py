"""What an uploaded file must be, beyond what its name says: only itself, and nothing that a browser would run."""

import re
import zipfile
from typing import IO, Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

CHUNK = 1 << 20
# Words with which browsers and servers recognise a page or a program, wherever in a picture they stand.
PROGRAM = re.compile(rb"<script|<html|<!doctype html|<\?php|<svg[\s/>]|javascript:", re.IGNORECASE)
OVERLAP = 16
PDF_WITHIN = 1024
DRAWS_NOTHING = ("script", "foreignobject", "iframe", "object", "embed", "handler", "listener")
MOVES = ("set", "animate", "audio", "video")
# In an SVG, what is not drawn from the file itself: other hosts, scripts, and documents within the document.
OWN_REFERENCE = re.compile(r"^\s*(#|data:image/(png|jpeg|webp|gif);)", re.IGNORECASE)
FOREIGN_STYLE = re.compile(r"@import|expression\(|javascript:|url\(\s*+['\"]?+(?!#)", re.IGNORECASE)

SVG_REFUSED = _("This SVG holds a script or draws on other files. Save it as a plain SVG, or as PNG.")
NOT_ONLY_A_PICTURE = _("This file is not only a picture. Save it anew as JPEG or PNG and choose that file.")
NOT_WHAT_IT_SAYS = _("This file is not what its name says. Save it anew and choose that file.")

BEGINNINGS = {"pdf": b"%PDF-", "docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "pptx": b"PK\x03\x04", "odt": b"PK\x03\x04"}


class ImageForm(BaseImageForm):
    """Wagtail's form has looked at format, size and pixels by itself."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            check_svg(file) if file.name.lower().endswith(".svg") else check_picture(file)
        return file


class DocumentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            check_document(file)
        return file


def check_picture(file: IO[bytes]) -> None:
    """Refuse a picture that is an archive, a document or a page as well."""
    file.seek(0)
    beginning = file.read(PDF_WITHIN)
    file.seek(0)
    if b"%PDF-" in beginning or zipfile.is_zipfile(file) or _holds_program(file):
        raise ValidationError(NOT_ONLY_A_PICTURE, code="polyglot")
    file.seek(0)


def check_svg(file: IO[bytes]) -> None:
    """Refuse an SVG that does anything but draw."""
    file.seek(0)
    try:
        for _event, element in iterparse(file, forbid_dtd=True):
            if not _only_draws(element):
                raise ValidationError(SVG_REFUSED, code="active_svg")
    except (DefusedXmlException, SyntaxError) as error:
        raise ValidationError(SVG_REFUSED, code="active_svg") from error
    file.seek(0)


def check_document(file: Any) -> None:
    """Refuse a document that does not begin as its extension says."""
    expected = BEGINNINGS.get(file.name.rsplit(".", 1)[-1].lower())
    file.seek(0)
    beginning = file.read(len(expected or b""))
    file.seek(0)
    if expected and beginning != expected:
        raise ValidationError(NOT_WHAT_IT_SAYS, code="not_what_it_says")


def _holds_program(file: IO[bytes]) -> bool:
    file.seek(0)
    before = b""
    while chunk := file.read(CHUNK):
        if PROGRAM.search(before + chunk):
            return True
        before = chunk[-OVERLAP:]
    return False


def _only_draws(element: Any) -> bool:
    name = element.tag.rsplit("}", 1)[-1].lower()
    if name in DRAWS_NOTHING + MOVES or (name == "style" and FOREIGN_STYLE.search(element.text or "")):
        return False
    for full_name, value in element.attrib.items():
        attribute = full_name.rsplit("}", 1)[-1].lower()
        if attribute.startswith("on") or (attribute in ("href", "src") and not OWN_REFERENCE.match(value)):
            return False
        if FOREIGN_STYLE.search(value):
            return False
    return True

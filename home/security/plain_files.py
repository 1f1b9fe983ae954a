"""The file of a picture as it is kept, whatever it came as."""

import re
import unicodedata
import zipfile
from pathlib import PurePosixPath
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from home.security.drawings import plain_drawing
from home.security.pictures import plain_picture

CHUNK = 1 << 20
# Words with which browsers and servers recognise a page or a program, wherever in a picture they stand.
PROGRAM = re.compile(rb"<script|<html|<!doctype html|<\?php|<svg[\s/>]|javascript:", re.IGNORECASE)
OVERLAP = 16
BEGINNING = 1024
GZIP = b"\x1f\x8b"
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
LONGEST_NAME = 60

PACKED = _("This drawing is packed (.svgz). Save it as an unpacked SVG, or as PNG, and choose that file.")
NOT_ONLY_A_PICTURE = _("This file is not only a picture. Save it anew as JPEG or PNG and choose that file.")


class PlainFile(ContentFile):
    """The content of a picture without anything but what can be seen, under a name with the ending of its format."""

    def __init__(self, content: bytes, stem: str, ending: str) -> None:
        super().__init__(content, name=f"{stem}{ending}")
        self.content_type = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}[ending]


def plain_file(file: File) -> PlainFile:
    """Make the file of a picture plain; raises ValidationError with the reason where it is no picture."""
    if isinstance(file, PlainFile):
        return file
    file.seek(0)
    content = file.read()
    if content.startswith(GZIP):
        raise ValidationError(PACKED, code="packed")
    stem = unicodedata.normalize("NFC", PurePosixPath(file.name or "").stem)[:LONGEST_NAME].strip(". ") or "picture"
    if is_drawing(content):
        return PlainFile(plain_drawing(content), stem, ".svg")
    check_picture(file)
    plain, ending = plain_picture(content)
    return PlainFile(plain, stem, ending)


def is_drawing(content: bytes) -> bool:
    """Tell whether a file is written in XML, whatever its name says."""
    beginning = content[:BEGINNING].lstrip(b"".join(BYTE_ORDER_MARKS) + b"\x00 \t\r\n")
    return beginning.startswith(b"<")


def check_picture(file: IO[bytes]) -> None:
    """Refuse a picture that is an archive, a document or a page as well."""
    file.seek(0)
    beginning = file.read(BEGINNING)
    file.seek(0)
    if b"%PDF-" in beginning or zipfile.is_zipfile(file) or _holds_program(file):
        raise ValidationError(NOT_ONLY_A_PICTURE, code="polyglot")
    file.seek(0)


def _holds_program(file: IO[bytes]) -> bool:
    file.seek(0)
    before = b""
    while chunk := file.read(CHUNK):
        if PROGRAM.search(before + chunk):
            return True
        before = chunk[-OVERLAP:]
    return False

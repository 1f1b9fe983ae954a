"""What an uploaded document is, by its content and not by its name."""

import zipfile
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.security.films import is_film

NOT_WHAT_IT_SAYS = _("This file is not what its name says. Save it anew and choose that file.")
NO_ENDING = _("The name of this file has no ending such as .pdf, so nobody knows what it is. Rename it and choose it again.")
# Readers of PDF look that far for its beginning, since mail programs and scanners put marks and lines before it.
PDF_WITHIN = 1024
# The part that each kind of office document has.
PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.", "pptx": "ppt/presentation.xml"}
OPEN_DOCUMENT = {"odt": b"application/vnd.oasis.opendocument.text"}
MACROS = "vbaProject.bin"
# With these begin files that are no text, whatever their name.
NOT_TEXT = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")
SUBTITLES = (b"WEBVTT", b"\xef\xbb\xbfWEBVTT")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def check_document(file: IO[bytes], extension: str) -> None:
    """Refuse a document that is not what its extension says."""
    if not extension:
        raise ValidationError(NO_ENDING, code="no_ending")
    file.seek(0)
    beginning = file.read(PDF_WITHIN + 5)
    if extension == "pdf":
        before, mark, _rest = beginning.partition(b"%PDF-")
        is_right = bool(mark) and b"<" not in before
    elif extension in PARTS or extension in OPEN_DOCUMENT:
        is_right = _is_office(file, extension)
    elif extension == "txt":
        is_right = not beginning.startswith(NOT_TEXT) and (b"\x00" not in beginning or beginning.startswith(UTF_16))
    elif extension in ("mp4", "webm"):
        is_right = is_film(beginning, extension)
    elif extension == "vtt":
        is_right = beginning.startswith(SUBTITLES)
    else:
        # Wagtail has refused what is not in its list.
        is_right = True
    file.seek(0)
    if not is_right:
        raise ValidationError(NOT_WHAT_IT_SAYS, code="not_what_it_says")


def _is_office(file: IO[bytes], extension: str) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if extension in OPEN_DOCUMENT:
                with archive.open("mimetype") as kind:
                    return kind.read(100).strip() == OPEN_DOCUMENT[extension]
            return any(name.startswith(PARTS[extension]) for name in names) and not any(MACROS in name for name in names)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        return False

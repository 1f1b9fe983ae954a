"""Documents as programs write them, and such as only say that they are."""

import zipfile
from io import BytesIO

from tests.files.kinds import OnShelf

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def office(*parts: str, mimetype: str = "") -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for part in parts:
            archive.writestr(part, "<a/>")
    return file.getvalue()


WORD = office("[Content_Types].xml", "word/document.xml")
EXCEL = office("[Content_Types].xml", "xl/workbook.xml")
SLIDES = office("[Content_Types].xml", "ppt/presentation.xml")
TEXT = office("content.xml", mimetype="application/vnd.oasis.opendocument.text")
MACROS = office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")

MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41"
QUICKTIME = b"\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00qt  "
WEBM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm"

DOCUMENTS = [
    OnShelf("prices.pdf", PDF),
    OnShelf("PRICES.PDF", PDF),
    OnShelf("marked.pdf", b"\xef\xbb\xbf" + PDF),
    OnShelf("blank-lines.pdf", b"\r\n\r\n" + PDF),
    OnShelf("late.pdf", b" " * 1019 + PDF),
    OnShelf("letter.docx", WORD),
    OnShelf("prices.xlsx", EXCEL),
    OnShelf("slides.pptx", SLIDES),
    OnShelf("letter.odt", TEXT),
    OnShelf("notes.txt", "Blåbærgrød".encode()),
    OnShelf("latin.txt", "Blåbærgrød".encode("latin-1")),
    OnShelf("windows.txt", "Blåbærgrød".encode("utf-16")),
    OnShelf("a\u030ar.pdf", PDF),
    OnShelf(f"{'lang' * 75}.pdf", PDF),
    OnShelf("neck.mp4", MP4),
    OnShelf("neck.webm", WEBM),
    OnShelf("neck.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nHej"),
    OnShelf("quicktime.mp4", QUICKTIME, taken=False),
    OnShelf("page.mp4", b"<html></html>", taken=False),
    OnShelf("matroska.webm", WEBM.replace(b"webm", b"matr"), taken=False),
    OnShelf("notes.vtt", b"Hej", taken=False),
    OnShelf("quicktime.mov", QUICKTIME, taken=False),
    OnShelf("too-late.pdf", b" " * 1100 + PDF, taken=False),
    OnShelf("page.pdf", b"<html><script>alert(1)</script>" + PDF, taken=False),
    OnShelf("empty.pdf", b" ", taken=False),
    OnShelf("word.pdf", WORD, taken=False),
    OnShelf("pdf.docx", PDF, taken=False),
    OnShelf("excel.docx", EXCEL, taken=False),
    OnShelf("word.xlsx", WORD, taken=False),
    OnShelf("word.odt", WORD, taken=False),
    OnShelf("archive.docx", office("a.txt"), taken=False),
    OnShelf("cut-off.docx", WORD[:-30], taken=False),
    OnShelf("old.docx", OLD_OFFICE, taken=False),
    OnShelf("macros.docx", MACROS, taken=False),
    OnShelf("pdf.txt", PDF, taken=False),
    OnShelf("program.txt", b"MZ" + b"\x00" * 90, taken=False),
    OnShelf("old.doc", OLD_OFFICE, taken=False),
    OnShelf("page.html", b"<html></html>", taken=False),
    OnShelf("program.exe", b"MZ", taken=False),
    OnShelf("none", b"text", taken=False),
]

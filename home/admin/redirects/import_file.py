"""Reads the rows of a file with redirects, as a spreadsheet program saves it."""

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from openpyxl import load_workbook

# A request that makes more would take longer than a server waits.
MOST_ROWS = 500
MOST_BYTES = 2 * 1024 * 1024
MOST_BYTES_UNPACKED = 40 * 1024 * 1024
SEPARATORS = ("\t", ";", ",")
ADDRESS_BEGINNINGS = ("/", "http", "www.")
# What the first row of a file is called that has a heading, in Danish and English.
FROM_WORDS = ("from", "fra", "old", "gammel", "source", "kilde")
TO_WORDS = ("to", "til", "new", "ny", "target", "mål", "destination")

Rows = list[list[str]]


def read_rows(data: bytes) -> Rows:
    """Return the rows of a CSV, TSV or XLSX file, blank ones included so that they keep their numbers.

    Raises ValidationError, with what to do, for a file that cannot be read.
    """
    if len(data) > MOST_BYTES:
        raise ValidationError(gettext("The file is too large. Split it into files of at most 2 MB."))
    rows = _of_workbook(data) if data.startswith(b"PK") else _of_text(_decoded(data))
    rows = [row[: max((index for index, cell in enumerate(row, 1) if cell), default=0)] for row in rows]
    while rows and not any(rows[-1]):
        rows.pop()
    if not any(any(row) for row in rows):
        raise ValidationError(gettext("The file is empty."))
    if max(len(row) for row in rows) < len(("from", "to")):
        raise ValidationError(
            gettext("The file has only one column. It needs two: the old address, and what it leads to, one redirect per row.")
        )
    if len(rows) > MOST_ROWS:
        raise ValidationError(
            gettext("The file has more than %(limit)d rows. Split it into several files.") % {"limit": MOST_ROWS}
        )
    return rows


def has_heading(rows: Rows) -> bool:
    """Guess whether the first row names the columns: none of its cells looks like an address."""
    return not any(cell.startswith(ADDRESS_BEGINNINGS) for cell in rows[0])


def columns(rows: Rows) -> tuple[int, int]:
    """Guess which columns hold the old address and the target, by the words of the first row, or else the first two."""
    words = [cell.lower() for cell in rows[0]]
    old = next((index for index, word in enumerate(words) if word.startswith(FROM_WORDS)), 0)
    new = next((index for index, word in enumerate(words) if index != old and word.startswith(TO_WORDS)), 1 if old == 0 else 0)
    return old, new


def _of_workbook(data: bytes) -> Rows:
    try:
        if sum(part.file_size for part in ZipFile(io.BytesIO(data)).infolist()) > MOST_BYTES_UNPACKED:
            raise ValidationError(gettext("The file is too large. Split it into files of at most 2 MB."))
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = workbook.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, values_only=True)
        return [["" if cell is None else str(cell).strip() for cell in row] for row in rows]
    except (BadZipFile, KeyError, ValueError, OSError, IndexError, TypeError, AttributeError) as error:
        raise ValidationError(gettext("The workbook cannot be read. Save it again as .xlsx or .csv.")) from error


def _decoded(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif data[1:2] == b"\0":
        encodings = ["utf-16-le"]
    elif data[:1] == b"\0":
        encodings = ["utf-16-be"]
    else:
        encodings = ["utf-8-sig"] if data.startswith(BOM_UTF8) else ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ValidationError(gettext("The file’s text cannot be read. Save it as CSV with the encoding UTF-8, or as .xlsx."))


def _of_text(text: str) -> Rows:
    lines = text.splitlines()
    named = lines[0].strip().lower() if lines else ""
    # Excel's own way to name the separator.
    if named.startswith("sep=") and len(named) > len("sep="):
        return _split("\n".join(["", *lines[1:]]), named[len("sep=")])
    tried = [_split(text, separator) for separator in SEPARATORS]
    return max(tried, key=_likelihood)


def _likelihood(rows: Rows) -> tuple[int, int, int]:
    """Tell how many rows a separator parts, how many addresses that yields, since these may hold others, and the width."""
    parted = sum(len([cell for cell in row if cell]) > 1 for row in rows)
    addresses = sum(cell.startswith(ADDRESS_BEGINNINGS) for row in rows for cell in row)
    return parted, addresses, max(map(len, rows), default=0)


def _split(text: str, separator: str) -> Rows:
    try:
        return [
            [cell.strip() for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
        ]
    except csv.Error as error:
        raise ValidationError(gettext("The file’s rows cannot be read. Save it again as CSV or .xlsx.")) from error

"""Looks for a word in everything that the site keeps: every table, every session and every file."""

import json
import unicodedata
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"


def spellings_of(word: str) -> set[str]:
    """Return a word in small letters as it may stand in a text, in JSON, in JSON within JSON and in an address."""
    escaped = json.dumps(word)[1:-1].lower()
    return {word, unicodedata.normalize("NFD", word), escaped, escaped.replace("\\", "\\\\"), quote(word).lower()}


def _literal(spelling: str) -> str:
    return spelling.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def places(word: str) -> list[str]:
    """Name the tables, sessions, files and kept pages in which a word stands, in whatever letters and kind of column."""
    word = word.lower()
    spellings = spellings_of(word)
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            # Bytes are shown as figures, so they are looked through apart.
            cursor.execute(
                f'SELECT EXISTS (SELECT 1 FROM "{table}" AS r WHERE r::text ILIKE ANY (%s))',
                [[f"%{spelling}%" for spelling in (*map(_literal, spellings), word.encode().hex())]],
            )
            found += [table] if cursor.fetchone()[0] else []
    decoded = [str(session.get_decoded()).lower() for session in Session.objects.all()]
    found += ["session" for text in decoded if any(spelling in text for spelling in spellings)]
    folders = (settings.MEDIA_ROOT, settings.PRIVATE_ROOT)
    files = [file for folder in folders for file in Path(folder).rglob("*") if file.is_file()]
    found += [file.name for file in files if word in file.name.lower() or word.encode() in file.read_bytes().lower()]
    if settings.WITHDRAWALS_FILE.exists() and word in settings.WITHDRAWALS_FILE.read_text().lower():
        found.append("list of withdrawals")
    return found

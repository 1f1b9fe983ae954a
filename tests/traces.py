"""Looks for a word in everything that the site keeps: every table, every session and every file."""

from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"


def places(word: str) -> list[str]:
    """Name the tables, sessions, files and kept pages in which a word stands, in whatever letters and kind of column."""
    word = word.lower()
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            # Bytes are shown as figures, so they are looked through apart.
            cursor.execute(
                f'SELECT EXISTS (SELECT 1 FROM "{table}" AS r WHERE r::text ILIKE ANY (%s))',
                [[f"%{word}%", f"%{word.encode().hex()}%"]],
            )
            found += [table] if cursor.fetchone()[0] else []
    found += ["session" for session in Session.objects.all() if word in str(session.get_decoded()).lower()]
    folders = (settings.MEDIA_ROOT, settings.PRIVATE_ROOT)
    files = [file for folder in folders for file in Path(folder).rglob("*") if file.is_file()]
    found += [file.name for file in files if word in file.name.lower() or word.encode() in file.read_bytes().lower()]
    if settings.WITHDRAWALS_FILE.exists() and word in settings.WITHDRAWALS_FILE.read_text().lower():
        found.append("list of withdrawals")
    return found

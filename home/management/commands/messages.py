import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract, extract_python
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation.template import templatize

SOURCES = ("home", "articles", "templates")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
COMMENT_TAGS = ["Translators:"]
LANGUAGE = "da"
MARKS = re.compile(r"%\(\w+\)[sd]|</?\w+")


class Command(BaseCommand):
    """Keep the Danish catalogue in step with the source, without gettext's programs."""

    help = "Bring locale/ up to date with the source strings, or check that it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail on a missing, fuzzy or stale message")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        source = collect()
        path = Path(settings.BASE_DIR) / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
        with path.open("rb") as file:
            catalog = read_po(file, locale=LANGUAGE, domain="django")
        if check:
            if problems := list(find_problems(source, catalog)):
                raise CommandError("\n".join([*problems, "Run `make messages`, translate what is empty, and check again."]))
            return
        source.creation_date = catalog.creation_date
        catalog.update(source, no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalog, width=120, sort_output=True, include_lineno=False, ignore_obsolete=True)
        empty = sum(1 for message in catalog if message.id and not is_translated(message))
        self.stdout.write(f"{len(catalog)} messages, {empty} of them without Danish.")


def collect() -> Catalog:
    """Gather every message of the project's Python files and templates."""
    catalog = Catalog(domain="django")
    for folder in SOURCES:
        root = Path(settings.BASE_DIR) / folder
        for path in sorted([*root.rglob("*.py"), *root.rglob("*.html"), *root.rglob("*.txt")]):
            if "migrations" in path.parts:
                continue
            name = path.relative_to(settings.BASE_DIR).as_posix()
            method: Any = extract_python if path.suffix == ".py" else extract_template
            with path.open("rb") as file:
                for line, message, comments, context in extract(method, file, KEYWORDS, COMMENT_TAGS, strip_comment_tags=True):
                    flags = ["python-format"] if "%(" in str(message) else []
                    catalog.add(message, None, [(name, line)], auto_comments=comments, context=context, flags=flags)
    return catalog


def extract_template(fileobj: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """Read a Django template as the Python that Django's own extraction makes of it."""
    # What is left of the template's indentation would be a mistake in Python.
    python = "\n".join(line.strip() for line in templatize(fileobj.read().decode()).splitlines())
    yield from extract_python(io.BytesIO(python.encode()), keywords, comment_tags, {"encoding": "utf-8", **options})


def is_translated(message: Any) -> bool:
    """Tell whether a message has its translation, in every plural form."""
    return all(forms(message.string))


def forms(text: Any) -> list[str]:
    """List the plural forms of a text; a text without them is its only form."""
    return list(text) if isinstance(text, tuple | list) else [text]


def placeholders(text: Any) -> set[str]:
    """Name the placeholders and HTML tags of a text, all its plural forms taken together."""
    return {mark for form in forms(text) for mark in MARKS.findall(form)}


def find_problems(source: Catalog, catalog: Catalog) -> Iterator[str]:
    """Name the messages that are missing, fuzzy, stale, or that differ from their source in placeholders."""
    wanted = {(message.id, message.context) for message in source if message.id}
    known = {(message.id, message.context): message for message in catalog if message.id}
    for key in sorted(wanted - known.keys(), key=str):
        yield f"missing: {key[0]}"
    for key in sorted(known.keys() - wanted, key=str):
        yield f"stale: {key[0]}"
    for key in sorted(wanted & known.keys(), key=str):
        message = known[key]
        if message.fuzzy:
            yield f"fuzzy: {key[0]}"
        elif not is_translated(message):
            yield f"without Danish: {key[0]}"
        elif any(placeholders(text) != placeholders(message.id) for text in forms(message.string)):
            yield f"other placeholders: {key[0]}"
    for message in catalog.obsolete.values():
        yield f"obsolete: {message.id}"

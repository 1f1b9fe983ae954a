import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract, extract_javascript, extract_python
from django.conf import settings
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
SUFFIXES = {"django": (".py", ".html", ".txt"), "djangojs": (".js",)}
SILENT = {"migrations", "tests"}


def collect_own() -> Catalog:
    """Gather every message of the project's Python files and templates."""
    files = [path for folder in SOURCES for path in find_files(Path(settings.BASE_DIR) / folder, "django")]
    return collect(files, Path(settings.BASE_DIR), "django")


def find_files(folder: Path, domain: str) -> list[Path]:
    """List the files of a folder that may hold messages of a domain."""
    files = (path for path in folder.rglob("*") if path.suffix in SUFFIXES[domain])
    return sorted(path for path in files if SILENT.isdisjoint(path.relative_to(folder).parts))


def collect(files: Iterable[Path], root: Path, domain: str) -> Catalog:
    """Gather the messages of files, each with its place below the root."""
    catalog = Catalog(domain=domain)
    for path in files:
        name = path.relative_to(root).as_posix()
        method: Any = {".py": extract_python, ".js": extract_javascript}.get(path.suffix, extract_template)
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

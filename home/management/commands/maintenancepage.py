from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

STATIC = Path(settings.BASE_DIR, "home", "static", "home")
STYLES = ("css/tokens.css", "css/base.css")


class Command(BaseCommand):
    """Write the page that the web server shows while the site is down; it asks the site for nothing, not even its styles."""

    help = "Write the maintenance page, whole in one file, to standard output."

    def handle(self, *args: Any, **options: Any) -> None:
        parts = {"styles": STYLES, "word_mark": ["word-mark.svg"]}
        self.stdout.write(render_to_string("maintenance.html", {name: as_it_is(files) for name, files in parts.items()}))


def as_it_is(files: tuple[str, ...] | list[str]) -> str:
    """Join files of the site's own, which hold nothing that anybody typed into a form."""
    return mark_safe("\n".join((STATIC / file).read_text() for file in files))  # noqa: S308 - the site's own files

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

STATIC = settings.BASE_DIR / "home" / "static" / "home"


class Command(BaseCommand):
    """Write what the web server shows by itself: while the site is down, or for what it does not let through.

    Such a page asks the site for nothing, not even its styles.
    """

    help = "Write the maintenance page, whole in one file, to standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--refused", action="store_true", help="the page for a request that is too large or broken")

    def handle(self, *args: Any, refused: bool = False, **options: Any) -> None:
        parts = {"styles": as_it_is("css/tokens.css", "css/base.css"), "word_mark": as_it_is("word-mark.svg")}
        self.stdout.write(render_to_string("refused.html" if refused else "maintenance.html", parts))


def as_it_is(*files: str) -> str:
    """Join static files of the project's own, so that nothing in them is escaped."""
    return mark_safe("\n".join((STATIC / file).read_text() for file in files))  # noqa: S308 - nobody types into these files

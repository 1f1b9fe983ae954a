from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.bilingual.languages import LANGUAGES
from home.bilingual.page import page_model
from home.exchange.sending import FORMATS, kept_back, pages_to_send, parcel_of


class Command(BaseCommand):
    """Writes a file for a translator."""

    help = "Write what is missing or out of date in a language to a file for a translator: of a page, or of all pages."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("language", choices=LANGUAGES, help="the language to translate into")
        parser.add_argument("file", type=Path, help="the file to write")
        parser.add_argument("--format", choices=FORMATS, default="xliff2", help="the kind of file; xliff2 unless you say so")
        parser.add_argument("--page", type=int, metavar="ID", help="only this page; a case story is sent in no other way")

    def handle(self, *args: Any, language: str, file: Path, **options: Any) -> None:
        pages = list(page_model().objects.filter(pk=options["page"], alias_of=None).specific()) if options["page"] else None
        if pages == []:
            raise CommandError("There is no such page.")
        for page in pages or []:
            if reason := kept_back(page, language):
                raise CommandError(reason)
        parcel = parcel_of(pages_to_send(page_model().objects.all(), language) if pages is None else pages, language)
        if not parcel.pages:
            raise CommandError("Nothing is missing or out of date in this language, so no file was written.")
        file.write_bytes(FORMATS[options["format"]].write(parcel))
        count = sum(len(page.texts) for page in parcel.pages)
        self.stdout.write(f"{count} texts of {len(parcel.pages)} pages are in {file}.")

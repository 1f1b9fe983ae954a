from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.bilingual.languages import LANGUAGES
from home.bilingual.page import page_model
from home.editing.glossary.models import terms
from home.exchange import tbx
from home.exchange.owners import beside_pages, find_owners
from home.exchange.sending import FORMATS, kept_back, pages_to_send, parcel_of
from home.operations.progress import Progress


class Command(BaseCommand):
    """Writes a file for a translator."""

    help = "Write what is missing or out of date in a language to a file for a translator: of everything, or of a part."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("language", choices=LANGUAGES, help="the language to translate into")
        parser.add_argument("file", type=Path, help="the file to write")
        parser.add_argument("--format", choices=FORMATS, default="xliff2", help="the kind of file; xliff2 unless you say so")
        parser.add_argument("--glossary", type=Path, metavar="FILE", help="write the glossary beside it, as TBX")
        part = parser.add_mutually_exclusive_group()
        part.add_argument("--page", metavar="ID", help="only this page; a case story is sent in no other way")
        part.add_argument("--below", metavar="ID", help="only this page and those below it")
        part.add_argument("--only", metavar="NAME", help="only this snippet or these settings, for example articles.topic-3")

    def handle(self, *args: Any, language: str, file: Path, **options: Any) -> None:
        if glossary := options["glossary"]:
            glossary.write_bytes(tbx.write(terms(), language))
            self.stdout.write(f"The glossary is in {glossary}.")
        parcel = parcel_of(Progress(self.stdout).count("Pages", self.owners(language, **options)), language)
        if not parcel.owners:
            raise CommandError("Nothing is missing or out of date in this language, so no file was written.")
        file.write_bytes(FORMATS[options["format"]].write(parcel))
        count = sum(len(owner.texts) for owner in parcel.owners)
        self.stdout.write(f"{count} texts of {len(parcel.owners)} pages, snippets and settings are in {file}.")

    def owners(self, language: str, **options: Any) -> list[Any]:
        pages = page_model().objects.all()
        if name := options["page"] or options["below"] or options["only"]:
            owner = next((owner for owner, _url in find_owners([str(name)], None).values()), None)
            if owner is None or getattr(owner, "alias_of_id", None):
                raise CommandError("There is nothing with this number or name.")
            if reason := kept_back(owner, language):
                raise CommandError(reason)
            return [owner, *(pages_to_send(pages.descendant_of(owner)) if options["below"] else [])]
        return [*pages_to_send(pages), *(owner for owner, _url in beside_pages())]

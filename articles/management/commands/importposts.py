from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from articles.importing.files import Archive, Folder, PictureFiles, Several
from articles.importing.making import make, make_translation
from articles.importing.planning import plan
from articles.importing.reading import MOST_BYTES, read
from articles.models import ArticleIndexPage, ArticlePage
from home.bilingual.languages import LANGUAGES


class Command(BaseCommand):
    """Makes drafts of the posts of another site."""

    help = (
        "Make drafts of the posts in a file: Wix’s feed, WordPress’s export, a saved web page, a Word document or a ZIP. "
        "Pictures are taken from a folder or ZIP beside the file; nothing is fetched. The same file again changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file with the posts")
        parser.add_argument(
            "--pictures", type=Path, help="the folder or ZIP with the pictures, where it is not named as the file"
        )
        parser.add_argument("--language", choices=LANGUAGES, help="the language of the posts, where it is not to be guessed")
        parser.add_argument("--translation-of", type=int, metavar="ID", help="the article whose other language the one post is")
        parser.add_argument("--below", type=int, metavar="ID", help="the list of articles, where there are several")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be made")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        with override("en"):
            self.import_file(file, options)

    def import_file(self, file: Path, options: dict[str, Any]) -> None:
        """Read the file, and make what is new in it."""
        try:
            if file.stat().st_size > MOST_BYTES:
                raise CommandError("The file is too large. Export fewer posts at a time.")
            source = read(file.read_bytes(), file.name)
            files = Several(*source.pictures, *self.beside(file, options["pictures"]))
            plans = [plan(post, files, options["language"] or "") for post in source.posts]
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}.") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        translated = self.article(options["translation_of"], len(plans)) if options["translation_of"] else None
        below = self.parent(options["below"])
        for note in source.notes:
            self.stdout.write(note)
        for planned in plans:
            self.stdout.write(self.one(planned, files, below, translated, is_dry=options["dry_run"]))
            for note in planned.notes if not planned.earlier else []:
                self.stdout.write(f"    {note}")

    def one(self, planned: Any, files: PictureFiles, below: Any, translated: Any, *, is_dry: bool) -> str:
        """Make one draft, and say so in a line."""
        name = f"{planned.title or '?'} ({planned.language or '?'})"
        if planned.earlier:
            return f"there already  {name}" if planned.earlier.page else f"deleted since  {name}"
        if is_dry:
            return f"would be made  {name}"
        try:
            page = make_translation(planned, files, translated) if translated else make(planned, files, below)
        except ValidationError as error:
            return f"not made       {name}: {' '.join(error.messages)}"
        return f"draft {page.pk:<8} {name}"

    def beside(self, file: Path, named: Path | None) -> list[PictureFiles]:
        """Find the pictures: where they were said to be, or in what has the file's own name."""
        if named and not named.exists():
            raise CommandError("There is nothing where the pictures should be.")
        guesses = [file.with_name(f"{file.stem}{ending}") for ending in ("", "_files", "_filer", ".zip")]
        places = [named] if named else [place for place in guesses if place.exists() and place != file]
        return [Folder(place) if place.is_dir() else Archive(place) for place in places]

    def article(self, number: int, count: int) -> ArticlePage:
        if count != 1:
            raise CommandError("--translation-of is for a file with one post.")
        if page := ArticlePage.objects.filter(pk=number, alias_of=None).first():
            return page
        raise CommandError("There is no such article.")

    def parent(self, number: int | None) -> ArticleIndexPage:
        lists = ArticleIndexPage.objects.filter(alias_of=None).order_by("path")
        if found := (lists.filter(pk=number) if number else lists).first():
            return found
        raise CommandError("There is no list of articles.")

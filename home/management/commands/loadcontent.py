from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from home.operations.loader import ContentError, load
from home.operations.progress import Progress


class Command(BaseCommand):
    """Load the bilingual content files of the apps; run it as often as you like."""

    help = "Load the bilingual content files. What an editor has changed is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with translation.override("en"):
                report = load(progress=Progress(self.stdout))
        except ContentError as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        self.stdout.write(
            f"Content: {len(report.created)} created, {len(report.updated)} updated, {len(report.unchanged)} unchanged."
        )
        if report.refused:
            self.stdout.write(f"Not loaded, since a consent was withdrawn: {len(report.refused)}.")
        if report.left_alone:
            self.stdout.write(
                f"Left alone, since an editor changed, scheduled, moved or deleted them: {', '.join(report.left_alone)}."
            )
        for warning in report.warnings:
            self.stdout.write(f"Warning: {warning}")

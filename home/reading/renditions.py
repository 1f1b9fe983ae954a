"""The sizes and formats in which readers see a picture, made when a page is published and not when a reader asks."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from django.utils.functional import cached_property
from django_tasks import task
from wagtail.images import get_image_model
from wagtail.images.models import Filter, SourceImageIOError

from home.bilingual.page import Base
from home.reading.references import pictures_of

logger = logging.getLogger(__name__)
SPECS = Filter.expand_spec("format-{avif,webp,jpeg} width-{480,800,1200}")
# A drawing is sharp at every size, so readers get it as it is.
DRAWING_SPECS = ["original"]


class MakesRenditions(Base):
    """A picture that costs nobody a page: one that cannot be drawn has no renditions, and the log says why."""

    @cached_property
    def for_readers(self) -> dict[str, Any]:
        """The renditions that readers are given, by their specification; none where the picture cannot be drawn."""
        try:
            return self.get_renditions(*(DRAWING_SPECS if self.is_svg() else SPECS))
        except SourceImageIOError:
            logger.warning("A picture cannot be drawn", extra={"picture": self.pk}, exc_info=True)
            return {}

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:  # noqa: A002 - Wagtail's name
        with _any_failure_is_the_pictures():
            if self.is_svg() and filter.spec in DRAWING_SPECS:
                with self.open_file() as opened:
                    file: File = ContentFile(opened.read(), name=self.filename)
            else:
                file = super().generate_rendition_file(filter, source=source)
        # The name of an original may tell whom it shows.
        file.name = f"{secrets.token_hex(8)}.{filter.spec.replace('|', '.')}{PurePosixPath(file.name or '').suffix}"
        return file

    def create_rendition(self, filter: Filter) -> Any:  # noqa: A002 - Wagtail's name
        with _any_failure_is_the_pictures():
            return super().create_rendition(filter)

    def create_renditions(self, *filters: Filter) -> dict[Filter, Any]:
        # Wagtail asks also where nothing is missing.
        if not filters:
            return {}
        # Within the transaction of the page, which goes on without the picture.
        with _any_failure_is_the_pictures(), transaction.atomic():
            return super().create_renditions(*filters)


@contextmanager
def _any_failure_is_the_pictures() -> Iterator[None]:
    """Raise whatever a file or a full disk causes as the one error that Wagtail's templates show as a missing picture."""
    try:
        yield
    except (DatabaseError, SourceImageIOError):
        raise
    except Exception as error:
        raise SourceImageIOError(str(error)) from error


@task()
def make_renditions(keys: list[int]) -> None:
    """Make what is missing of each picture; one that cannot be drawn is noted, and hinders no other."""
    for picture in get_image_model().objects.filter(pk__in=keys):
        # The file of a rendition may have gone without its row.
        for rendition in picture.renditions.all():
            if not rendition.file.storage.exists(rendition.file.name):
                rendition.delete()
        if not picture.for_readers:
            logger.error("A picture cannot be prepared", extra={"picture": picture.pk})


def make_renditions_of(instance: Any, *, is_copy: bool = False, **kwargs: Any) -> None:
    """Make those of the pictures that a page shows, once it is published for all to see."""
    if is_copy:
        # It shows no other than its source.
        return
    if keys := pictures_of(instance):
        transaction.on_commit(partial(make_renditions.enqueue, sorted(keys)))

"""Pictures from the time before uploads were redrawn: they are redrawn here."""

import hashlib
import logging
from functools import partial
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from PIL import Image

from home.security.pictures import is_plain
from home.security.plain_files import PlainFile, is_drawing, plain_file

logger = logging.getLogger(__name__)


def clean_pictures(pictures: models.QuerySet) -> tuple[list[int], list[int]]:
    """Redraw those that hold more than can be seen; returns the keys of these, and of those that cannot be drawn."""
    cleaned, failed = [], []
    for picture in pictures.order_by("pk"):
        try:
            with picture.file.storage.open(picture.file.name) as opened:
                content = opened.read()
            plain = None if is_plain(content) else plain_file(ContentFile(content, name=picture.file.name))
        except (OSError, ValidationError):
            logger.warning("A picture cannot be drawn", extra={"picture": picture.pk}, exc_info=True)
            failed.append(picture.pk)
            continue
        if plain and plain.read() != content:
            with transaction.atomic():
                _replace(picture, plain, drawing=is_drawing(content))
            cleaned.append(picture.pk)
    return cleaned, failed


def _replace(picture: Any, plain: PlainFile, *, drawing: bool) -> None:
    storage, former = picture.file.storage, picture.file.name
    name = str(PurePosixPath(former).with_suffix(PurePosixPath(plain.name or "").suffix))
    content = plain.file.getvalue()
    changed = {"file_size": len(content), "file_hash": hashlib.sha1(content, usedforsecurity=False).hexdigest()}
    if drawing:
        # Its size stays, and its name, by which the loader knows it again.
        storage.delete(former)
    else:
        changed["width"], changed["height"] = Image.open(BytesIO(content)).size
        transaction.on_commit(partial(storage.delete, former))
    changed["file"] = storage.save(name, ContentFile(content))
    type(picture)._base_manager.filter(pk=picture.pk).update(**changed)
    for rendition in picture.renditions.all():
        transaction.on_commit(partial(rendition.file.storage.delete, rendition.file.name))
        rendition.delete()

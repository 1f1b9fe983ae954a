"""A file of posts between its upload and the making of its drafts: in a private folder, and no longer than a day."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.files.base import File
from django.core.signing import BadSignature, dumps, loads
from django.utils import timezone
from django.utils.translation import gettext

from articles.importing.files import Archive, Several
from articles.importing.planning import Plan, plan
from articles.importing.reading import Source, read
from home.security.storage import private_storage
from home.security.uploads import check_room

FOLDER = "imports"
KEPT = timedelta(days=1)
# As many as one screen can show.
MOST_POSTS = 300
# Of both files together; the front server takes little more.
MOST_UPLOADED = 25 * 1024 * 1024


def keep(file: File, pictures: File | None, user: Any) -> str:
    """Keep what was uploaded; returns the name by which only this person gets it back. Raises ValidationError."""
    size = file.size + (pictures.size if pictures else 0)
    if size > MOST_UPLOADED:
        raise ValidationError(
            gettext("The files are too large: at most 25 MB together. Take the pictures in parts, or ask who runs the server.")
        )
    check_room(size)
    names = [private_storage().save(f"{FOLDER}/{uuid4()}", each) if each else "" for each in (file, pictures)]
    return dumps([user.pk, (file.name or "")[:100], *names], salt=FOLDER)


def kept(name: str, user: Any) -> tuple[Source, Several]:
    """Read it again; raises ValidationError where it is gone, or somebody else's."""
    try:
        owner, file_name, *names = loads(name, salt=FOLDER, max_age=KEPT)
        if owner != user.pk:
            raise BadSignature
        contents = [private_storage().open(each).read() if each else b"" for each in names]
    except (BadSignature, OSError, ValueError, SuspiciousOperation) as error:
        raise ValidationError(gettext("The file is no longer here. Choose it again.")) from error
    source = read(contents[0], file_name)
    if len(source.posts) > MOST_POSTS:
        raise ValidationError(
            gettext("The file has more than %(limit)d posts. Export fewer at a time, for example one year.")
            % {"limit": MOST_POSTS}
        )
    return source, Several(*source.pictures, *([Archive(contents[1])] if contents[1] else []))


def plans(source: Source, files: Several, languages: dict[str, str]) -> list[Plan]:
    """Plan every post; in the languages that were chosen, by the posts' own keys."""
    return [plan(post, files, languages.get(post.key, "")) for post in source.posts]


def forget_uploads() -> None:
    """Delete what nobody came back for."""
    storage = private_storage()
    try:
        _folders, names = storage.listdir(FOLDER)
    except FileNotFoundError:
        return
    for name in names:
        if storage.get_modified_time(f"{FOLDER}/{name}") < timezone.now() - KEPT:
            storage.delete(f"{FOLDER}/{name}")

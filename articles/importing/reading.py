"""Tells by a file's content what it is, and reads the posts in it."""

import codecs
import hashlib
import unicodedata
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.encoding import uri_to_iri
from django.utils.translation import gettext

from articles.importing.feeds import DECLARATION, parsed, posts_of_feed
from articles.importing.files import Archive, Embedded, PictureFiles
from articles.importing.post import Post
from articles.importing.saved_pages import decoded, post_of_archive, post_of_page
from articles.importing.word import post_of_word
from articles.importing.wordpress import WP, Export

MOST_BYTES = 100_000_000
OLD_WORD = b"\xd0\xcf\x11\xe0"
BEGINNING = 2048
MARKS = b"\xef\xbb\xbf \t\r\n"
UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}


class Source(NamedTuple):
    """What a file has."""

    posts: list[Post]
    notes: list[str]
    pictures: list[PictureFiles]


def read(data: bytes, name: str) -> Source:
    """Read the posts of a file of any kind that is known; raises ValidationError, with what to do."""
    if len(data) > MOST_BYTES:
        raise ValidationError(gettext("The file is too large. Export fewer posts at a time."))
    key, data = hashlib.sha256(data).hexdigest(), in_utf_8(data)
    beginning = data[:BEGINNING].lstrip(MARKS).lower()
    stem = PurePosixPath(name.replace("\\", "/")).stem
    if data.startswith(b"PK"):
        return _of_archive(data, key, stem)
    if data.startswith(OLD_WORD):
        raise ValidationError(gettext("This is an old Word document (.doc). Open it in Word, and save it as .docx."))
    if b"<rss" in beginning or b"<rdf" in beginning:
        return _of_feed(data)
    if b"multipart/related" in beginning and b"mime-version" in beginning:
        post, pictures = post_of_archive(data, key)
        return Source([post], [], [Embedded(pictures)])
    if any(mark in beginning for mark in (b"<html", b"<!doctype html", b"<head", b"<body")):
        return Source([post_of_page(decoded(data), key)], [], [])
    raise ValidationError(
        gettext(
            "This is no file that posts can be taken from. Choose Wix’s feed, WordPress’s export, a saved web page or a .docx."
        )
    )


def in_utf_8(data: bytes) -> bytes:
    """Write anew what is in UTF-16, as Windows writes text; all else stays."""
    found = next((name for start, name in UTF_16.items() if data.startswith(start)), "")
    if not found:
        return data
    text = data.decode(found, "replace").lstrip("\ufeff")
    return codecs.BOM_UTF8 + DECLARATION.sub("", text, count=1).encode("utf-8", "replace")


def _of_archive(data: bytes, key: str, stem: str) -> Source:
    archive = Archive(data)
    if "word/document.xml" in archive.entries:
        post, pictures = post_of_word(archive, data, key, stem)
        return Source([post], [], [Embedded(pictures)])
    found = [name for name in archive.entries if name.lower().endswith((".xml", ".html", ".htm", ".docx", ".mhtml"))]
    # A page's own folder holds frames and scripts of others.
    found = [name for name in found if not any(part.endswith(("_files", "_filer")) for part in PurePosixPath(name).parts[:-1])]
    if "mimetype" in archive.entries or any(name.startswith(("xl/", "ppt/")) for name in archive.entries) or not found:
        raise ValidationError(
            gettext("There is nothing in this file that posts can be taken from. Text documents are read as .docx.")
        )
    whole = Source([], [], [])
    problems = []
    for name in sorted(found):
        try:
            source = read(_no_archive_of_archives(archive.read(name, MOST_BYTES), name), name)
        except ValidationError as error:
            problems.append(f"{name[-80:]}: {' '.join(error.messages)}")
            continue
        whole.posts.extend(source.posts)
        whole.notes.extend(source.notes)
        whole.pictures.extend(source.pictures)
    if not whole.posts:
        raise ValidationError(problems)
    # What a file brings along is its own, before what has the same name in the archive.
    return Source(whole.posts, [*problems, *whole.notes], [*whole.pictures, archive])


def _no_archive_of_archives(data: bytes, name: str) -> bytes:
    if data.startswith(b"PK") and "word/document.xml" not in Archive(data).entries:
        raise ValidationError(gettext("“%(name)s” in the archive cannot be read.") % {"name": name[:80]})
    return data


def _of_feed(data: bytes) -> Source:
    root = parsed(data)
    channel = root.find("channel")
    if channel is None or not any(True for _ in channel.iter("item")):
        raise ValidationError(gettext("There are no posts in this feed."))
    if any(WP in str(child.tag) for child in channel):
        export = Export(channel)
        return Source(export.posts(), export.notes(), [])
    return Source(posts_of_feed(channel), [], [])


def own_path(address: str) -> str:
    """Return the path at which readers found a post, as the book of addresses has it; empty where it had a query."""
    parts = urlsplit(address)
    if parts.query or parts.path in ("", "/"):
        return ""
    path = unicodedata.normalize("NFC", uri_to_iri(parts.path))
    return path if path.endswith("/") else f"{path}/"

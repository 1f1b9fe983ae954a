"""What a post will be, before anything is made: its blocks, its people and pictures, and what it lacks."""

import hashlib
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.translation import gettext

from articles.importing.files import PictureFiles, names_of
from articles.importing.language import language_of
from articles.importing.post import Post
from articles.importing.reading import own_path
from articles.models import ImportedPost, Topic
from home.bilingual.languages import LANGUAGES
from home.bilingual.normal_text import normal
from home.bilingual.texts import untagged
from home.models import Practitioner, PublicAddress
from home.pages.from_html import Picture, convert
from home.reading.redirect_targets import answers

LONGEST_TITLE = 255
# The longest first paragraph that can be a lead.
LONGEST_LEAD = 320
CUT_OFF = re.compile(r"(\.\.\.|…|\[…\]|\[&hellip;\])\s*$")


@dataclass
class Plan:
    """A post as it will be here."""

    post: Post
    # Empty where nobody can tell.
    language: str
    title: str
    lead: str
    # With a `Picture` in the place of each picture's number.
    blocks: list[dict[str, Any]]
    pictures: list[Picture]
    author: Practitioner | None
    topics: list[Topic]
    # The path at which readers found it; empty where none leads here.
    path: str
    notes: list[str]
    # What became of it the last time.
    earlier: ImportedPost | None = None
    # Whether another page has its old address, so that it may be here already.
    is_taken: bool = False

    @property
    def key(self) -> str:
        return hashlib.sha256(self.post.key.encode("utf-8", "replace")).hexdigest()


def plan(post: Post, pictures: PictureFiles, language: str = "") -> Plan:
    """Say what a post will be; raises ValidationError for a text that cannot be read."""
    converted = convert(post.html, title=post.title, base=post.address)
    blocks = converted.blocks
    words = " ".join([post.title, *(str(block["value"]) for block in blocks)])
    language = language or language_of(untagged(words)) or (post.language if post.language in LANGUAGES else "")
    lead = _lead(post, blocks)
    planned = Plan(
        post=post,
        language=language,
        title=normal(unescape(converted.title or post.title or post.name or _first_words(blocks))).strip()[:LONGEST_TITLE],
        lead=lead,
        blocks=blocks,
        pictures=[*([post.top_picture] if post.top_picture else []), *pictures_in(blocks)],
        author=Practitioner.objects.filter(name__iexact=post.author).first() if post.author else None,
        topics=_topics(post),
        path="",
        notes=[*post.notes, *converted.left_out],
    )
    planned.earlier = ImportedPost.objects.select_related("page").filter(key=planned.key).first()
    _note_address(planned)
    _note_what_is_missing(planned, pictures)
    return planned


def pictures_in(blocks: list[dict[str, Any]]) -> list[Picture]:
    """List the pictures of blocks."""
    found = []
    for block in blocks:
        if block["type"] == "image":
            found.append(block["value"]["image"])
        elif block["type"] == "gallery":
            found += [point["value"]["image"] for point in block["value"]["pictures"]]
    return found


def _lead(post: Post, blocks: list[dict[str, Any]]) -> str:
    """Take the post's own summary, unless it is only the text's beginning, or else a short first paragraph out of the text."""
    excerpt = _words(post.excerpt)
    text = _words(" ".join(block["value"] for block in blocks if block["type"] == "paragraph"))
    beginning = CUT_OFF.sub("", excerpt).strip()
    if excerpt and not CUT_OFF.search(excerpt) and not text.startswith(beginning):
        return excerpt
    first = blocks[0] if blocks and blocks[0]["type"] == "paragraph" else None
    found = re.match(r"<p>([^<>]+)</p>", first["value"]) if first else None
    if first is None or found is None or len(found[1]) > LONGEST_LEAD or (len(blocks) == 1 and found[0] == first["value"]):
        return ""
    first["value"] = first["value"].removeprefix(found[0])
    if not first["value"]:
        blocks.remove(first)
    return unescape(found[1])


def _words(html: str) -> str:
    return " ".join(unescape(untagged(html)).split())


def _first_words(blocks: list[dict[str, Any]]) -> str:
    text = next((_words(block["value"]) for block in blocks if block["type"] in ("heading", "paragraph")), "")
    return " ".join(text.split()[:8])


def _topics(post: Post) -> list[Topic]:
    wanted = {name.casefold() for name in post.topics}
    return [topic for topic in Topic.objects.all() if _names(topic) & wanted]


def _names(topic: Topic) -> set[str]:
    return {name.casefold() for name in (topic.name_da, topic.name_en) if name}


def _note_address(planned: Plan) -> None:
    if not planned.post.address:
        return
    path = own_path(planned.post.address)
    if not path or answers(path):
        planned.notes.append(
            gettext("The old address does not lead here, since this site answers there itself: %(address)s")
            % {"address": planned.post.address[:120]}
        )
        return
    taken = PublicAddress.objects.select_related("page").filter(path=path).first()
    if taken and not planned.earlier:
        planned.is_taken = True
        planned.notes.append(
            gettext("The old address leads to “%(page)s” already. Is it the same text?")
            % {"page": taken.page.get_admin_display_title()}
        )
    else:
        planned.path = path


def _note_what_is_missing(planned: Plan, pictures: PictureFiles) -> None:
    post, notes = planned.post, planned.notes
    if post.author and not planned.author:
        notes.append(gettext("Nobody here is called “%(name)s”; the author is left empty.") % {"name": post.author[:80]})
    known = {name for topic in planned.topics for name in _names(topic)}
    if unknown := sorted({name for name in post.topics if name.casefold() not in known}):
        notes.append(gettext("There is no topic for: %(names)s.") % {"names": ", ".join(unknown)[:200]})
    found = {picture: pictures.find(picture.address) for picture in dict.fromkeys(planned.pictures)}
    described = {file[0] for picture, file in found.items() if file and picture.alt_text}
    for picture, file in found.items():
        if not file:
            notes.append(gettext("The picture “%(name)s” is not among the files, so it stays out.") % {"name": shown(picture)})
        elif file[0] not in described:
            notes.append(gettext("The picture “%(name)s” has no text equivalent.") % {"name": shown(picture)})
    if len(planned.title) == LONGEST_TITLE:
        notes.append(gettext("The title is too long, and was cut."))
    if not planned.blocks:
        notes.append(gettext("The post has no text."))


def shown(picture: Picture) -> str:
    """Name a picture to a person."""
    return picture.alt_text or next(names_of(picture.address), picture.name)

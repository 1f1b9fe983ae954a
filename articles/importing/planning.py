"""What a post will be, before anything is made: its blocks, its people and pictures, and what it lacks."""

import hashlib
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
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
from home.pages.from_html import Converted, Picture, convert, with_pictures
from home.pages.from_html.words import UNSEEN
from home.reading.redirect_targets import answers

LONGEST_TITLE = 255
# The longest first paragraph that can be a lead.
LONGEST_LEAD = 320
MOST_UNESCAPED = 4
TAG_IN_WORDS = re.compile(r"</?(?:a|abbr|b|big|em|font|i|mark|small|span|strong|sub|sup|u)(?:\s[^<>]*)?>", re.IGNORECASE)
TAG = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|</?[a-z][^<>]*>", re.IGNORECASE | re.DOTALL)
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
    # Why it cannot be made.
    problem: str = ""
    # Of its pictures those that are not among the files.
    missing: frozenset[Picture] = frozenset()
    # What became of it the last time.
    earlier: ImportedPost | None = None
    # Whether another page has its old address, so that it may be here already.
    is_taken: bool = False

    @property
    def key(self) -> str:
        return hashlib.sha256(self.post.key.encode("utf-8", "replace")).hexdigest()


def plan(post: Post, pictures: PictureFiles, language: str = "") -> Plan:
    """Say what a post will be; where its text cannot be read, that is its problem and no other post's."""
    problem, converted = "", Converted([], [])
    try:
        converted = convert(post.html, title=words(post.title), base=post.address)
    except ValidationError as error:
        problem = " ".join(error.messages)
    blocks = converted.blocks
    said = " ".join([post.title, *(str(block["value"]) for block in blocks)])
    language = language or language_of(untagged(said)) or (post.language if post.language in LANGUAGES else "")
    lead = _lead(post, blocks)
    title = next(filter(None, map(words, (converted.title, post.title, post.name, _first_words(blocks)))), "")
    planned = Plan(
        post=post,
        language=language,
        title=title[:LONGEST_TITLE],
        lead=lead,
        blocks=blocks,
        pictures=[*([post.top_picture] if post.top_picture else []), *pictures_in(blocks)],
        author=Practitioner.objects.filter(name__iexact=post.author).first() if post.author else None,
        topics=_topics(post),
        path="",
        notes=[*post.notes, *converted.left_out],
        problem=problem,
    )
    planned.earlier = ImportedPost.objects.select_related("page").filter(key=planned.key).first()
    _note_address(planned)
    _note_what_is_missing(planned, pictures)
    return planned


def coming(planned: Plan) -> list[dict[str, Any]]:
    """Return the blocks without the pictures that nobody has."""
    return with_pictures(planned.blocks, lambda picture: None if picture in planned.missing else picture)


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
    excerpt = words(post.excerpt)
    text = words(" ".join(block["value"] for block in blocks if block["type"] == "paragraph"))
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


def words(text: str) -> str:
    """Return what a reader reads of a title or a summary, however often its signs were written as entities."""
    for _ in range(MOST_UNESCAPED):
        text = unescape(text)
    return " ".join(UNSEEN.sub("", normal(TAG.sub(" ", TAG_IN_WORDS.sub("", text)))).split())


def _first_words(blocks: list[dict[str, Any]]) -> str:
    text = next((words(block["value"]) for block in blocks if block["type"] in ("heading", "paragraph")), "")
    return " ".join(text.split()[:8])


def _topics(post: Post) -> list[Topic]:
    wanted = {words(name).casefold() for name in post.topics}
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
    if unknown := sorted({name for name in map(words, post.topics) if name.casefold() not in known}):
        notes.append(gettext("There is no topic for: %(names)s.") % {"names": ", ".join(unknown)[:200]})
    found = {picture: pictures.find(picture.address) for picture in dict.fromkeys(planned.pictures)}
    planned.missing = frozenset(picture for picture, file in found.items() if not file)
    described = {file[0] for picture, file in found.items() if file and picture.alt_text}
    for picture, file in found.items():
        if not file:
            notes.append(gettext("The picture “%(name)s” is not among the files, so it stays out.") % {"name": shown(picture)})
        elif file[0] not in described:
            notes.append(gettext("The picture “%(name)s” has no text equivalent.") % {"name": shown(picture)})
    if len(planned.title) == LONGEST_TITLE:
        notes.append(gettext("The title is too long, and was cut."))
    if not post.day:
        notes.append(gettext("The file does not say when it was published, so its date is today’s."))
    if not planned.blocks and not planned.problem:
        notes.append(gettext("The post has no text."))


def shown(picture: Picture) -> str:
    """Name a picture to a person."""
    return picture.alt_text or next(names_of(picture.address), picture.name)

"""A film: a file of the site, or one at YouTube or Vimeo that nothing is asked of before the reader's click."""

import re
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from home.bilingual.languages import active_language
from home.pages.blocks.files import DocumentBlock
from home.pages.blocks.pictures import ImageBlock

YOUTUBE_HOSTS = ("youtube.com", "youtube-nocookie.com")
YOUTUBE_KEY = re.compile(r"[\w-]{11}", re.ASCII)
VIMEO_PATH = re.compile(r"/(?:[a-z]+/)*(?:[\w-]+/video/)?(?P<key>\d{5,12})(?:/(?P<hash>[0-9a-f]{6,40}))?/?", re.ASCII)
POSTER = "format-jpeg|width-800"


class Player(NamedTuple):
    """Where a film comes from, and the address of the player that shows it."""

    host: str
    address: str


def player_of(link: str) -> Player | None:
    """Find the player for a link to YouTube or Vimeo, as an address bar or a “Share” button gives it; None for others."""
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("player.")
    except ValueError:
        return None
    query = parse_qs(parts.query)
    if host == "vimeo.com" and (found := VIMEO_PATH.fullmatch(parts.path)):
        # The hash opens a film that is not listed.
        private = found["hash"] or "".join(query.get("h", [])[:1])
        options = {"dnt": "1", **({"h": private} if private else {})}
        return Player("Vimeo", f"https://player.vimeo.com/video/{found['key']}?{urlencode(options)}")
    if host == "youtu.be" or host in YOUTUBE_HOSTS:
        *_before, last = parts.path.rstrip("/").split("/")
        key = (query.get("v") or [last])[0]
        if YOUTUBE_KEY.fullmatch(key):
            options = {"rel": "0", "hl": active_language()}
            if start := _seconds((query.get("t") or query.get("start") or [""])[0]):
                options["start"] = str(start)
            return Player("YouTube", f"https://www.youtube-nocookie.com/embed/{key}?{urlencode(options)}")
    return None


def _seconds(text: str) -> int:
    """Read where a film is to begin: `90`, `90s` or `1m30s`."""
    found = re.fullmatch(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?", text)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds


class FilmValue(blocks.StructValue):
    @property
    def player(self) -> Player | None:
        return player_of(self.get("link") or "")

    @property
    def poster(self) -> str:
        """The address of the still, where there is one that readers may see."""
        picture = self.get("still")
        sizes = picture.for_readers if picture else {}
        size = sizes.get(POSTER) or next(iter(sizes.values()), None)
        return size.url if size else ""


class FilmBlock(blocks.StructBlock):
    """A film that is loaded only when a reader asks for it, with its words for who cannot hear or see it."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    link = blocks.URLBlock(
        label=_("link to YouTube or Vimeo"),
        required=False,
        help_text=_("Readers meet YouTube or Vimeo only when they click, and are told so. Leave empty to choose a file."),
    )
    file = DocumentBlock(
        label=_("or a file"),
        required=False,
        endings=("mp4", "webm"),
        help_text=_("An MP4 or WebM of at most 25 MB. It stays on this site, and nobody else learns who sees it."),
    )
    subtitles = DocumentBlock(
        label=_("subtitles"),
        required=False,
        endings=("vtt",),
        help_text=_("A .vtt file for the film that is a file, so that it can be followed without sound."),
    )
    still = ImageBlock(
        label=_("still picture"), required=False, help_text=_("A picture of this site, shown until the film is played.")
    )
    text = blocks.RichTextBlock(
        label=_("the film in words"),
        required=False,
        features=["bold", "italic", "ol", "ul"],
        help_text=_("What is said and shown, for readers who cannot hear or see it."),
    )

    class Meta:
        icon = "media"
        label = _("Film")
        group = _("Films and files")
        template = "blocks/film.html"
        value_class = FilmValue
        description = _("A film from YouTube or Vimeo, or a file; nothing is asked of others before the reader clicks.")
        preview_value: dict[str, Any] = {
            "title": _("Exercises for your neck"),
            "link": "https://vimeo.com/100000",
            "file": None,
            "subtitles": None,
            "still": None,
            "text": "",
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {}
        if self.is_deferred_validation:
            # A draft may hold what readers would not be shown.
            return cleaned
        if cleaned["link"] and cleaned["file"]:
            errors["file"] = ValidationError(gettext("Keep the link or the file, and empty the other."))
        elif not cleaned["link"] and not cleaned["file"]:
            errors["link"] = ValidationError(gettext("Paste a link to the film, or choose a file."))
        elif cleaned["link"] and not player_of(cleaned["link"]):
            errors["link"] = ValidationError(
                gettext("This link leads to no film at YouTube or Vimeo. Copy it from the film’s own page.")
            )
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

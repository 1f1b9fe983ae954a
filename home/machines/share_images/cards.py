"""The picture that goes with a link to a page, wherever somebody shares it."""

import hashlib
import io
import json
from dataclasses import dataclass
from typing import Self

from django.core.cache import cache
from django.urls import reverse
from PIL import Image, ImageDraw

from home.bilingual.languages import active_language
from home.machines import palette
from home.machines.share_images.motif import ground, sign
from home.machines.share_images.titles import drawable, font, set_title
from home.pages.base import BasePage

WIDTH, HEIGHT = 1200, 630
MARGIN, SIGN = 72, 76
# Where the title stands: below the word mark, left of the needle, above the water.
TITLE_TOP, TITLE_WIDTH, TITLE_HEIGHT = 166, 850, 306
# Raise it when the drawing changes, so that every card gets a new address.
EDITION = 1
SECONDS_KEPT = 60 * 60 * 24 * 30


@dataclass(frozen=True)
class ShareCard:
    """What is drawn for one language version of a page; equal cards have equal digests, and so equal addresses."""

    page_id: int
    language: str
    title: str
    clinic_name: str
    width = WIDTH
    height = HEIGHT

    @classmethod
    def of(cls, page: BasePage, clinic_name: str) -> Self:
        """Make the card of a page's version in the active language."""
        return cls(page.pk, active_language(), page.title or "", clinic_name)

    @property
    def digest(self) -> str:
        drawn = json.dumps([EDITION, self.title, self.clinic_name])
        return hashlib.sha256(drawn.encode()).hexdigest()[:16]

    @property
    def alt(self) -> str:
        """The words on the picture; it shows nothing else that a reader would miss."""
        return self.title if self.title == self.clinic_name else f"{self.title} – {self.clinic_name}"

    @property
    def path(self) -> str:
        return reverse("share_image", kwargs={"pk": self.page_id, "language": self.language, "digest": self.digest})

    def png(self) -> bytes:
        """Return the picture, drawn at the first request and then kept."""
        return cache.get_or_set(f"share-image-{self.digest}", self._draw, SECONDS_KEPT)

    def _draw(self) -> bytes:
        image = ground(WIDTH, HEIGHT).copy()
        self._draw_word_mark(image)
        self._draw_title(image)
        file = io.BytesIO()
        image.save(file, "PNG", optimize=True)
        return file.getvalue()

    def _draw_word_mark(self, image: Image.Image) -> None:
        image.paste(sign(SIGN), (MARGIN, MARGIN - 12), sign(SIGN))
        # The front page has the clinic's name for its title, and once is enough.
        if self.title != self.clinic_name:
            place = (MARGIN + SIGN + 22, MARGIN - 12 + SIGN // 2)
            ImageDraw.Draw(image).text(place, drawable(self.clinic_name), palette.FJORD, font(34), anchor="lm")

    def _draw_title(self, image: Image.Image) -> None:
        title = set_title(self.title, TITLE_WIDTH, TITLE_HEIGHT)
        top = TITLE_TOP + (TITLE_HEIGHT - title.height) // 2
        for number, line in enumerate(title.lines):
            place = (MARGIN, top + (number + 0.5) * title.line_height)
            ImageDraw.Draw(image).text(place, line, palette.INK, font(title.size), anchor="lm")

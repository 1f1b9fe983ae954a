"""One page in one language, as programs are told of it: with full addresses, and only what is public."""

from dataclasses import dataclass
from functools import cached_property

from django.templatetags.static import static

from home.bilingual.languages import other_language
from home.clinic.models import ClinicSettings
from home.machines.share_images import ShareCard
from home.pages.base import BasePage


@dataclass(frozen=True)
class Place:
    """The name and the full address of a page above."""

    name: str
    url: str


@dataclass(frozen=True)
class LanguageVersion:
    """A page's version in the active language, with what is around it; `urls` has the languages in which it is public."""

    page: BasePage
    language: str
    urls: dict[str, str]
    site_address: str
    clinic: ClinicSettings
    above: list[Place]

    @property
    def url(self) -> str:
        return self.urls.get(self.language, "")

    @property
    def other_language(self) -> str:
        return other_language(self.language)

    @property
    def other_url(self) -> str:
        """The same page in the other language; empty where it is not public in it."""
        return self.urls.get(self.other_language, "")

    @property
    def front_page_url(self) -> str:
        return self.above[0].url if self.above else self.url

    @property
    def clinic_name(self) -> str:
        return self.clinic.public_name

    @property
    def title(self) -> str:
        """The title as it stands beside the clinic's name."""
        return self.page.title or ""

    @property
    def description(self) -> str:
        return self.page.search_description or getattr(self.page, "lead", "") or ""

    @cached_property
    def share_card(self) -> ShareCard:
        return ShareCard.of(self.page, self.clinic_name)

    @cached_property
    def image_url(self) -> str:
        return self.site_address + self.share_card.path

    def static_url(self, name: str) -> str:
        """Return the full address of one of the site's own files."""
        return self.site_address + static(name)

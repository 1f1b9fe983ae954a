"""Searching as a reader does."""

from html.parser import HTMLParser

from django.test import Client
from django.utils import translation

from articles.search import Search
from home.models import HomePage, InfoPage
from tests.support import factories

ADDRESSES = {"da": "/soeg/", "en": "/en/search/"}


class Reading(HTMLParser):
    """What a reader gets: the words in the box, the titles found, and the tags of the page."""

    def __init__(self, client: Client, words: str, language: str = "da", **more: str) -> None:
        super().__init__()
        self.box, self.titles, self.tags, self.inside = "", [], [], ""
        response = client.get(ADDRESSES[language], {"q": words, **more})
        assert response.status_code == 200
        self.html = response.content.decode()
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        attributes = dict(attrs)
        if attributes.get("name") == "q":
            self.box = attributes.get("value") or ""
        if tag == "h2" and attributes.get("class") == "card__title":
            self.titles.append("")
            self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.titles[-1] += data


def found(words: str, language: str = "da") -> set[str]:
    """Name the titles of the pages that match."""
    with translation.override(language):
        return {page.title for page in Search(words, language).pages}


def page_about(home_page: HomePage, da: str, en: str) -> InfoPage:
    """A page whose body says this in each language."""
    return factories.info_page(home_page, body_da=factories.paragraph(da), body_en=factories.paragraph(en))

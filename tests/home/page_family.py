"""A page with pages of other types below it."""

from typing import Any

from articles.models import ArticleSource, RelatedPage, Topic
from home.models import BasePage, InfoPage, Practitioner
from tests.support import factories


def fresh(page: BasePage) -> Any:
    return BasePage.objects.get(pk=page.pk).specific


def source(title: str, place: int = 0) -> ArticleSource:
    return ArticleSource(title=title, publisher="BMJ", year=2020, sort_order=place)


def family(parent: BasePage, da: str, en: str) -> InfoPage:
    """A page with two levels of pages of other types below it, all of them live."""
    page = factories.info_page(parent, da, en)
    factories.info_page(factories.info_page(page, "Vejen", "The way"), "Parkering", "Parking")
    index = factories.article_index(page)
    topics = Topic.objects.get_or_create(name_da="Ryg", name_en="Back", slug_da="ryg", slug_en="back")[:1]
    author = Practitioner.objects.create(name="Inger")
    article = factories.article(index, topics=topics, author=author, sources=[source("Needles"), source("Backs", 1)])
    factories.case_story(index, article=article)
    article.related_pages = [RelatedPage(target=page.basepage_ptr)]
    article.save_revision().publish()
    return fresh(page)

"""What helps a reader of an article: how long it is, and the ways to pass it on."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from articles.models import ArticlePage
from home.models import HomePage
from tests.support import factories


@pytest.fixture
def article(home_page: HomePage) -> ArticlePage:
    """An article that is longer in Danish than in English."""
    texts = {"lead_da": "Kort sagt.", "lead_en": "In short.", "body_da": factories.paragraph("ord " * 998)}
    return factories.article(factories.article_index(home_page), "Ryg & ben?", "Back & leg?", **texts)


def test_the_reading_time_is_that_of_the_text_in_the_readers_language(client: Client, article: ArticlePage) -> None:
    assert "Ca.\u00a05\u00a0minutters læsning" in client.get(article.url_in("da")).content.decode()
    assert "About 1\u00a0minute to read" in client.get(article.url_in("en")).content.decode()


def test_every_word_that_is_read_counts_and_no_mark_up(article: ArticlePage) -> None:
    hundred = "<b>ord</b> " * 100
    article.lead_da = ""
    article.body_da = [
        {"type": "heading", "value": "ord " * 100},
        {"type": "paragraph", "value": f"<p>{hundred}</p><ul><li>{hundred}</li></ul>"},
        {"type": "numbered_points", "value": {"points": [{"title": "ord " * 100, "text": hundred}]}},
        {"type": "callout", "value": {"kind": "tip", "title": "ord " * 100, "text": hundred}},
        {"type": "question", "value": {"question": "ord " * 100, "answer": hundred}},
        {"type": "quotation", "value": {"text": "ord " * 100, "source": ""}},
    ]
    assert article.reading_minutes == 5
    article.body_da = []
    assert article.reading_minutes == 1


@pytest.mark.parametrize(("language", "title"), [("da", "Ryg & ben?"), ("en", "Back & leg?")])
def test_the_article_can_be_sent_by_mail(client: Client, article: ArticlePage, language: str, title: str) -> None:
    address = article.url_in(language)
    html = client.get(address).content.decode()
    [link] = re.findall(r'href="(mailto:\?[^"]*)"', html)
    letter = parse_qs(urlsplit(link.replace("&amp;", "&")).query)
    assert "+" not in link
    assert letter["subject"] == [title]
    assert letter["body"][0].endswith(f"\r\n\r\nhttp://testserver{address}")

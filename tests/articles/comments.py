"""What readers do with comments, without a browser."""

from typing import Any

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from articles.models import ArticlePage, Comment
from home.models import BasePage

FORMS = {"da": "/kommentarer/skriv/{}/", "en": "/en/comments/write/{}/"}
HERE = {"origin": "http://testserver"}


def form_address(page: BasePage, language: str = "da") -> str:
    return FORMS[language].format(page.pk)


def fill_in(client: Client, page: BasePage, language: str = "da", **values: str) -> dict[str, str]:
    """Open a page's form and fill it in as a reader would."""
    form = BeautifulSoup(client.get(form_address(page, language)).content, "html.parser").select_one("main form")
    empty = {field["name"]: field.get("value", "") for field in form.select("input, textarea")}
    return {**empty, "name": "A.B.", "text": "Det hjalp mig at læse det her.", **values}


def send(client: Client, page: BasePage, language: str = "da", data: Any = None, **values: str) -> HttpResponse:
    """Send a comment on a page, and follow to the page that thanks for it."""
    data = data or fill_in(client, page, language, **values)
    return client.post(form_address(page, language), data, headers=HERE, follow=True)


def comment(page: BasePage, **values: Any) -> Comment:
    """A comment that readers see."""
    number = Comment.objects.count()
    texts = {"name": "A.B.", "text": "Tak for en god artikel.", "lang": "da", "answer_lang": "da", "state": "approved"}
    return Comment.objects.create(page_id=page.pk, **{**texts, "form_key": number, "digest": number, **values})


def read(client: Client, article: ArticlePage, language: str = "da") -> str:
    """The article as readers see it."""
    return client.get(article.url_in(language)).content.decode()

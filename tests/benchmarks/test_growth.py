"""What grows with the number of articles and comments: ratios of times taken in one run, printed and never asserted."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import ArticlePage
from home.models import User
from home.operations.loader import load
from tests.articles.comments import comment
from tests.benchmarks.timing import seconds
from tests.support import factories

pytestmark = pytest.mark.benchmark

FEW, MANY = 100, 10_000
COMMENTS = 10  # of each article
LISTS_MORE = {"sitemap", "search that finds every article"}


def test_pages_with_a_hundred_articles_and_with_ten_thousand(editor: User, client: Client) -> None:
    load()
    article = ArticlePage.objects.get()
    for _ in range(COMMENTS):
        comment(article)
    addresses = {
        "front page": "/",
        "index": "/artikler/",
        "article": article.get_url(),
        "search": "/soeg/?q=telefon",
        "search that finds every article": "/soeg/?q=iskias",
        "sitemap": "/sitemap.xml",
        "feed": "/atom.xml",
        "explorer": reverse("wagtailadmin_explore", args=[article.get_parent().pk]),
        "readiness board": reverse("readiness"),
    }
    readers, editors = Client(), client
    editors.force_login(editor)

    def measure(address: str) -> tuple[float, int]:
        person = editors if address.startswith("/admin/") else readers
        with CaptureQueriesContext(connection) as queries:
            assert person.get(address).status_code == 200
            number = len(queries)
        return seconds(lambda: person.get(address), repetitions=7), number

    make(article, FEW)
    few = {name: measure(address) for name, address in addresses.items()}
    make(article, MANY, after=FEW)
    print()
    for name, address in addresses.items():
        duration, queries = measure(address)
        note = ", and lists as many more" if name in LISTS_MORE else ""
        print(
            f"{name}: {duration / few[name][0]:.2f} times as long with {MANY:,} articles and {MANY * COMMENTS:,} comments"
            f" as with {FEW}; {few[name][1]} and {queries} queries{note}"
        )


def make(article: ArticlePage, last: int, after: int = 0) -> None:
    factories.clones(article, last, after)
    factories.cloned_comments(article, last, after)
    with connection.cursor() as cursor:
        # What PostgreSQL does by itself before long: new words are entered into the index of the search.
        cursor.execute(
            "SELECT gin_clean_pending_list(i.oid) FROM pg_class i JOIN pg_am a ON a.oid = i.relam WHERE amname = 'gin'"
        )

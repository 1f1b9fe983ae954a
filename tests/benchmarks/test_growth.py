"""What grows with the number of articles: ratios of times taken in one run, printed and never asserted."""

import pytest
from django.test import Client

from articles.models import ArticlePage
from home.loader import load
from tests import factories
from tests.benchmarks.timing import seconds

pytestmark = pytest.mark.benchmark

ADDRESSES = ["/", "/artikler/", "/artikler/lindring-af-iskias-med-akupunktur/", "/sitemap.xml", "/soeg/?q=iskias"]


def test_pages_with_a_hundred_and_with_three_thousand_articles(db: None, client: Client) -> None:
    load()
    article = ArticlePage.objects.get()
    factories.clones(article, 100)
    few = {address: seconds(lambda address=address: client.get(address)) for address in ADDRESSES}
    factories.clones(article, 3_000, after=100)
    for address in ADDRESSES:
        ratio = seconds(lambda address=address: client.get(address)) / few[address]
        print(f"{address}: {ratio:.2f} times as long with 3,000 articles as with 100")

"""What readers see while a page is being published again and again."""

import re
import urllib.request
from functools import partial

import pytest

from tests.support.patience import at_once
from tests.support.served import Site

PUBLICATIONS = 24
READERS = 3
CREATE = """
from articles.models import ArticleIndexPage
from tests.support import factories
index = ArticleIndexPage.objects.get(slug_da="artikler")
page = factories.article(index, "Version 0", "Version 0", slug_da="version", slug_en="version")
"""
PUBLISH = f"""
from articles.models import ArticlePage, ArticleSource
from tests.support import factories
page = ArticlePage.objects.get(slug_da="version")
for number in range(1, {PUBLICATIONS}):
    page = ArticlePage.objects.get(pk=page.pk)
    for language in ("da", "en"):
        text = f"Version {{number}}{{language}}"
        setattr(page, f"title_{{language}}", text)
        setattr(page, f"lead_{{language}}", text)
        setattr(page, f"body_{{language}}", factories.paragraph(text))
    page.sources = [ArticleSource(title=f"Version {{number}}", publisher="-", year=2026)]
    page.save_revision().publish()
"""


@pytest.mark.thorough
def test_no_response_mixes_two_versions_or_languages(site: Site) -> None:
    assert site.run(CREATE).wait() == 0
    publisher = site.run(PUBLISH)
    mixed: list[str] = []
    seen: set[str] = set()

    def read(address: str, other: str) -> None:
        while publisher.poll() is None:
            with urllib.request.urlopen(f"{site.url}{address}") as response:  # noqa: S310 - our own server
                main = response.read().decode().split("<main", 1)[1]
            versions = set(re.findall(r"Version (\d+)", main))
            seen.update(versions)
            if len(versions) > 1 or re.search(rf"Version \d+{other}", main):
                mixed.append(f"{address}: {sorted(versions)}")

    addresses = [("/artikler/version/", "en"), ("/en/articles/version/", "da")]
    at_once([partial(read, *pair) for pair in addresses for _ in range(READERS)])
    assert publisher.returncode == 0
    assert len(seen) > PUBLICATIONS / 4, "the readers were too slow to see anything"
    assert mixed == []

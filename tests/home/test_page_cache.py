"""The page cache, as readers of four processes of the real server meet it while an editor publishes again and again."""

import os
import re
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path

import pytest

from tests.support.patience import at_once
from tests.support.served import Site, free_port, production_server, wait_for

PUBLICATIONS = int(os.environ.get("PUBLICATIONS", "10"))
PROCESSES = 4
READERS = 4
PAUSE = 0.02  # seconds
ADDRESSES = {"da": "/artikler/frisk/", "en": "/en/articles/fresh/"}
CREATE = """
from articles.models import ArticleIndexPage
from tests.support import factories
index = ArticleIndexPage.objects.get(slug_da="artikler")
page = factories.article(index, "Version 0da", "Version 0en", slug_da="frisk", slug_en="fresh")
page.save_revision().publish()
"""
# Each publication is preceded by a draft of the other language, which nobody may see.
PUBLISH = """
import time
from articles.models import ArticlePage
from home.bilingual.publishing import publish_language
from tests.support import factories
pk = ArticlePage.objects.get(slug_da="frisk").pk
for number in range(1, PUBLICATIONS + 1):
    language, other = ("da", "en") if number % 2 else ("en", "da")
    draft = ArticlePage.objects.get(pk=pk).get_latest_revision_as_object()
    for column, text in ((language, f"Version {number}{language}"), (other, f"Draft {number}{other}")):
        setattr(draft, f"title_{column}", text)
        setattr(draft, f"lead_{column}", text)
        setattr(draft, f"body_{column}", factories.paragraph(text))
    draft.save_revision()
    publish_language(ArticlePage.objects.get(pk=pk), language)
    with open("LOG", "a") as log:
        log.write(f"{number} {language} {time.time()}\\n")
"""


@dataclass
class Reader:
    """Reads one address again and again, and remembers when it asked and what it was shown."""

    url: str
    language: str
    seen: list[tuple[float, int]] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)

    def read(self) -> None:
        asked = time.time()
        with urllib.request.urlopen(self.url + ADDRESSES[self.language]) as response:  # noqa: S310 - our own server
            html = response.read().decode()
        words = set(re.findall(r"(?:Version|Draft) \d+..", html))
        if len(words) != 1 or not re.fullmatch(rf"Version \d+{self.language}", words.copy().pop()):
            self.mistakes.append(f"{self.language}: {sorted(words)}")
        self.seen += [(asked, int(re.findall(r"\d+", word)[0])) for word in words]


@contextmanager
def four_processes(site: Site, **environment: str) -> Iterator[str]:
    """Serve the site's database by the production server, with the page cache on."""
    port = free_port()
    environment = {**site.environment, "PAGE_CACHE_MEGABYTES": "8", "DATABASE_POOL_SIZE": "2", **environment}
    environment |= {"BIND": f"127.0.0.1:{port}", "WORKERS": str(PROCESSES), "THREADS": "2"}
    url = f"http://localhost:{port}"
    with production_server(environment):
        wait_for(lambda: urllib.request.urlopen(f"{url}/").status == HTTPStatus.OK)  # noqa: S310 - our own server
        yield url


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "publications"


@pytest.mark.thorough
def test_a_second_after_each_of_many_publications_nobody_reads_the_old_text(site: Site, log: Path) -> None:
    assert site.run(CREATE).wait() == 0
    with four_processes(site) as url:
        publisher = site.run(PUBLISH.replace("PUBLICATIONS", str(PUBLICATIONS)).replace("LOG", str(log)))
        readers = [Reader(url, language) for language in ADDRESSES for _ in range(READERS // 2)]

        def read(reader: Reader) -> None:
            while publisher.poll() is None:
                reader.read()
                # The editor needs the processor, too.
                time.sleep(PAUSE)
            time.sleep(1)
            reader.read()

        at_once([partial(read, reader) for reader in readers])
    assert publisher.returncode == 0
    published = [line.split() for line in log.read_text().splitlines()]
    assert len(published) == PUBLICATIONS
    assert [mistake for reader in readers for mistake in reader.mistakes] == []
    stale = [
        (reader.language, number, version)
        for reader in readers
        for asked, version in reader.seen
        for number, language, moment in published
        if language == reader.language and float(moment) + 1 < asked and version < int(number)
    ]
    assert stale == []
    assert sum(len(reader.seen) for reader in readers) > PUBLICATIONS * 5, "the readers were too slow to see anything"

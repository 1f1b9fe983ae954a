"""What grows with the site: a small one beside a large one, measured in one run, printed in one table and never asserted."""

import io
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import ArticlePage
from home.models import User
from home.operations.backups import back_up
from home.operations.loader import load
from tests.articles.comments import comment
from tests.benchmarks.timing import seconds
from tests.support import factories

# A backup reads on a connection of its own what others have committed.
pytestmark = [pytest.mark.benchmark, pytest.mark.django_db(transaction=True)]

FEW, MANY = 100, 10_000
COMMENTS, VIEW_DAYS, REDIRECTS = 10, 100, 5  # of each article
# What lists or reads all of it takes as much longer as there is more.
LISTS_MORE = {"search that finds all", "all to the translator", "backup"}


class Measured(NamedTuple):
    """What an act takes: seconds, queries, and mebibytes of Python's own at most."""

    time: float
    queries: int
    memory: float


def test_a_small_site_and_a_large_one(editor: User, client: Client, tmp_path: Path) -> None:
    load()
    article = ArticlePage.objects.get()
    # There is something for a translator to do.
    article.lead_da = "Noget helt nyt."
    article.save_revision().publish()
    for _ in range(COMMENTS):
        comment(article)
    client.force_login(editor)
    make(article, FEW)
    few = {name: measured(name, act) for name, act in acts(article, client, tmp_path).items()}
    make(article, MANY, after=FEW)
    print(
        f"\n{FEW} articles beside {MANY:,}; {COMMENTS} comments, {VIEW_DAYS} days with views and {REDIRECTS} redirects of each"
    )
    print(f"{'':34}{'ms':>8}{'':>9}{'queries':>10}{'':>6}{'MiB':>8}{'':>8}{'times':>8}")
    for name, act in acts(article, client, tmp_path).items():
        less, more = few[name], measured(name, act)
        note = "  lists more" if name in LISTS_MORE else "  GREW" if more.time > 1.5 * less.time else ""
        print(
            f"{name:34}{less.time * 1000:8.0f}{more.time * 1000:9.0f}{less.queries:10}{more.queries:6}"
            f"{less.memory:8.1f}{more.memory:8.1f}{more.time / less.time:8.2f}{note}",
            flush=True,
        )


def acts(article: ArticlePage, editors: Client, folder: Path) -> dict[str, Callable[[], Any]]:
    """Name what is measured, and how it is done."""
    readers, parent = Client(), article.get_parent().pk
    addresses = {
        "front page": "/",
        "index": "/artikler/",
        "last page of the index": "/artikler/?page=9",
        "article": article.get_url(),
        "former address": f"/old-{article.pk}-1/",
        "nothing there": "/findes-ikke/",
        "search": "/soeg/?q=telefon",
        "search that finds all": "/soeg/?q=iskias",
        "sitemap": "/sitemap.xml",
        "feed": "/atom.xml",
        "dashboard": reverse("wagtailadmin_home"),
        "explorer": reverse("wagtailadmin_explore", args=[parent]),
        "explorer, by title": f"{reverse('wagtailadmin_explore', args=[parent])}?ordering=title",
        "editor": reverse("wagtailadmin_pages:edit", args=[article.pk]),
        "readiness board": reverse("readiness"),
        "search in the admin": f"{reverse('wagtailadmin_pages:search')}?q=iskias",
        "readership": reverse("readership"),
        "redirects": reverse("wagtailredirects:index"),
        "calendar": reverse("calendar"),
        "reports: pages": reverse("wagtailadmin_reports:site_history"),
    }

    def asking(address: str) -> Callable[[], Any]:
        person = editors if address.startswith("/admin/") else readers
        return lambda: person.get(address)

    return {name: asking(address) for name, address in addresses.items()} | {
        "one article to the translator": lambda: send(folder, page=str(article.pk)),
        "all to the translator": lambda: send(folder),
        "backup": lambda: back_up(folder / "backups"),
    }


def send(folder: Path, **part: str) -> None:
    call_command("sendtotranslator", "en", folder / "texts.xlf", stdout=io.StringIO(), **part)


def measured(name: str, act: Callable[[], Any]) -> Measured:
    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        act()
    once = time.perf_counter() - begun
    tracemalloc.start()
    act()
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Measured(once if name in LISTS_MORE else seconds(act, repetitions=3), len(queries), peak / 2**20)


def make(article: ArticlePage, last: int, after: int = 0) -> None:
    factories.clones(article, last, after)
    factories.cloned_comments(article, last, after)
    numbers = [after + 1, last]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_dailyviews (page_id, language, day, count)"
            " SELECT %s + n * 100000, language, current_date - d, 1 + n %% 7"
            f" FROM generate_series(%s, %s) n, generate_series(1, {VIEW_DAYS // 2}) d, unnest(ARRAY['da', 'en']) language",
            [article.pk, *numbers],
        )
        cursor.execute(
            "INSERT INTO wagtailredirects_redirect (old_path, site_id, is_permanent, redirect_page_id, redirect_link,"
            " created_at, automatically_created, redirect_page_route_path)"
            " SELECT '/old-' || (%s + n * 100000) || '-' || r, id, true,"
            " %s + n * 100000, '', now(), false, ''"
            f" FROM generate_series(%s, %s) n, generate_series(1, {REDIRECTS}) r, wagtailcore_site",
            [article.pk, article.pk, after + 1 if after else 0, last],
        )
        # What PostgreSQL does by itself before long: rows are counted, and new words entered into the index of the search.
        cursor.execute("ANALYZE")
        cursor.execute(
            "SELECT gin_clean_pending_list(i.oid) FROM pg_class i JOIN pg_am a ON a.oid = i.relam WHERE amname = 'gin'"
        )

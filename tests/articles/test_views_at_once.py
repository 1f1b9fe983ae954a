"""Two hundred views at once, by several processes, while others fold: none is lost, none is counted twice."""

import pytest

from tests.support.served import Site

FOLD = "from articles.readership import fold; [fold() for _ in range(40)]"
READ = """
from django.db import connection
from django.test import Client
from django.urls import reverse
from articles.models import ArticlePage
from tests.support.patience import at_once
address = reverse("count_view", args=[ArticlePage.objects.get(slug_da="lindring-af-iskias-med-akupunktur").pk])
headers = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Sec-Fetch-Site": "same-origin"}
def read():
    for _ in range(5):
        assert Client().post(address, headers=headers).status_code == 204
    connection.close()
at_once([read] * 20)
"""
FIGURES = "SELECT (SELECT COALESCE(sum(count), 0) FROM articles_dailyviews) + (SELECT count(*) FROM articles_view) + length(%s)"


@pytest.mark.thorough
def test_no_view_is_lost_and_none_is_counted_twice(site: Site) -> None:
    before = site.value(FIGURES, [""])
    processes = [site.run(script) for script in (READ, FOLD, READ, FOLD)]
    assert [process.wait() for process in processes] == [0] * len(processes)
    assert site.value(FIGURES, [""]) == before + 200

"""Queries that are compiled once, and core's rule for sites that one of them stands in for."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Site

from home.models import HomePage, InfoPage
from home.reading import routing
from home.reading.compiled import Compiled, Current, Given
from tests.support import factories
from tests.support.patience import at_once


def titled() -> models.QuerySet:
    return InfoPage.objects.filter(title=Given("title", models.CharField()))


@pytest.fixture
def visit(home_page: HomePage) -> InfoPage:
    return factories.info_page(home_page, "Første besøg", "First visit")


def test_each_run_has_its_own_values_and_language(visit: InfoPage) -> None:
    of_title = Compiled(titled)
    assert of_title(title="Første besøg") == [visit]
    assert of_title(title="First visit") == []
    with translation.override("en"):
        assert of_title(title="First visit") == [visit]
        assert of_title(title="Første besøg") == []


def test_what_the_clock_says_is_asked_for_at_every_run(visit: InfoPage) -> None:
    depths = [1, 9]
    queryset = InfoPage.objects.filter(depth__lt=Current(lambda: depths[0], models.IntegerField()))
    above = Compiled(lambda: queryset)
    assert above() == list(queryset.all()) == []
    depths.pop(0)
    assert above() == list(queryset.all()) == [visit]


def test_a_moment_that_would_stand_still_is_refused(db: None) -> None:
    with pytest.raises(TypeError, match="Current"):
        Compiled(lambda: InfoPage.objects.filter(first_published_at__date__lt=date(2026, 1, 2)))()


def test_a_query_that_one_thread_compiled_runs_on_the_connection_of_another(db: None) -> None:
    process = models.Func(function="pg_backend_pid", output_field=models.IntegerField())
    asked = Compiled(lambda: ContentType.objects.annotate(process=process)[:1])
    answers = asked()

    def ask() -> None:
        answers.extend(asked())
        connection.close()

    at_once([ask])
    here, there = (answer.process for answer in answers)
    assert here != there


@pytest.mark.parametrize("has_default", [True, False])
@pytest.mark.parametrize("hosts", [[], ["a"], ["a", "b"], ["a", "a:81"], ["a:81", "a:82"], ["localhost:81"]])
@pytest.mark.parametrize("asked", ["a", "a:81", "b:82", "localhost", "localhost:81", "c"])
def test_a_site_is_chosen_as_core_chooses_it(home_page: HomePage, hosts: list[str], has_default: bool, asked: str) -> None:
    Site.objects.update(is_default_site=has_default)
    for host in hosts:
        name, _, port = host.partition(":")
        Site.objects.create(hostname=name, port=int(port or 80), root_page=home_page)
    name, _, port = asked.partition(":")
    request = RequestFactory().get("/", headers={"host": asked}, SERVER_PORT=port or "80")
    assert routing._site_of(request) == Site._find_for_request(request)

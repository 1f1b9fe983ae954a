"""The site's row in the database says what SITE_ADDRESS says."""

import gc
import runpy
from typing import Any

import pytest
from django.db import OperationalError
from wagtail.models import Site

from home.models import HomePage


@pytest.fixture(autouse=True)
def _process_stays_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    # A test has one connection, in a transaction of its own.
    monkeypatch.setattr("home.site_address.close_old_connections", lambda: None)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(gc, "set_threshold", lambda *numbers: None)


@pytest.mark.parametrize("address", ["https://www.example.dk", "http://localhost:8101"])
def test_a_server_that_starts_brings_the_site_its_address(home_page: HomePage, settings: Any, address: str) -> None:
    settings.SITE_ADDRESS = address
    runpy.run_module("home.wsgi")
    assert Site.objects.get().root_url == address


def test_a_server_starts_without_its_database(home_page: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_away(*args: Any, **kwargs: Any) -> None:
        raise OperationalError

    monkeypatch.setattr(Site.objects, "filter", is_away)
    assert runpy.run_module("home.wsgi")["application"]

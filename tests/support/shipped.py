"""The site as it is shipped, loaded once for each process that tests; what a test changes is undone after it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from home.operations.loader import load
from tests.support.sites import OwnSite, migrated_copy, own_site


@pytest.fixture(scope="session")
def shipped_site(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[OwnSite]:
    """A database and folders of its own with the real content."""
    migrated = migrated_copy(connection.settings_dict["NAME"])
    with django_db_blocker.unblock(), own_site("shipped", tmp_path_factory.mktemp("sites"), template=migrated) as site:
        with site.active():
            load()
        with django_db_blocker.block():
            yield site


@pytest.fixture(scope="module")
def shipped(shipped_site: OwnSite, django_db_blocker: Any) -> Iterator[None]:
    """Let all tests of a module work on the real content; each still asks for `db`."""
    with django_db_blocker.unblock(), shipped_site.active(), django_db_blocker.block():
        yield

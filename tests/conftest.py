from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import translation

from home.models import HomePage, User
from tests.support import factories, migrated
from tests.support.patience import patience
from tests.support.served import site
from tests.support.shipped import shipped, shipped_site
from tests.support.sites import keep_migrated

__all__ = ["shipped", "shipped_site", "site"]


# What takes minutes begins first, so that no processor waits for it at the end.
LONGEST = (
    "test_page_tree.py",
    "test_every_form.py",
    "test_page_cache.py",
    "test_every_file.py",
    "test_killed.py",
    "test_danish_admin.py",
    "test_page_types.py",
)


# Seconds until a test that hangs is ended, on a quiet machine, with what it needs to begin.
LIMIT, LONG_LIMIT = 600, 1200


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONGEST)
    for item in items:
        is_long = item.get_closest_marker("browser") or item.path.name in LONGEST
        if not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(patience(LONG_LIMIT if is_long else LIMIT)))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Copy what the migrations make, once for all processes, instead of running them in each."""
    connection.settings_dict["TEST"]["TEMPLATE"] = migrated.template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Keep a copy of what the migrations made, since tests with transactions of their own empty the database."""
    with keep_migrated(connection.settings_dict["NAME"], django_db_blocker):
        yield


@pytest.fixture(autouse=True)
def _default_language() -> Iterator[None]:
    """Begin and end every test in the default language, whatever the test activates."""
    with translation.override(django_settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _fast_passwords(settings: Any) -> None:
    """Hash passwords quickly; their strength is not what the tests look at."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def home_page(db: None) -> HomePage:
    """The front page of a site, public in both languages."""
    return factories.home_page()


@pytest.fixture
def editor(db: None) -> User:
    """A person who may do everything in the admin."""
    return User.objects.create_superuser("inger", "inger@example.org", "inger-inger")

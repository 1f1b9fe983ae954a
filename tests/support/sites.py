"""Whole sites of their own, database and folders, between which a test changes over within one process."""

import os
import re
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import connection
from django.test import Client, override_settings

from home.operations.backups.files import all_files
from tests.support.addresses import EVERY_PAGE

FORM_TOKEN = re.compile(rb'name="token" value="[^"]+"')


@dataclass(frozen=True)
class OwnSite:
    """A database and the folders that belong to it."""

    database: str
    folder: Path

    @contextmanager
    def active(self) -> Iterator[None]:
        """Let this process work on the site."""
        former = connection.settings_dict["NAME"]
        with override_settings(MEDIA_ROOT=self.folder / "media", PRIVATE_ROOT=self.folder / "private"):
            _connect_to(self.database)
            try:
                yield
            finally:
                _connect_to(former)


@contextmanager
def own_site(name: str, folder: Path, template: str = "template0") -> Iterator[OwnSite]:
    """Make a site, as a copy of a database that nobody uses, and drop it at the end."""
    database = f"{name}_{os.getpid()}"
    with own_database(database, template):
        yield OwnSite(database, folder / name)
    shutil.rmtree(folder / name, ignore_errors=True)


def pages(*names: str) -> dict[str, bytes]:
    """Read pages of the active site in both languages, all where none is named, without the tokens, which are always new."""
    client = Client()
    addresses = [address for name in names or EVERY_PAGE for address in EVERY_PAGE[name]]
    return {address: FORM_TOKEN.sub(b"", client.get(address).content) for address in addresses}


def files() -> dict[tuple[str, str], bytes]:
    """Read every uploaded file of the active site."""
    return {(storage, name): storages[storage].open(name).read() for storage, name in all_files()}


def kill_after(seconds: float, act: Callable[[], Any]) -> None:
    """Begin an act in a process of its own, and kill that after some time, unless it has ended."""
    connection.close()
    connection.close_pool()
    child = os.fork()
    if child == 0:
        act()
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@contextmanager
def keep_migrated(database: str, blocker: Any) -> Iterator[None]:
    """Keep a copy of a database as the migrations left it, from which sites are made."""
    with blocker.unblock():
        # A database that is in use cannot be copied.
        _connect_to("postgres")
        with own_database(migrated_copy(database), database):
            _connect_to(database)
            with blocker.block():
                yield


def migrated_copy(database: str) -> str:
    return f"{database}_migrated"


@contextmanager
def own_database(name: str, template: str) -> Iterator[None]:
    """Copy a database that nobody uses, and drop the copy at the end."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield
    finally:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _connect_to(database: str) -> None:
    connection.close()
    connection.close_pool()
    connection.settings_dict["NAME"] = database
    cache.clear()
    ContentType.objects.clear_cache()

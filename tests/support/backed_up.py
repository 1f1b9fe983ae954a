"""The clinic's site with a backup of it, and the same site some time later."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection

from articles.models import CaseStoryPage
from home.models import ClinicSettings, User
from home.operations.backups import back_up, restore
from tests.support import factories
from tests.support.sites import OwnSite, files, migrated_copy, own_site, pages

FEW = ("home", "sciatica")


@pytest.fixture(scope="module")
def clinic(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[OwnSite]:
    """The clinic's site with its content and its pictures."""
    folder = tmp_path_factory.mktemp("sites")
    migrated = migrated_copy(connection.settings_dict["NAME"])
    with django_db_blocker.unblock(), own_site("clinic", folder, template=migrated) as site:
        with site.active():
            call_command("loadcontent", verbosity=0)
            User.objects.create_superuser("inger", "inger@example.org", "inger-inger")
            story = CaseStoryPage.objects.get()
            story.picture = factories.picture("Sarah")
            story.save()
            # The first reading makes the renditions.
            pages()
        yield site


@pytest.fixture(scope="module")
def archive(clinic: OwnSite) -> Path:
    with clinic.active():
        return back_up(clinic.folder / "backups")


@contextmanager
def later_site(clinic: OwnSite) -> Iterator[OwnSite]:
    """The clinic's site some time after the backup: another address, a file more, and a file with other bytes."""
    with own_site("later", clinic.folder.parent, template=clinic.database) as site, site.active():
        changed, *kept = sorted(name for storage, name in files_of(clinic) if storage == "private")
        for name in kept:
            storages["private"].save(name, ContentFile(files_of(clinic)["private", name]))
        storages["private"].save(changed, ContentFile(b"a picture of later"))
        storages["private"].save("original_images/later.png", ContentFile(b"a newer picture"))
        ClinicSettings.objects.update(street="Nygade 7")
        yield site


def files_of(site: OwnSite) -> dict[tuple[str, str], bytes]:
    with site.active():
        return files()


def schemas() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'")
        return {name for (name,) in cursor.fetchall()}


def quietly_restore(path: Path, replace: bool = True) -> None:
    restore(path, replace=replace)

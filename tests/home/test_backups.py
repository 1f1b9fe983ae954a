import random
import re
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from home.backups import BackupError, back_up, finish_restore, restore
from home.backups.archive import create_archive
from home.backups.tables import describe
from home.models import ClinicSettings, User
from tests.sites import OwnSite, files, kill_after, migrated_copy, own_site, pages

FEW = ("home", "sciatica")
CASTS = re.compile(r"::[a-z ]+(\[\])?|[()]")


@pytest.fixture(scope="module")
def clinic(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[OwnSite]:
    """The clinic's site with its content and its pictures."""
    folder = tmp_path_factory.mktemp("sites")
    migrated = migrated_copy(connection.settings_dict["NAME"])
    with django_db_blocker.unblock(), own_site("clinic", folder, template=migrated) as site:
        with site.active():
            call_command("loadcontent", verbosity=0)
            User.objects.create_superuser("inger", "inger@example.org", "inger-inger")
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
        changed, *kept = sorted(name for storage, name in files_of(clinic))
        for name in kept:
            default_storage.save(name, ContentFile(files_of(clinic)["default", name]))
        default_storage.save(changed, ContentFile(b"a picture of later"))
        default_storage.save("original_images/later.png", ContentFile(b"a newer picture"))
        ClinicSettings.objects.update(street="Nygade 7")
        yield site


def files_of(site: OwnSite) -> dict[tuple[str, str], bytes]:
    with site.active():
        return files()


def quietly_restore(path: Path, replace: bool = True) -> None:
    restore(path, replace=replace, tell=lambda text: None)


def test_a_backup_can_carry_everything_that_the_migrations_make(db: None) -> None:
    assert "home_basepage" in describe(connection.connection)["tables"]


def test_a_restored_site_has_the_same_pages_and_files_byte_for_byte(clinic: OwnSite, archive: Path) -> None:
    with clinic.active():
        expected = pages(), files()
    with own_site("empty", clinic.folder.parent) as empty, empty.active():
        quietly_restore(archive, replace=False)
        assert (pages(), files()) == expected
        # The next row gets a number of its own.
        User.objects.create_superuser("bo", "bo@example.org", "bo-bo-bo-bo")


def test_a_restored_database_is_what_the_migrations_make(clinic: OwnSite, archive: Path) -> None:
    def shape() -> dict[str, str]:
        connection.ensure_connection()
        # PostgreSQL moves a cast within a condition that it reads back.
        return {part: CASTS.sub("", str(rows)) for part, rows in describe(connection.connection).items() if part != "sequences"}

    with clinic.active():
        expected = shape()
    with own_site("empty", clinic.folder.parent) as empty, empty.active():
        quietly_restore(archive)
        assert shape() == expected
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
        call_command("migrate", check_unapplied=True, verbosity=0)


@pytest.mark.parametrize("where", [0.0, 0.2, 0.5, 0.9, 0.9999, 1.0])
def test_an_archive_with_one_bit_flipped_is_refused(clinic: OwnSite, archive: Path, tmp_path: Path, where: float) -> None:
    damaged = tmp_path / archive.name
    content = bytearray(archive.read_bytes())
    content[round(where * (len(content) - 1))] ^= 0b0000_0100
    damaged.write_bytes(content)
    with clinic.active(), pytest.raises(BackupError, match="damaged"):
        quietly_restore(damaged)


def test_an_archive_that_stops_early_is_refused(clinic: OwnSite, archive: Path, tmp_path: Path) -> None:
    damaged = tmp_path / archive.name
    damaged.write_bytes(archive.read_bytes()[:-1000])
    with clinic.active(), pytest.raises(BackupError, match="damaged"):
        quietly_restore(damaged)


def test_an_archive_of_newer_code_is_refused(clinic: OwnSite, tmp_path: Path) -> None:
    newer = tmp_path / "backup.zip"
    with create_archive(newer) as writer:
        writer.close({"format": 1, "migrations": {"home": ["9999_from_the_future"]}})
    with clinic.active(), pytest.raises(BackupError, match=r"newer than this code, which lacks home\.9999"):
        quietly_restore(newer)


def test_a_site_with_content_is_not_replaced_unless_asked(clinic: OwnSite, archive: Path) -> None:
    with clinic.active(), pytest.raises(BackupError, match="has content"):
        quietly_restore(archive, replace=False)


def test_nobody_stays_logged_in_through_a_backup(archive: Path) -> None:
    with zipfile.ZipFile(archive) as zipped:
        assert zipped.read("database/django_session.copy") == b""
    assert archive.stat().st_mode & 0o077 == 0


def test_a_backup_that_is_killed_leaves_no_archive_and_the_next_one_tidies_up(clinic: OwnSite, tmp_path: Path) -> None:
    with clinic.active():
        begin = time.monotonic()
        back_up(tmp_path)
        duration = time.monotonic() - begin
        for moment in (0.1, 0.4, 0.7, 0.95):
            kill_after(moment * duration, lambda: back_up(tmp_path / "killed"))
        assert pages(*FEW)
        for path in (tmp_path / "killed").glob("*.zip"):
            quietly_restore(path)  # killed after its end: whole
        last = back_up(tmp_path / "killed")
        assert not [*last.parent.glob("*.part")]


def test_a_restore_that_is_killed_leaves_the_former_or_the_restored_site(clinic: OwnSite, archive: Path) -> None:
    with clinic.active():
        restored = pages(*FEW), files()
    with later_site(clinic) as site:
        former = pages(*FEW), files()
        assert former != restored
        begin = time.monotonic()
        quietly_restore(archive)
        duration = time.monotonic() - begin
        assert (pages(*FEW), files()) == restored
    for part in range(4):
        moment = (part + random.random()) / 4 * duration  # noqa: S311 - any moment will do
        with later_site(clinic) as site:
            kill_after(moment, lambda: quietly_restore(archive))
            with site.active():
                finish_restore()
                now, stored = pages(*FEW), files()
                expected = former if now == former[0] else restored
                assert now == expected[0], f"killed after {moment} of {duration}"
                assert expected[1].items() <= stored.items(), f"killed after {moment} of {duration}"

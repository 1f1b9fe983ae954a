import importlib
import io
import random
import re
import time
from pathlib import Path
from subprocess import PIPE
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from articles.models import CaseStoryPage, Withdrawal
from home.models import User
from home.operations.backups import BackupError, back_up, finish_restore, restore, verify
from home.operations.backups.archive import create_archive, open_archive
from home.operations.backups.files import all_files
from home.operations.backups.finish import finish
from home.operations.backups.programs import client, folder_of_programs
from home.operations.backups.withdrawals_file import unite_withdrawals
from home.operations.progress import Progress
from tests.support.backed_up import FEW, archive, clinic, files_of, later_site, quietly_restore
from tests.support.sites import OwnSite, files, kill_after, own_site, pages

__all__ = ["archive", "clinic"]

SARAH = "6f1c2a52-9f3e-4d7b-8a51-2b7c0e9d4f38"
PICTURE = "original_images/sarah.png"
# PostgreSQL moves a cast within a condition that it reads back; each text that pg_dump writes has a key of its own.
CASTS, KEYS = r"::[a-z ]+(\[\])?|[()]", r"\\(un)?restrict .*"


def test_a_restored_site_has_the_same_pages_and_files_byte_for_byte(clinic: OwnSite, archive: Path) -> None:
    with clinic.active():
        expected = pages(), files()
    with own_site("empty", clinic.folder.parent) as empty, empty.active():
        quietly_restore(archive, replace=False)
        assert (pages(), files()) == expected
        # The next row gets a number of its own.
        User.objects.create_superuser("bo", "bo@example.org", "bo-bo-bo-bo")


def test_a_restored_database_is_what_the_migrations_make_and_the_site_knows_its_new_address(
    clinic: OwnSite, archive: Path, settings: Any
) -> None:
    def shape() -> str:
        dump = folder_of_programs() / "pg_dump"
        with client(dump, "--schema-only", "--no-owner", "--no-acl", "--no-comments", "--schema=public", output=PIPE) as text:
            return re.sub(f"{CASTS}|{KEYS}", "", text.read().decode())

    with clinic.active():
        expected = shape()
    settings.SITE_ADDRESS = "https://www.example.dk"
    with own_site("empty", clinic.folder.parent) as empty, empty.active():
        quietly_restore(archive)
        assert shape() == expected
        assert Site.objects.get().root_url == "https://www.example.dk"
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


def test_an_archive_of_newer_code_is_refused(db: None, tmp_path: Path) -> None:
    newer = tmp_path / "backup.zip"
    with create_archive(newer) as writer:
        writer.close({"format": 1, "migrations": {"home": ["9999_from_the_future"]}})
    with pytest.raises(BackupError, match=r"newer than this code, which lacks home\.9999"):
        quietly_restore(newer)


def test_a_site_with_content_is_not_replaced_unless_asked(clinic: OwnSite, archive: Path) -> None:
    with clinic.active(), pytest.raises(BackupError, match="has content"):
        quietly_restore(archive, replace=False)


def test_nobody_stays_logged_in_through_a_backup(clinic: OwnSite, tmp_path: Path) -> None:
    with own_site("visited", clinic.folder.parent, template=clinic.database) as site, site.active():
        Client().force_login(User.objects.get(username="inger"))
        archive = back_up(tmp_path)
        assert archive.stat().st_mode & 0o077 == 0
        assert Session.objects.exists()
        quietly_restore(archive)
        assert not Session.objects.exists()


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


def test_a_backup_that_fails_leaves_nothing_and_tells_the_log_why(
    clinic: OwnSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    unreadable = clinic.folder / "media" / "karen@example.org.png"
    unreadable.symlink_to("nowhere")
    try:
        with clinic.active(), pytest.raises(FileNotFoundError):
            call_command("backup", folder=tmp_path / "new")
    finally:
        unreadable.unlink()
    assert not [*(tmp_path / "new").iterdir()]
    [line] = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert "FileNotFoundError" in line
    assert "karen@" not in line


def test_no_backup_is_begun_on_a_disk_that_is_almost_full(
    clinic: OwnSite, archive: Path, caplog: pytest.LogCaptureFixture, monkeypatch: Any
) -> None:
    free = archive.stat().st_size * 1.4
    monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=free))
    with clinic.active(), pytest.raises(CommandError, match="Make room first"):
        call_command("backup", folder=archive.parent)
    assert [*archive.parent.iterdir()] == [archive]
    assert "Make room first" in caplog.text


def test_no_backup_is_made_while_a_restore_runs(clinic: OwnSite, archive: Path, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("home.operations.backups.database.PATIENCE", 0)
    refused = []

    class TriesBoth(Progress):
        def say(self, sentence: str) -> None:
            # The clock's own attempt is no error.
            assert finish_restore() == 0
            for attempt in (back_up, verify):
                with pytest.raises(BackupError, match="is running"):
                    attempt(tmp_path)
            refused.append(sentence)

    with clinic.active():
        restore(archive, replace=True, progress=TriesBoth(io.StringIO()))
    assert refused
    assert not [*tmp_path.iterdir()]


@pytest.mark.thorough
def test_an_extension_of_the_operators_stays(clinic: OwnSite, tmp_path: Path) -> None:
    def extensions() -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT extname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE nspname = 'public'"
            )
            return {name for (name,) in cursor.fetchall()}

    with own_site("extended", clinic.folder.parent, template=clinic.database) as site, site.active():
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM pg_available_extensions WHERE name IN ('pg_trgm', 'vector')")
            expected = {cursor.fetchone()[0]}
            cursor.execute(f"CREATE EXTENSION {min(expected)}")
        quietly_restore(back_up(tmp_path))
        assert extensions() == expected


def test_lines_are_only_ever_added_to_the_list_of_withdrawals(tmp_path: Path, settings: Any) -> None:
    settings.WITHDRAWALS_FILE = tmp_path / "withdrawals.txt"
    settings.WITHDRAWALS_FILE.write_text("first\n")
    with create_archive(tmp_path / "backup.zip") as writer:
        writer.add("withdrawals", [b"first\nsecond\n"])
        writer.close({})
    with settings.WITHDRAWALS_FILE.open("a") as elsewhere, open_archive(tmp_path / "backup.zip") as archive:
        unite_withdrawals(archive)
        elsewhere.write("third\n")
    assert settings.WITHDRAWALS_FILE.read_text().split() == ["first", "second", "third"]


@pytest.mark.parametrize("when", ["before", "on another host", "while it changes over"])
def test_a_restore_brings_nothing_back_of_a_consent_that_was_withdrawn(
    clinic: OwnSite, archive: Path, tmp_path: Path, settings: Any, monkeypatch: Any, when: str
) -> None:
    settings.WITHDRAWALS_FILE = tmp_path / "withdrawals.txt"

    def withdraw() -> None:
        settings.WITHDRAWALS_FILE.write_text(f"2026-11-22T10:00:00+00:00 {SARAH}\n")

    def end_early() -> None:
        withdraw()
        raise KeyboardInterrupt

    def do_next() -> None:
        next(steps)()

    steps = iter([finish, end_early])
    monkeypatch.setattr(importlib.import_module("home.operations.backups.restore"), "finish", do_next)
    with later_site(clinic) as site:
        storages["private"].delete(PICTURE)
        if when == "before":
            withdraw()
        if when == "on another host":
            Withdrawal.objects.create(consent_key=SARAH, withdrawn_at=timezone.now())
        with pytest.raises(KeyboardInterrupt):
            quietly_restore(archive)
        assert ("private", PICTURE) not in all_files()
        assert CaseStoryPage.objects.exists() == (when == "while it changes over")
        finish_restore()
        assert not CaseStoryPage.objects.exists()
        assert all_files() == {key for key in files_of(clinic) if "sarah" not in key[1]}
        assert not [*site.folder.rglob("restoring_*")]


@pytest.mark.thorough
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
                now = pages(*FEW)
                expected = former if now == former[0] else restored
                assert now == expected[0], f"killed after {moment} of {duration}"
                # Until the change-over readers are given no file that was deleted since the backup.
                assert expected is restored or files() == former[1], f"killed after {moment} of {duration}"
                finish_restore()
                assert files() == expected[1], f"killed after {moment} of {duration}"
                assert not [*site.folder.rglob("restoring_*")]

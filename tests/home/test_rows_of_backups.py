"""What PostgreSQL's own programs do of a backup: which of them are taken, and what happens where they fail."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from home.models import ClinicSettings
from home.operations.backups import BackupError, back_up, restore
from home.operations.backups.archive import create_archive
from home.operations.backups.backup import FORMAT
from home.operations.backups.programs import PROGRAMS, folder_of_programs
from home.operations.progress import Progress
from tests.support.backed_up import FEW, archive, clinic, later_site, quietly_restore, schemas
from tests.support.sites import OwnSite, files, pages

__all__ = ["archive", "clinic"]


def made_by(path: Path, **manifest: Any) -> Path:
    with create_archive(path / "backup.zip") as writer:
        writer.close({"format": FORMAT, "made": "2026-11-28", "migrations": {}, "postgresql": [15, 1]} | manifest)
    return path / "backup.zip"


def test_an_archive_of_former_code_is_refused_with_what_to_do(clinic: OwnSite, tmp_path: Path) -> None:
    with (
        clinic.active(),
        pytest.raises(BackupError, match="Check that version out, restore the archive"),
    ):
        quietly_restore(made_by(tmp_path, format=1))


def test_an_archive_of_a_newer_postgresql_is_refused(clinic: OwnSite, tmp_path: Path) -> None:
    with (
        clinic.active(),
        pytest.raises(BackupError, match=r"from PostgreSQL 99; .* Upgrade the database"),
    ):
        quietly_restore(made_by(tmp_path, postgresql=[99, 1]))


def install_only(debian: Path, monkeypatch: Any, *versions: int) -> None:
    monkeypatch.setattr("home.operations.embedded_postgres.programs", lambda: None)
    monkeypatch.setattr("home.operations.backups.programs.DEBIAN", debian)
    monkeypatch.setenv("PATH", "")
    for version in versions:
        folder = debian / str(version) / "bin"
        folder.mkdir(parents=True)
        for program in PROGRAMS:
            says = f"echo '{program} (PostgreSQL) {version}.4 (Debian {version}.4-1)'"
            (folder / program).write_text(
                f"#!/bin/sh\n[ $1 = --version ] && {says} && exit\necho PGDMP; echo No more >&2; exit 1\n"
            )
            (folder / program).chmod(0o755)


def test_of_several_versions_of_postgresqls_programs_the_servers_own_is_taken(
    db: None, tmp_path: Path, monkeypatch: Any
) -> None:
    connection.ensure_connection()
    server = connection.connection.info.server_version // 10000
    install_only(tmp_path, monkeypatch, server + 2, server - 1, server, server + 1)
    assert folder_of_programs() == tmp_path / str(server) / "bin"


def test_without_postgresqls_programs_a_backup_and_a_restore_say_what_to_install(
    clinic: OwnSite, archive: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    install_only(tmp_path / "debian", monkeypatch, 9)
    with clinic.active():
        for attempt in (lambda: back_up(tmp_path / "new"), lambda: quietly_restore(archive)):
            with pytest.raises(BackupError, match=r"Install them first \(in Debian: postgresql-client-\d\d\)"):
                attempt()
    assert not [*(tmp_path / "new").glob("*")]


def test_a_backup_whose_rows_end_early_leaves_no_archive(clinic: OwnSite, tmp_path: Path, monkeypatch: Any) -> None:
    install_only(tmp_path / "debian", monkeypatch, 99)
    with clinic.active(), pytest.raises(BackupError, match="pg_dump failed, and nothing was changed: No more"):
        back_up(tmp_path / "new")
    assert not [*(tmp_path / "new").iterdir()]


def test_rows_that_cannot_be_loaded_are_told_of_and_leave_the_site_as_it_is(
    clinic: OwnSite, archive: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(archive) as zipped:
        rows = zipped.read("rows.dump")
        manifest = json.loads(zipped.read("manifest.json"))
    for wrong, reason in ((rows[: len(rows) // 2], "end of file"), (rows.replace(b"CREATE INDEX", b"CREATE INDEE"), "INDEE")):
        with create_archive(tmp_path / "backup.zip") as writer:
            writer.add("rows.dump", [wrong])
            writer.close(manifest)
        with later_site(clinic) as site:
            former = pages(*FEW), files()
            with pytest.raises(BackupError, match=f"failed, and nothing was changed: (?s:.*){reason}"):
                quietly_restore(tmp_path / "backup.zip")
            assert (pages(*FEW), files()) == former
            assert schemas() == {"public", "page_cache"}, site


def test_readers_are_answered_while_rows_are_loaded(clinic: OwnSite, archive: Path) -> None:
    answers = []

    class ReadsMeanwhile(Progress):
        def measure(self, what: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
            ClinicSettings.objects.update(street="Nygade 8")
            answers.append((pages(*FEW), schemas()))
            yield from chunks

    with later_site(clinic):
        restore(archive, replace=True, progress=ReadsMeanwhile(io.StringIO()))
        [(read, seen)] = answers
        assert b"Nygade 8" in b"".join(read.values())
        assert seen == {"public", "page_cache"}
        assert b"Nygade 8" not in b"".join(pages(*FEW).values())

"""Backups that leave the house: what others can read of one, whether its copy is whole, and whether it could be restored."""

import io
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper
from django.db import connection
from psycopg import errors
from pyrage.x25519 import Identity

from home.management.checks import backups_leave_the_house
from home.models import ScheduledRun, User
from home.operations.backups import BackupError, back_up, new_key, restore
from home.operations.backups.archive import create_archive, open_archive
from home.operations.backups.files import all_files
from home.operations.backups.places import Folder
from home.operations.progress import CLEARED, Progress
from tests.home.test_full_disk import small_disk
from tests.support.backed_up import schemas
from tests.support.sites import OwnSite, migrated_copy, own_site

__all__ = ["small_disk"]

DOCUMENT = b"%PDF-1.7 what a patient wrote" * 10_000


@pytest.fixture(scope="module")
def own(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[OwnSite]:
    """A site with one person and one file."""
    folder = tmp_path_factory.mktemp("sites")
    template = migrated_copy(connection.settings_dict["NAME"])
    with django_db_blocker.unblock(), own_site("own", folder, template=template) as site:
        with site.active():
            User.objects.create_superuser("inger", "inger@example.org", "inger-inger")
            storages["private"].save("documents/letter.pdf", ContentFile(DOCUMENT))
        yield site


@pytest.fixture
def site(own: OwnSite, tmp_path: Path, settings: Any) -> Iterator[OwnSite]:
    """That site, at work, with a key and another place for its backups."""
    settings.BACKUP_ROOT, settings.BACKUP_COPY = tmp_path / "home", str(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "key").write_text(new_key())
    settings.BACKUP_RECIPIENT = [public_key(tmp_path / "key")]
    with own.active():
        ScheduledRun.objects.all().delete()
        yield own


def public_key(file: Path) -> str:
    return str(Identity.from_str(file.read_text().split()[-1]).to_public())


def problem(act: str) -> str:
    return ScheduledRun.objects.get(name=act).problem


def archives_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def databases() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{connection.settings_dict['NAME']}%"])
        return {name for (name,) in cursor.fetchall()}


def test_an_encrypted_backup_and_its_private_key_make_an_empty_machine_the_site(
    site: OwnSite, tmp_path: Path, capsys: Any, monkeypatch: Any, settings: Any
) -> None:
    call_command("backup")
    [copy] = (tmp_path / "elsewhere").iterdir()
    content = copy.read_bytes()
    assert content == (tmp_path / "home" / copy.name).read_bytes()
    assert b"patient" not in content
    assert copy.stat().st_mode & 0o077 == 0
    # The site itself tries its newest backup without the private key.
    call_command("backup", verify=True)
    assert "can be restored" in capsys.readouterr().out
    assert databases() == {site.database}

    settings.BACKUP_ROOT = tmp_path / "other machine"
    (tmp_path / "wrong").write_text(new_key())
    (tmp_path / "none").write_text("a shopping list")
    torn, damaged = tmp_path / f"torn-{copy.name}", tmp_path / f"damaged-{copy.name}"
    torn.write_bytes(content[: len(content) // 2])
    damaged.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
    right, ending = str(tmp_path / "key"), public_key(tmp_path / "key")[-6:]
    with own_site("empty", tmp_path) as empty, empty.active():
        for file, identity, sentence in (
            (copy, "", f"wants the private key .* of the public key …{ending}: say --identity"),
            (
                copy,
                str(tmp_path / "wrong"),
                f"belongs to the public key …{public_key(tmp_path / 'wrong')[-6:]}, and .* …{ending}",
            ),
            (copy, str(tmp_path / "none"), "holds no private key"),
            (copy, str(tmp_path / "nowhere"), "cannot be read"),
            (torn, right, "damaged or incomplete"),
            (damaged, right, "damaged or incomplete"),
        ):
            with pytest.raises(CommandError, match=sentence):
                call_command("restore", file, identity=identity)
            assert not connection.introspection.table_names()
        # As with “<key”: the file is root's, and the site's own user reads it.
        monkeypatch.setattr("sys.stdin", io.StringIO((tmp_path / "key").read_text()))
        call_command("restore", copy, identity="-")
        assert User.objects.get().username == "inger"
        assert storages["private"].open("documents/letter.pdf").read() == DOCUMENT
        assert archives_in(settings.BACKUP_ROOT) == []


@pytest.mark.parametrize("fault", ["away", "torn", "full", "the same", "refuses", "without packages"])
def test_a_copy_that_fails_leaves_the_backup_and_what_was_there_and_is_told_of(
    site: OwnSite, tmp_path: Path, settings: Any, monkeypatch: Any, request: Any, fault: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    sentences = {
        "away": "Is its disk mounted",
        "torn": "not what was sent",
        "full": "No space left",
        "refuses": "Forbidden",
        "the same": "already",
    }
    called: list[Any] = []
    monkeypatch.setattr("home.management.commands.backup.report", called.append)
    if fault == "away":
        elsewhere.rmdir()
    if fault == "the same":
        settings.BACKUP_COPY = str(tmp_path / "home" / ".." / "home")
    if fault == "torn":
        monkeypatch.setattr(Folder, "read", lambda self, name: [b"half"])
    if fault == "full":
        elsewhere = request.getfixturevalue("small_disk")
        (elsewhere / "filling").write_bytes(bytes(120_000))
        settings.BACKUP_COPY = str(elsewhere)
    if fault == "refuses":
        # As S3 says it: an error of which only its own client knows.
        monkeypatch.setattr(Folder, "put", lambda self, path: (_ for _ in ()).throw(RuntimeError("403 Forbidden")))
    if fault == "without packages":
        settings.BACKUP_COPY = "s3://key:the%2Fsecret@bucket/clinic"
    if elsewhere.exists():
        (elsewhere / "backup-2020-01-01-000000.zip").write_bytes(b"of old")
    with pytest.raises(CommandError, match=sentences.get(fault, "requirements-grow.lock")) as told:
        call_command("backup", keep_days=30)
    assert told.value.returncode == 2
    assert "the%2Fsecret" not in str(told.value)
    [made] = (tmp_path / "home").iterdir()
    assert str(made) in problem("backup copy")
    assert problem("backup") == ""
    assert called == []
    if elsewhere.exists():
        assert "backup-2020-01-01-000000.zip" in archives_in(elsewhere)
        assert [name for name in archives_in(elsewhere) if made.name in name] == []


def test_older_backups_go_in_both_places_once_the_new_one_is_whole_in_both_and_a_watcher_is_told(
    site: OwnSite, tmp_path: Path, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[str] = []

    class Watcher(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200 if len(asked) == 1 else 500)
            self.end_headers()

        def log_message(self, *arguments: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Watcher)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.BACKUP_HEARTBEAT = f"http://127.0.0.1:{server.server_port}/ping/the-secret"
    for folder in (tmp_path / "home", tmp_path / "elsewhere"):
        folder.mkdir(exist_ok=True)
        for name in ("backup-2020-01-01-000000.zip", "backup-2020-01-02-000000-for-abcdef.zip.age", "backup-2019-photos.zip"):
            (folder / name).touch()
    call_command("backup", keep_days=30)
    for folder in (tmp_path / "home", tmp_path / "elsewhere"):
        other, new = archives_in(folder)
        assert new.endswith(".zip.age")
        assert other == "backup-2019-photos.zip"
    assert asked == ["/ping/the-secret"]
    # A watcher that is ill makes no backup fail.
    call_command("backup")
    server.shutdown()
    settings.BACKUP_HEARTBEAT = "http://127.0.0.1:1/the-secret"
    call_command("backup")
    assert len(asked) == 2
    assert caplog.text.count("was not reached") == 2
    assert "the-secret" not in caplog.text


def test_a_trial_finds_a_row_and_a_file_that_are_not_as_they_were_and_leaves_no_trace(
    site: OwnSite, tmp_path: Path, monkeypatch: Any
) -> None:
    with pytest.raises(CommandError, match="There is no backup"):
        call_command("backup", verify=True)
    path = back_up(tmp_path / "home")
    call_command("backup", verify=True)
    assert problem("backup verify") == ""
    with open_archive(path) as archive:
        manifest = archive.manifest
        with create_archive(tmp_path / "home" / "backup-9999.zip") as writer:
            for name in archive.names(""):
                writer.add(name, [archive.open(name).read().replace(b"inger@example.org", b"IRGER@example.org")])
            manifest["tables"]["home_homepage"] = "7 7"
            manifest["members"] = writer.digests | {"files/private/documents/letter.pdf": "0" * 64}
            monkeypatch.setattr(writer, "digests", manifest["members"])
            writer.close(manifest)
    before = schemas(), all_files()
    with pytest.raises(CommandError) as told:
        call_command("backup", verify=True)
    for found in ("documents/letter.pdf", "home_user (a row differs)", "home_homepage (7 rows, restored 0)"):
        assert found in str(told.value)
    assert str(told.value) == problem("backup verify")
    assert (schemas(), all_files()) == before
    assert databases() == {site.database}


def test_a_trial_that_was_killed_leaves_a_database_that_the_next_one_drops(
    site: OwnSite, tmp_path: Path, monkeypatch: Any
) -> None:
    back_up(tmp_path / "home")
    connection.close()
    connection.close_pool()
    if (child := os.fork()) == 0:
        with suppress(BaseException):
            monkeypatch.setattr("home.operations.backups.trial.contents", lambda *args: os.kill(os.getpid(), signal.SIGKILL))
            call_command("backup", verify=True)
        os._exit(1)
    os.waitpid(child, 0)
    assert len(databases()) == 2
    assert User.objects.get().username == "inger"
    call_command("backup", verify=True)
    assert databases() == {site.database}


def test_where_the_role_may_make_no_database_a_trial_uses_a_schema_and_says_what_to_grant(
    site: OwnSite, tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    def refuse(name: str) -> None:
        raise errors.InsufficientPrivilege

    monkeypatch.setattr("home.operations.backups.trial.create_database", refuse)
    back_up(tmp_path / "home")
    call_command("backup", verify=True)
    told = capsys.readouterr().out
    assert "CREATEDB" in told
    assert "can be restored" in told
    assert schemas() == {"public", "page_cache"}


def test_a_key_that_is_none_is_refused_before_anything_is_written(site: OwnSite, tmp_path: Path, settings: Any) -> None:
    private = (tmp_path / "key").read_text().split()[-1]
    for wrong, sentence in ((private, "is a private key"), ("age1nonsense", "is not a public key")):
        settings.BACKUP_RECIPIENT = [wrong]
        with pytest.raises(CommandError, match=sentence) as told:
            call_command("backup")
        assert private not in str(told.value)
        assert sentence in backups_leave_the_house(None)[0].msg
    assert not (tmp_path / "home").exists()


def test_the_deployment_check_says_that_backups_are_neither_encrypted_nor_anywhere_else(db: None, settings: Any) -> None:
    def found() -> set[str]:
        return {message.id for message in backups_leave_the_house(None)}

    assert found() == {"home.I001", "home.I002"}
    settings.BACKUP_RECIPIENT, settings.BACKUP_COPY = [str(Identity.generate().to_public())], "/mnt/nowhere"
    assert found() == set()
    for wrong in ("mnt/backups", "ftp://host/folder", "s3://", "s3://key:a/b@bucket"):
        settings.BACKUP_COPY = wrong
        assert found() == {"home.E008"}


def test_a_terminal_shows_how_far_a_backup_is_and_a_log_does_not(site: OwnSite, tmp_path: Path, monkeypatch: Any) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("home.operations.progress.INTERVAL", -1)
    terminal, log = Terminal(), io.StringIO()
    path = back_up(tmp_path / "home", progress=Progress(terminal))
    restore(path, replace=True, progress=Progress(terminal))
    for told in ("Rows: ", "Files: 1 of 1", "Tables: 1 of "):
        assert told in terminal.getvalue()
    back_up(tmp_path / "home", progress=Progress(log))
    assert log.getvalue() == ""


def test_a_command_counts_on_one_line_of_a_terminal(monkeypatch: Any) -> None:
    monkeypatch.setattr("home.operations.progress.INTERVAL", -1)
    monkeypatch.setattr(terminal := io.StringIO(), "isatty", lambda: True)
    assert list(Progress(OutputWrapper(terminal)).count("Pages", "ab")) == ["a", "b"]
    assert terminal.getvalue() == f"{CLEARED}Pages: 1 of 2{CLEARED}Pages: 2 of 2{CLEARED}"


def test_a_backup_that_fails_is_told_of_until_one_succeeds(site: OwnSite, tmp_path: Path, monkeypatch: Any) -> None:
    def fail(*args: Any) -> None:
        raise BackupError("The disk is on fire.")

    with monkeypatch.context() as patch:
        patch.setattr("home.operations.backups.backup.dump", fail)
        with pytest.raises(CommandError, match="on fire") as told:
            call_command("backup")
        assert told.value.returncode == 1
    assert problem("backup") == "The disk is on fire."
    call_command("backup")
    assert problem("backup") == ""

"""A disk that is really full: a sentence is said, and nothing is kept by half."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from pyrage.x25519 import Identity

from home.models import ClinicDocument, ClinicImage, User
from tests.home.test_suspicious_uploads import picture
from tests.support.sites import migrated_copy, own_site

SENTENCE = "Serveren har ikke plads til filen, og intet er gemt."
ROOM = 128 * 1024  # bytes


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with hardly any room."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["/bin/mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        pytest.skip(f"No disk can be made here: {error}")
    if mounted.returncode:
        pytest.skip(f"No disk can be made here, which takes root: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["/bin/umount", "-l", str(folder)], check=True)


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_upload_to_a_full_disk_is_refused_with_a_sentence(
    small_disk: Path, settings: Any, editor: User, client: Client
) -> None:
    settings.PRIVATE_ROOT = settings.MEDIA_ROOT = str(small_disk)
    filling = small_disk / "filling"
    filling.write_bytes(bytes(ROOM))
    client.force_login(editor)
    for address, file in (
        (reverse("wagtailimages:add_multiple"), SimpleUploadedFile("nål.jpg", picture())),
        (reverse("wagtaildocs:add_multiple"), SimpleUploadedFile("priser.pdf", b"%PDF-1.7 prices")),
    ):
        answer = client.post(address, {"title": "Fil", "files[]": file}).json()
        assert not answer["success"]
        assert answer["error_message"].startswith(SENTENCE), answer
    assert not ClinicImage.objects.exists()
    assert not ClinicDocument.objects.exists()
    # Where the room ends in the middle of a file, its beginning does not stay.
    filling.write_bytes(bytes(ROOM // 2))
    with pytest.raises(OSError, match="No space left"):
        storages["private"].save("documents/stor.pdf", ContentFile(b"%PDF-1.7" + bytes(2 * ROOM)))
    assert kept(small_disk) == [filling]


def test_a_backup_to_a_full_disk_says_so_and_leaves_no_archive(
    small_disk: Path, tmp_path: Path, settings: Any, django_db_setup: None, django_db_blocker: Any
) -> None:
    template = migrated_copy(connection.settings_dict["NAME"])
    with django_db_blocker.unblock(), own_site("full", tmp_path, template=template) as site, site.active():
        storages["private"].save("documents/stor.pdf", ContentFile(b"%PDF-1.7" + os.urandom(2 * ROOM)))
        for key in ([], [str(Identity.generate().to_public())]):
            settings.BACKUP_RECIPIENT = key
            with pytest.raises(CommandError, match="is full, and no backup was made"):
                call_command("backup", folder=small_disk)
    assert kept(small_disk) == []

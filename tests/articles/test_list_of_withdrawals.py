"""The list of withdrawals is whole, or says what is not, and stops nobody."""

import os
import resource
import signal
import threading
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from articles.consent.withdrawal import honour_withdrawals, withdraw, withdrawals
from articles.models import CaseStoryPage, Withdrawal
from home.models import HomePage
from home.operations.backups.withdrawals_file import append, listed
from tests.support import factories

FIRST, SECOND = uuid.UUID(int=1), uuid.UUID(int=2)
MOMENT = datetime(2026, 11, 22, 10, tzinfo=UTC)
LINE = f"{MOMENT.isoformat()} {FIRST}"


@pytest.fixture(autouse=True)
def list_file(settings: Any, tmp_path: Path) -> Path:
    settings.WITHDRAWALS_FILE = tmp_path / "withdrawals.txt"
    return settings.WITHDRAWALS_FILE


@pytest.fixture
def story(home_page: HomePage) -> CaseStoryPage:
    return factories.case_story(factories.case_story_index(home_page))


@pytest.mark.parametrize(
    "torn",
    [
        LINE[:40],
        LINE[:10],
        LINE[:-1],
        f"{LINE[:40]}{MOMENT.isoformat()} {SECOND}\n",
        "\0" * 60,
        "2026-13-45T99:00:00+00:00 00000000-0000-0000-0000-000000000009\n",
        "Kvitteret af Kaja 1/2\n",
        "\N{LATIN SMALL LETTER AE}\n",
        f"{SECOND}\n",
    ],
    ids=[
        "half a key",
        "half a moment",
        "a key less a digit",
        "two in one",
        "holes",
        "no day",
        "remark",
        "letters",
        "no moment",
    ],
)
def test_a_line_that_cannot_be_read_stops_neither_a_withdrawal_nor_a_restore(
    story: CaseStoryPage, list_file: Path, torn: str, caplog: pytest.LogCaptureFixture
) -> None:
    list_file.write_text(f"{LINE}\n{torn}", encoding="utf-8")
    withdraw(story.consent_key)
    assert not CaseStoryPage.objects.exists()
    assert {FIRST, story.consent_key} <= set(listed())
    assert (SECOND in listed()) == (f"{MOMENT.isoformat()} {SECOND}" in torn)
    assert "Line 2 of" in caplog.text
    assert honour_withdrawals() == 0
    # What was torn is still a line by itself, so that somebody may mend it.
    assert torn.strip() in list_file.read_text(encoding="utf-8").split("\n")


def test_a_list_that_is_a_folder_or_closed_stops_nothing(story: CaseStoryPage, list_file: Path) -> None:
    list_file.mkdir()
    withdraw(story.consent_key)
    assert not CaseStoryPage.objects.exists()
    assert list(withdrawals()) == [story.consent_key]
    list_file.rmdir()
    honour_withdrawals()
    assert list(listed()) == [story.consent_key]


@pytest.mark.parametrize("room", [0, 10, 60])
def test_on_a_full_disk_a_line_is_whole_or_not_there(
    story: CaseStoryPage, list_file: Path, room: int, caplog: pytest.LogCaptureFixture
) -> None:
    append([LINE.encode()])
    before = list_file.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + room, limits[1]))
    try:
        withdraw(story.consent_key)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert list_file.read_bytes() == before
    assert not CaseStoryPage.objects.exists()
    assert "run honourwithdrawals" in caplog.text
    honour_withdrawals()
    assert set(listed()) == {FIRST, story.consent_key}
    assert Withdrawal.objects.count() == 2


def test_lines_that_many_write_at_once_stay_apart(list_file: Path) -> None:
    keys = [uuid.uuid4() for _ in range(40)]
    threads = [threading.Thread(target=append, args=([f"{MOMENT.isoformat()} {key}".encode()],)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert set(listed()) == set(keys)
    assert list_file.read_bytes().count(b"\n") == len(keys)


def test_a_write_that_was_cut_short_is_taken_back(list_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append([LINE.encode()])
    write, written = os.write, []

    def full(file: int, data: bytes) -> int:
        if written:
            raise OSError(28, "No space left on device")
        written.append(write(file, data[:20]))
        return written[0]

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space"):
        append([f"{MOMENT.isoformat()} {SECOND}".encode()])
    assert list_file.read_text() == f"{LINE}\n"

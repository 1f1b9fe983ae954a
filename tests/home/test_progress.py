from io import StringIO

import pytest
from django.core.management.base import OutputWrapper

from home.management import progress
from home.management.progress import counted


class Screen(StringIO):
    def isatty(self) -> bool:
        return True


def test_whoever_waits_at_a_screen_sees_one_line_that_counts() -> None:
    screen = Screen()
    assert list(counted(["a", "b"], OutputWrapper(screen))) == ["a", "b"]
    assert screen.getvalue() == "\r  1 of 2\r  2 of 2\n"


def test_a_log_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0, 1, 6, 7])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(moments, 7))
    log = StringIO()
    list(counted("abc", OutputWrapper(log)))
    assert log.getvalue() == "  2 of 3\n"

"""How far a long command is: a line that changes on a terminal, nothing of it in a log."""

import io
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TextIO, TypeVar

from django.core.management.base import OutputWrapper

T = TypeVar("T")
INTERVAL = 0.2  # seconds
CLEARED = "\r\x1b[K"


class Progress:
    """Writes sentences, and between them how far the present one is."""

    def __init__(self, stream: TextIO | OutputWrapper) -> None:
        self._stream = stream
        # A command's own output would end each piece with a new line.
        self._write = partial(stream.write, ending="") if isinstance(stream, OutputWrapper) else stream.write
        self._is_terminal = stream.isatty()
        self._shown = 0.0

    def say(self, sentence: str) -> None:
        self._write(f"{sentence}\n")
        self._stream.flush()

    def count(self, what: str, things: Sequence[T]) -> Iterator[T]:
        """Yield the things one after the other: “Files: 120 of 340”."""
        for number, thing in enumerate(things, 1):
            self._show(f"{what}: {number} of {len(things)}")
            yield thing
        self._clear()

    def measure(self, what: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield bytes whose number nobody knows beforehand: “Rows: 12.3 MB”."""
        size = 0
        for chunk in chunks:
            size += len(chunk)
            self._show(f"{what}: {size / 1e6:.1f} MB")
            yield chunk
        self._clear()

    def _show(self, text: str) -> None:
        if self._is_terminal and time.monotonic() - self._shown > INTERVAL:
            self._shown = time.monotonic()
            self._write(f"{CLEARED}{text}")
            self._stream.flush()

    def _clear(self) -> None:
        if self._is_terminal and self._shown:
            self._shown = 0.0
            self._write(CLEARED)
            self._stream.flush()


QUIET = Progress(io.StringIO())

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

# Of what is written to a file, as a timer's log: not each step.
PAUSE = 5  # seconds
Tell = Callable[[int, int], None]


def progress(out: Any) -> Tell:
    """Return what tells somebody who waits how far a command is: “7 of 21”, over and over on one line of a screen."""
    is_screen = out.isatty()
    told_at = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal told_at
        if is_screen:
            out.write(f"\r  {done} of {total}", ending="\n" if done == total else "")
            out.flush()
        elif time.monotonic() - told_at > PAUSE:
            told_at = time.monotonic()
            out.write(f"  {done} of {total}")

    return tell


def counted(things: Sequence[Any], out: Any) -> Iterator[Any]:
    """Go through things, and tell how many are done."""
    tell = progress(out)
    for number, thing in enumerate(things, 1):
        yield thing
        tell(number, len(things))

"""How long a test waits for what has to come. A limit tells only when something hangs, so a busy machine gets more time."""

import os
import threading
import time
from collections.abc import Callable, Sequence


def slowness() -> float:
    """Return 1 on a quiet machine, and how many processes share each core on a busy one."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def patience(seconds: float) -> float:
    """Return how many seconds to wait now for what takes at most so many on a quiet machine."""
    return seconds * slowness()


def rest_of(seconds: float, since: float) -> None:
    """Wait until so many seconds have passed since a moment of `time.monotonic()`: nobody fills in a form at once."""
    time.sleep(max(0.0, seconds - (time.monotonic() - since)))


def at_once(acts: Sequence[Callable[[], object]], limit: float = 300) -> None:
    """Do all of this at the same time, and raise the first error, also where the others then wait for ever."""
    errors: list[BaseException] = []

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=[act], daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    end = time.monotonic() + patience(limit)
    for thread in threads:
        while thread.is_alive() and not errors and time.monotonic() < end:
            thread.join(0.5)
    if errors:
        raise errors[0]
    assert not any(thread.is_alive() for thread in threads), "Some of it has not ended."

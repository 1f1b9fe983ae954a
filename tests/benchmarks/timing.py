"""Times of acts in one run; only their ratios mean anything on another machine."""

import time
from collections.abc import Callable


def seconds(act: Callable[[], object], repetitions: int = 5, clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the fastest of several times, in seconds, after one that warms up."""
    act()
    times = []
    for _ in range(repetitions):
        begun = clock()
        act()
        times.append(clock() - begun)
    return min(times)

"""How long a test waits for what has to come. A limit tells only when something hangs, so a busy machine gets more time."""

import os


def slowness() -> float:
    """Return 1 on a quiet machine, and how many processes share each core on a busy one."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def patience(seconds: float) -> float:
    """Return how many seconds to wait now for what takes at most so many on a quiet machine."""
    return seconds * slowness()

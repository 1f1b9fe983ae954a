"""The work that a clock starts: each part of the site registers its own through the hook `scheduled_work`.

A part registers a function that returns the name of its step, the function that does it, and how long to wait between two runs.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail import hooks

from home.operations.locks import advisory_lock
from home.operations.models import ScheduledRun

HOOK = "scheduled_work"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of a step: "done", "failed", or why it was not begun."""

    step: str
    word: str


def run_scheduled_work(*, everything: bool = False) -> Iterator[Outcome]:
    """Do each step that is due, wherever no other host does it just now; a step that fails stops no other."""
    for function in hooks.get_hooks(HOOK):
        name, act, interval = function()
        yield run_step(name, act, timedelta(0) if everything else interval)


def run_step(name: str, act: Callable[[], Any], interval: timedelta) -> Outcome:
    """Do a step unless another host does it just now, or did it less than the interval ago."""
    with advisory_lock(f"{HOOK} {name}") as free:
        if not free:
            return Outcome(name, "running elsewhere")
        # Asked under the lock: another host may have finished it a moment ago.
        if interval and not _is_due(name, interval):
            return Outcome(name, "not due")
        return Outcome(name, "done" if _succeeds(name, act) else "failed")


def _is_due(name: str, interval: timedelta) -> bool:
    return not ScheduledRun.objects.filter(name=name, problem="", ended_at__gt=timezone.now() - interval).exists()


def _succeeds(name: str, act: Callable[[], Any]) -> bool:
    problem = ""
    try:
        act()
    except Exception as error:
        logger.exception("Scheduled work failed", extra={"step": name})
        problem = repr(error)[:500]
    ScheduledRun.objects.update_or_create(name=name, defaults={"ended_at": timezone.now(), "problem": problem})
    return not problem

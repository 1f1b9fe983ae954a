"""The work that a timer starts every minute: STEPS has that of most rooms, and each app registers its own.

An app registers, for the hook `scheduled_work`, a function that returns its steps; `wagtail_hooks.py` names them.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from wagtail import hooks

from home.bilingual.freshness import summarise_uncounted
from home.operations.backups import finish_restore
from home.operations.locks import advisory_lock
from home.operations.models import ScheduledRun
from home.outbox.delivery import deliver_due
from home.pages.draft_words import keep_missing_words
from home.reading.page_cache.listener import forget_old_changes
from home.security.logins import forget_old_attempts
from home.security.public_forms.form_limits import forget_earlier_days

HOOK = "scheduled_work"
logger = logging.getLogger(__name__)


class Step(NamedTuple):
    """A piece of work: its name, what does it, how long to wait between two runs, and whether content or people go by it."""

    name: str
    act: Callable[[], Any]
    interval: timedelta = timedelta(0)
    deletes: bool = False


STEPS = [
    Step("publish", partial(call_command, "publish_scheduled", verbosity=0)),
    Step("finish restore", finish_restore),
    Step("send mails", deliver_due),
    Step("retention", partial(call_command, "retention", verbosity=0), timedelta(days=1), deletes=True),
    Step("clear sessions", partial(call_command, "clearsessions"), timedelta(days=1)),
    Step("forget logins", forget_old_attempts, timedelta(minutes=5)),
    Step("forget senders", forget_earlier_days, timedelta(hours=1)),
    Step("count passages", summarise_uncounted),
    Step("read drafts", keep_missing_words),
    Step("forget changes of pages", forget_old_changes, timedelta(hours=1)),
]


@dataclass(frozen=True)
class Outcome:
    """What became of a step: "done", "failed", or why it was not begun."""

    step: str
    word: str


def run_scheduled_work(*, everything: bool = False) -> Iterator[Outcome]:
    """Do each step that is due, wherever no other host does it just now; a step that fails stops no other."""
    for steps in hooks.get_hooks(HOOK):
        for step in steps():
            if settings.STAGING and step.deletes:
                yield Outcome(step.name, "not on a copy")
            else:
                yield run_step(step, even_if_not_due=everything)


def run_step(step: Step, *, even_if_not_due: bool = False) -> Outcome:
    """Do a step unless another host does it just now, or did it less than the interval ago."""
    with advisory_lock(f"{HOOK} {step.name}") as free:
        if not free:
            return Outcome(step.name, "running elsewhere")
        # Asked under the lock: another host may have finished it a moment ago.
        if step.interval and not even_if_not_due and not _is_due(step):
            return Outcome(step.name, "not due")
        return Outcome(step.name, "done" if _succeeds(step) else "failed")


def _is_due(step: Step) -> bool:
    since = timezone.now() - step.interval
    return not ScheduledRun.objects.filter(name=step.name, problem="", ended_at__gt=since).exists()


def _succeeds(step: Step) -> bool:
    problem = ""
    try:
        step.act()
    except Exception as error:
        logger.exception("Scheduled work failed", extra={"step": step.name})
        problem = repr(error)[:500]
    ScheduledRun.objects.update_or_create(name=step.name, defaults={"ended_at": timezone.now(), "problem": problem})
    return not problem

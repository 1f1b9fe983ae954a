"""What waits for the person who runs the server, who sees the admin more often than the server's log."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from home.admin.today.items import Thing, TodayItem, find, since
from home.operations.backup_state import ACTS, BACKUP, COPY, NEVER, VERIFY, newest_backup, oldest_backup, outcomes
from home.operations.models import ScheduledRun

# One is made every night, and may take its time.
BACKUP_IS_OLD = timedelta(hours=36)
# The newest is tried every week.
TRIAL_IS_OLD = timedelta(days=9)
FAILED = {
    BACKUP: (_("The backup failed"), _("Mend what it says, then type on the server: deploy/manage backup")),
    COPY: (
        _("The backup was not copied to its other place"),
        _("It is whole on the server. Let the other place answer and have room, then type: deploy/manage backup"),
    ),
    VERIFY: (
        _("The newest backup could not be restored as a trial"),
        _("Mend what it says, then type: deploy/manage backup and deploy/manage backup --verify"),
    ),
}
MISSED = {
    COPY: _("No backup was copied to its other place"),
    VERIFY: _("No backup was restored as a trial: type deploy/manage backup --verify on the server"),
}


def backup(user: Any) -> Iterator[TodayItem]:
    """Say that the nightly backup did not come, or not to its other place; a site under development needs none."""
    if not (settings.PRODUCTION and user.is_superuser):
        return
    newest, runs = newest_backup(), outcomes()
    if newest is None:
        yield TodayItem(gettext("There is no backup on this server"), "", user.date_joined, icon="warning")
    elif timezone.now() - newest > BACKUP_IS_OLD:
        yield TodayItem(gettext("No backup was made"), "", newest + BACKUP_IS_OLD, since(newest), icon="warning")
    for act, run in runs.items():
        if run.problem and act in {BACKUP, *_awaited()}:
            label, advice = FAILED[act]
            well = since(run.ended_at) if run.ended_at > NEVER else ""
            yield TodayItem(label, "", timezone.now(), well, [Thing(advice, "", run.problem)], icon="warning")
    for act, patience in _awaited().items():
        last = runs[act].ended_at if act in runs else oldest_backup()
        if last and timezone.now() - last > patience and not (act in runs and runs[act].problem):
            yield TodayItem(MISSED[act], "", last + patience, since(last), icon="warning")


def _awaited() -> dict[str, timedelta]:
    return {VERIFY: TRIAL_IS_OLD} | ({COPY: BACKUP_IS_OLD} if settings.BACKUP_COPY else {})


def failures(user: Any) -> Iterator[TodayItem]:
    """Name the steps of the scheduled work that failed when they last ran."""
    steps = ScheduledRun.objects.exclude(problem="").exclude(name__in=ACTS)
    if user.is_superuser and (found := find(steps, "ended_at")):
        label = ngettext("%(count)s part of the timer’s work failed", "%(count)s parts of the timer’s work failed", found.total)
        things = [Thing(run.name, "", run.problem) for run in found.rows]
        yield TodayItem(label % {"count": found.total}, "", found.newest, since(found.first), things, icon="warning")


ITEMS = (backup, failures)

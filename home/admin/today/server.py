"""What waits for the person who runs the server, who sees the admin more often than the server's log."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from home.admin.today.items import Thing, TodayItem, find, since
from home.operations.backup_age import newest_backup
from home.operations.models import ScheduledRun

# One is made every night, and may take its time.
BACKUP_IS_OLD = timedelta(hours=36)


def backup(user: Any) -> Iterator[TodayItem]:
    """Say that the nightly backup did not come; a site under development needs none."""
    if not (settings.PRODUCTION and user.is_superuser):
        return
    newest = newest_backup()
    if newest is None:
        yield TodayItem(gettext("There is no backup on this server"), "", user.date_joined, icon="warning")
    elif timezone.now() - newest > BACKUP_IS_OLD:
        yield TodayItem(gettext("No backup was made"), "", newest + BACKUP_IS_OLD, since(newest), icon="warning")


def failures(user: Any) -> Iterator[TodayItem]:
    """Name the steps of the scheduled work that failed when they last ran."""
    if user.is_superuser and (found := find(ScheduledRun.objects.exclude(problem=""), "ended_at")):
        label = ngettext("%(count)s part of the timer’s work failed", "%(count)s parts of the timer’s work failed", found.total)
        things = [Thing(run.name, "", run.problem) for run in found.rows]
        yield TodayItem(label % {"count": found.total}, "", found.newest, since(found.first), things, icon="warning")


ITEMS = (backup, failures)

"""The scheduled work of this package."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.management import call_command

from home.bilingual.freshness import summarise_uncounted
from home.operations.backups import finish_restore
from home.outbox.delivery import deliver_due
from home.public_forms.form_limits import forget_earlier_days
from home.reading.page_cache.listener import forget_old_changes
from home.security.logins import forget_old_attempts

Step = tuple[str, Callable[[], Any], timedelta]


def publishing() -> Step:
    return "publish", lambda: call_command("publish_scheduled", verbosity=0), timedelta(0)


def restoring() -> Step:
    return "finish restore", finish_restore, timedelta(0)


def sessions() -> Step:
    return "clear sessions", lambda: call_command("clearsessions"), timedelta(days=1)


def login_attempts() -> Step:
    return "forget logins", forget_old_attempts, timedelta(minutes=5)


def page_changes() -> Step:
    return "forget changes of pages", forget_old_changes, timedelta(hours=1)


def senders() -> Step:
    return "forget senders", forget_earlier_days, timedelta(hours=1)


def mails() -> Step:
    return "send mails", deliver_due, timedelta(0)


def retention() -> Step:
    return "retention", lambda: call_command("retention", verbosity=0), timedelta(days=1)


def passages() -> Step:
    return "count passages", summarise_uncounted, timedelta(0)


STEPS = (publishing, restoring, mails, retention, sessions, login_attempts, senders, page_changes, passages)

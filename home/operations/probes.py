"""Addresses for machines that watch the site: does the process live, can it serve, and what has it counted?"""

import hmac
from collections.abc import Callable, Iterator
from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.middleware.security import SecurityMiddleware
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector

from home.operations.backup_state import newest_backup, outcomes
from home.operations.metrics import measured
from home.operations.models import ScheduledRun
from home.reading.page_cache.outage import database

TEXT = "text/plain; charset=utf-8"


class ProbesMiddleware:
    """Answers before host names and HTTPS are looked at, since a watcher on the same machine knows neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.migrated = False
        self.security = SecurityMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        probe = {"/healthz": self.health, "/readyz": self.readiness, "/metrics": self.metrics}.get(request.path_info)
        if probe is None:
            return self.get_response(request)
        response = probe(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return self.security.process_response(request, response)

    def health(self, request: HttpRequest) -> HttpResponse:
        """Say that the process answers; a process that does not is restarted."""
        return HttpResponse("ok\n", content_type=TEXT)

    def readiness(self, request: HttpRequest) -> HttpResponse:
        """Say whether the database answers and has this code's tables; until then no reader is sent here."""
        if database.is_away:
            return HttpResponse("database\n", status=HTTPStatus.SERVICE_UNAVAILABLE, content_type=TEXT)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            self.migrated = self.migrated or _is_migrated()
        except DatabaseError:
            return HttpResponse("database\n", status=HTTPStatus.SERVICE_UNAVAILABLE, content_type=TEXT)
        finally:
            _close_connection()
        status = HTTPStatus.OK if self.migrated else HTTPStatus.SERVICE_UNAVAILABLE
        return HttpResponse("ok\n" if self.migrated else "migrations\n", status=status, content_type=TEXT)

    def metrics(self, request: HttpRequest) -> HttpResponse:
        """Give the counts to who has the token; without one set, nobody has it."""
        given = request.headers.get("Authorization", "")
        if not settings.METRICS_TOKEN or not hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
            return HttpResponse("not found\n", status=HTTPStatus.NOT_FOUND, content_type=TEXT)
        return HttpResponse(measured(Backups()), content_type=CONTENT_TYPE_LATEST)


class Backups(Collector):
    """How long ago the newest archive was made, and how each act of the timers last ended."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        now = timezone.now()
        if newest := newest_backup():
            age = (now - newest).total_seconds()
            yield GaugeMetricFamily("clinic_backup_age_seconds", "Age of the newest whole backup.", value=age)
        ages = GaugeMetricFamily("clinic_backup_success_age_seconds", "Since an act last succeeded.", labels=["act"])
        problems = GaugeMetricFamily("clinic_backup_failed", "1 where an act failed since.", labels=["act"])
        for act, run in _outcomes_if_there_is_a_database().items():
            ages.add_metric([act], (now - run.ended_at).total_seconds())
            problems.add_metric([act], bool(run.problem))
        yield ages
        yield problems


def _outcomes_if_there_is_a_database() -> dict[str, ScheduledRun]:
    try:
        return {} if database.is_away else outcomes()
    except DatabaseError:
        return {}
    finally:
        _close_connection()


def _close_connection() -> None:
    # A probe's answer comes before Django's own end of a request.
    if not connection.in_atomic_block:
        connection.close()


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())

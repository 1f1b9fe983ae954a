"""What is counted for Prometheus. Several processes share the folder that PROMETHEUS_MULTIPROC_DIR names."""

import os
from collections.abc import Iterator

from django.utils import timezone
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from home.operations.backup_age import newest_backup

REQUESTS = Counter("clinic_requests_total", "Answers by method and status.", ["method", "status"])
SECONDS = Histogram(
    "clinic_request_seconds", "Time from request to answer.", buckets=(0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
)
METHODS = {"GET", "HEAD", "POST"}


class BackupAge(Collector):
    """How long ago the newest archive was made."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        if newest := newest_backup():
            age = (timezone.now() - newest).total_seconds()
            yield GaugeMetricFamily("clinic_backup_age_seconds", "Age of the newest whole backup.", value=age)


def count(method: str, status: int, seconds: float) -> None:
    # A stranger may invent methods; each would be a series of its own.
    REQUESTS.labels(method if method in METHODS else "other", status).inc()
    SECONDS.observe(seconds)


def measured() -> bytes:
    """Return the counts of all processes as Prometheus reads them, and what is the same for each."""
    of_the_site = CollectorRegistry()
    of_the_site.register(BackupAge())
    counts = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        counts = CollectorRegistry()
        MultiProcessCollector(counts)
    return bytes(generate_latest(counts)) + bytes(generate_latest(of_the_site))

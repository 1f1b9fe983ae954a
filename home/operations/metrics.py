"""What is counted for Prometheus. Several processes share the folder that PROMETHEUS_MULTIPROC_DIR names."""

import os

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

REQUESTS = Counter("clinic_requests_total", "Answers by method and status.", ["method", "status"])
SECONDS = Histogram(
    "clinic_request_seconds", "Time from request to answer.", buckets=(0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
)
METHODS = {"GET", "HEAD", "POST"}


def count(method: str, status: int, seconds: float) -> None:
    # A stranger may invent methods; each would be a series of its own.
    REQUESTS.labels(method if method in METHODS else "other", status).inc()
    SECONDS.observe(seconds)


def measured(of_the_site: Collector) -> bytes:
    """Return the counts of all processes as Prometheus reads them, and what is the same for each."""
    registry = CollectorRegistry()
    registry.register(of_the_site)
    counts = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        counts = CollectorRegistry()
        MultiProcessCollector(counts)
    return bytes(generate_latest(counts)) + bytes(generate_latest(registry))

"""The production server: `python -m home.operations.server`; the environment changes what differs from host to host.

Granian was chosen by measurement. In one run, a stock project's front page cost 24 times the processor's time of our article
from the cache on Granian, 16 times on gunicorn's threads, 15 on waitress and 13 on gunicorn's plain workers; a rendered page
costs the same on all. It finishes what it has begun when it is stopped, changes its workers one by one on SIGHUP, and starts
again one that dies.
"""

import os
import tempfile
from pathlib import Path

from granian.constants import HTTPModes, Interfaces
from granian.server import Server
from granian.server.common import AbstractServer

DAY = 24 * 60 * 60  # seconds
# The web server in front waits 35 seconds. A thread that waited for the database for longer would be lost to all readers.
PATIENCE = {"PGOPTIONS": "-c statement_timeout=30s -c idle_in_transaction_session_timeout=60s", "PGCONNECT_TIMEOUT": "10"}


def server() -> AbstractServer:
    """Make the server as BIND (`host:port` or `unix:/path`), WORKERS and THREADS say; many hosts only name a PORT."""
    # Each worker counts for itself, and Prometheus is told the sum.
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="clinic-metrics-")
    for name, value in PATIENCE.items():
        os.environ.setdefault(name, value)
    bind = os.environ.get("BIND") or f"0.0.0.0:{os.environ.get('PORT') or 8000}"
    socket = Path(path) if (path := bind.removeprefix("unix:")) != bind else None
    host, _, port = ("", "", "0") if socket else bind.rpartition(":")
    return Server(
        "home.operations.wsgi:application",
        address=host,
        port=int(port),
        uds=socket,
        # The web server in front is another user; the folder says who may come this far.
        uds_permissions=0o666 if socket else None,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=int(os.environ.get("WORKERS", "2")),
        blocking_threads=int(os.environ.get("THREADS", "4")),
        respawn_failed_workers=True,
        # One that has leaked is restarted, and never all at once.
        workers_lifetime=DAY,
        workers_kill_timeout=30,
        # Requests are in the site's own log.
        log_access=False,
    )


if __name__ == "__main__":
    server().serve()

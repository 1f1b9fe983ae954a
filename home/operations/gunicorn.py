"""How gunicorn runs the site; the environment changes what differs from server to server."""

import os

bind = os.environ.get("BIND", "0.0.0.0:8000")
workers = int(os.environ.get("WORKERS", "2"))
threads = int(os.environ.get("THREADS", "4"))
# A worker that is stuck is started anew; one that has leaked, too, and never all at once.
timeout = 30
max_requests = 5000
max_requests_jitter = 500
# A container's disk may be slow, and the workers tell that they live through a file.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - memory, not a file that others guess
# Requests are in the site's own log.
accesslog = None

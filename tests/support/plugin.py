"""Makes the tests' environment before Django's settings are read."""

import os
import tempfile

from home.operations import embedded_postgres

os.environ["ENVIRONMENT"] = "development"
# Uploaded pictures of the tests go where nobody keeps anything.
os.environ["MEDIA_ROOT"] = tempfile.mkdtemp(prefix="clinic-media-")
os.environ["WITHDRAWALS_FILE"] = os.path.join(tempfile.mkdtemp(prefix="clinic-withdrawals-"), "withdrawals.txt")
os.environ["PRIVATE_ROOT"] = tempfile.mkdtemp(prefix="clinic-private-")
if not os.environ.get("DATABASE_URL"):
    os.environ["DATABASE_URL"] = embedded_postgres.start()

"""`make audit` after its tools are there: `python -m tests.audit NODE FOLDER-OF-NODE-MODULES`."""

import os
import signal
import sys
import tempfile
from pathlib import Path

from home.operations import embedded_postgres
from tests.audit import lighthouse, nu
from tests.audit.production import production_site


def main(node: str, tools: Path) -> int:
    """Look at the production site, print what is found, and return how much that is."""
    if not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = embedded_postgres.start()
    with tempfile.TemporaryDirectory(prefix="clinic-audit-") as name, production_site(Path(name)) as site:
        found = nu.complaints(site, tools, Path(name))
        found += lighthouse.shortfalls(site, node, tools, Path(name))
    print("\n".join(found) or "Nothing is found.")
    return len(found)


if __name__ == "__main__":
    # Whoever stops the audit also stops the server and removes the database that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    sys.exit(bool(main(sys.argv[1], Path(sys.argv[2]))))

#!/usr/bin/env python
"""Django's command line, on the embedded PostgreSQL where DATABASE_URL names no other."""

import logging
import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older one would only say what it does not understand
    sys.exit(f"Python 3.11 or later is needed, and {sys.executable} is {sys.version.split()[0]}.")


def main() -> None:
    """Run the command named on the command line; who interrupts it needs no traceback."""
    try:
        run()
    except KeyboardInterrupt:
        sys.exit(130)


def run() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "home.settings")
    if not os.environ.get("DATABASE_URL") and os.environ.get("ENVIRONMENT") == "development":
        from home.operations import embedded_postgres  # noqa: PLC0415 - needed in development only

        os.environ["DATABASE_URL"] = embedded_postgres.start()

    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - reads the variable above
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - as well
    from django.db import OperationalError  # noqa: PLC0415 - as well

    # It would say at every attempt what is said below once.
    logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        # What home.operations.environment says is for whoever types; the rest is for whoever mends the code.
        if not str(error).startswith("Set "):
            raise
        sys.exit(str(error))
    except OperationalError:
        from home.operations.unreachable import reason  # noqa: PLC0415 - needed only now

        if (found := reason()) is None:
            raise
        sys.exit(
            f"The database does not let the site in: {found}\nDATABASE_URL says where it is, with which name and password."
        )


if __name__ == "__main__":
    main()

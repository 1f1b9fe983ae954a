#!/usr/bin/env python
"""Django's command line, on the embedded PostgreSQL where DATABASE_URL names no other."""

import os
import sys


def main() -> None:
    """Run the command named on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "home.settings")
    if not os.environ.get("DATABASE_URL") and os.environ.get("ENVIRONMENT") == "development":
        from home.operations import embedded_postgres  # noqa: PLC0415 - needed in development only

        os.environ["DATABASE_URL"] = embedded_postgres.start()

    from django.core.management import execute_from_command_line  # noqa: PLC0415 - reads the variable above

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

import psycopg
from django.db import connection


def reason() -> str | None:
    """Ask the database's server once, without the pool, and say in one line why it refuses; None where it does not."""
    try:
        psycopg.connect(**connection.get_connection_params()).close()
    except psycopg.OperationalError as error:
        # Some lines ask whether it is running; one says what failed.
        lines = str(error).strip().splitlines()
        return next((line.strip("- ") for line in reversed(lines) if "failed" in line and not line.endswith(":")), lines[0])
    return None

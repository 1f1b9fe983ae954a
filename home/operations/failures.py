"""What a reader gets where the site failed: Django's `handler500`."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.views.defaults import server_error
from psycopg.errors import ReadOnlySqlTransaction

from home.reading.page_cache.outage import away


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the site will be back soon where the database was lost, is full or read-only; else that something went wrong."""
    error = sys.exception()
    is_away = isinstance(error, OperationalError | InterfaceError)
    is_read_only = error is not None and isinstance(error.__cause__, ReadOnlySqlTransaction)
    return away(request) if is_away or is_read_only else server_error(request)

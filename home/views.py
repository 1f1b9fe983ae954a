"""Serving a page from one moment of the database."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from wagtail import views

from home.page_cache.recording import UNCOMPRESSED, current_record
from home.page_cache.snapshots import Snapshot

SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
READ_SNAPSHOT = "SELECT pg_current_snapshot()::text"


def from_one_snapshot(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a request from one snapshot, so that a page that is published meanwhile never shows half of each version.

    The page cache may keep the answer, since it then knows which changes the answer shows.
    """

    @wraps(view)
    def serve(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # What is sent is kept as things are at that moment.
        if connection.in_atomic_block or request.method == "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            record = current_record()
            with connection.cursor() as cursor:
                cursor.execute(f"{SNAPSHOT}; {READ_SNAPSHOT}" if record else SNAPSHOT)
                if record and cursor.nextset():
                    record.snapshot = Snapshot.read(cursor.fetchone()[0])
            response = view(request, *args, **kwargs)
            # The template asks the database too, so it is rendered within the snapshot.
            response = response.render() if callable(getattr(response, "render", None)) else response
            if record:
                response.headers["Content-Encoding"] = UNCOMPRESSED
            return response

    return serve


# The token that it exempts from needs a cookie; what a page accepts is checked by home.public_forms.
serve_page = csrf_exempt(from_one_snapshot(views.serve))

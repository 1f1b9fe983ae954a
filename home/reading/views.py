"""Serving a page from one moment of the database."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from psycopg.errors import SerializationFailure
from wagtail import views

from home.reading.page_cache.recording import UNCOMPRESSED, current_record
from home.reading.page_cache.snapshots import Snapshot

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
        return _again_if_outrun(request, lambda: _from_one_snapshot(lambda: view(request, *args, **kwargs)))

    return serve


def _from_one_snapshot(answer: Callable[[], HttpResponse]) -> HttpResponse:
    with transaction.atomic():
        record = current_record()
        with connection.cursor() as cursor:
            cursor.execute(f"{SNAPSHOT}; {READ_SNAPSHOT}" if record else SNAPSHOT)
            if record and cursor.nextset():
                record.snapshot = Snapshot.read(cursor.fetchone()[0])
        response = answer()
        # The template asks the database too, so it is rendered within the snapshot.
        response = response.render() if callable(getattr(response, "render", None)) else response
        if record:
            response.headers["Content-Encoding"] = UNCOMPRESSED
        return response


def _again_if_outrun(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer once more where another reader has just stored what this one was about to, as a missing rendition."""
    before = dict(vars(request))
    try:
        return answer()
    except OperationalError as error:
        if not isinstance(error.__cause__, SerializationFailure):
            raise
        # Nothing of the first snapshot stays with the request.
        vars(request).clear()
        vars(request).update(before)
        return answer()


# The token that it exempts from needs a cookie; what a page accepts is checked by home.security.public_forms.
serve_page = csrf_exempt(from_one_snapshot(views.serve))

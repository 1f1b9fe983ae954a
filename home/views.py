"""Serving a page from one moment of the database."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from wagtail import views


def from_one_snapshot(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a request from one snapshot, so that a page that is published meanwhile never shows half of each version."""

    @wraps(view)
    def serve(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # What is sent is kept as things are at that moment.
        if connection.in_atomic_block or request.method == "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            response = view(request, *args, **kwargs)
            # The template asks the database too, so it is rendered within the snapshot.
            return response.render() if callable(getattr(response, "render", None)) else response

    return serve


# The token that it exempts from needs a cookie; what a page accepts is checked by home.public_forms.
serve_page = csrf_exempt(from_one_snapshot(views.serve))

"""One way to write each letter: a Mac may send `å` as an a and a ring, which no search, slug or name would know again.

What turns the direction of writing around goes: neither Danish nor English has it, and it makes `exe.pdf` of `fdp.exe`.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict

from home.bilingual.own_apps import own_labels

# What people name, too.
NAMED_BY_PEOPLE = frozenset({"wagtailredirects", "wagtaildocs", "wagtailimages"})
ACCENTS = re.compile("%C[CD]", re.IGNORECASE)
# Braille without dots, and Korean fillers.
BLANK_LETTERS = "\u2800\u3164\u115f\u1160\uffa0"
DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def normal(text: str) -> str:
    """Compose letters and their accents (NFC), and drop characters that set the direction of text."""
    return unicodedata.normalize("NFC", DIRECTIONS.sub("", text))


def is_visible(text: str) -> bool:
    """Tell whether a reader sees anything of a text."""
    return any(unicodedata.category(letter)[0] not in "ZC" and letter not in BLANK_LETTERS for letter in text)


def compose_texts(instance: models.Model) -> None:
    """Do so with every text field of an object that has been read or set."""
    for field in instance._meta.concrete_fields:
        value = instance.__dict__.get(field.attname)
        if isinstance(field, models.CharField | models.TextField) and isinstance(value, str) and not value.isascii():
            instance.__dict__[field.attname] = normal(value)


def compose_before_saving(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Let no other letters into the tables of the site, whichever door they came by."""
    if sender._meta.app_label in NAMED_BY_PEOPLE | own_labels():
        compose_texts(instance)


class ComposedQueryMiddleware:
    """Writes the letters of a search as the tables have them, for every list and dialog that searches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # As an address writes every accent that is a character of its own.
        if ACCENTS.search(request.META.get("QUERY_STRING", "")):
            composed = QueryDict(mutable=True, encoding=request.encoding)
            for name, values in request.GET.lists():
                composed.setlist(name, [normal(value) for value in values])
            request.GET = composed
        return self.get_response(request)

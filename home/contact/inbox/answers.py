"""What a request says, with its questions in the language of whoever reads it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext

from home.bilingual.languages import LANGUAGES, column
from home.contact.fields import CHOICE_TYPES, FEWEST_DIGITS, FieldType, split_choices
from home.contact.models import ContactField
from home.contact.submission import ContactSubmission

# A number with what people put between its digits, and the most that a number has.
NUMBER = re.compile(r"\+?[\d\s().\-\u2010-\u2015]+")
MOST_DIGITS = 15
# Letters of what is shown of it on the list.
EXCERPT = 120


@dataclass(frozen=True)
class Answer:
    """A question with what was answered, and what it links to where it is an address or a number."""

    question: str
    text: str
    url: str = ""
    is_long: bool = False


class Questions:
    """The questions of every form, read once for any number of requests."""

    def __init__(self) -> None:
        self._by_page: defaultdict[int, list[ContactField]] = defaultdict(list)
        for field in ContactField.objects.order_by("page_id", "sort_order"):
            self._by_page[field.page_id].append(field)

    @property
    def labels(self) -> dict[str, str]:
        """What is asked, by key, over all forms."""
        labels: dict[str, str] = {}
        for field in (field for fields in self._by_page.values() for field in fields):
            labels.setdefault(field.clean_name, field.any_label)
        return labels

    def answers(self, request: ContactSubmission) -> list[Answer]:
        """List what was answered; what is no longer asked comes last, under its key."""
        return [
            Answer(
                field.any_label if field else key.replace("_", " "),
                text,
                _link(field, value),
                is_long=bool(field and field.field_type == FieldType.MULTILINE),
            )
            for key, value, field in self._answered(request)
            if (text := _shown(field, value))
        ]

    def name(self, request: ContactSubmission) -> str:
        """What the sender is called, or nothing."""
        return next(self._of_type(request, FieldType.NAME), "")

    def email(self, request: ContactSubmission) -> str:
        """Where the sender gets e-mail, or nothing."""
        asked = self._of_type(request, FieldType.EMAIL)
        others = (value for _key, value, _field in self._answered(request) if isinstance(value, str) and _is_address(value))
        return next(asked, "") or next(others, "")

    def excerpt(self, request: ContactSubmission) -> str:
        """The beginning of what the sender wrote, in one line."""
        written = [*self._of_type(request, FieldType.MULTILINE), *self._of_type(request, FieldType.SINGLELINE)]
        return shorten(written[0], EXCERPT, placeholder=" …") if written else ""

    def _answered(self, request: ContactSubmission) -> Iterator[tuple[str, Any, ContactField | None]]:
        fields = {field.clean_name: field for field in self._by_page[request.page_id]}
        for key in [*fields, *(key for key in request.form_data if key not in fields)]:
            yield key, request.form_data.get(key), fields.get(key)

    def _of_type(self, request: ContactSubmission, kind: Any) -> Iterator[str]:
        for _key, value, field in self._answered(request):
            if field and field.field_type == kind and value:
                yield str(value)


def _shown(field: ContactField | None, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if field and field.field_type in CHOICE_TYPES:
        words = _words(field)
        return ", ".join(words.get(chosen, str(chosen)) for chosen in (value if isinstance(value, list) else [value]))
    if field and field.field_type == FieldType.DATE and (day := parse_date(str(value))):
        return date_format(day)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _words(field: ContactField) -> dict[str, str]:
    """The choices as the active language has them, by those that are kept."""
    kept = next(filter(None, (split_choices(getattr(field, column("choices", language))) for language in LANGUAGES)), [])
    return dict(zip(kept, split_choices(field.choices), strict=False))


def _link(field: ContactField | None, value: Any) -> str:
    if not isinstance(value, str):
        return ""
    if _is_address(value):
        return f"mailto:{value}"
    return telephone_link(value) if field and field.field_type == FieldType.TELEPHONE else ""


def telephone_link(text: str) -> str:
    """Return the link that calls the first number of a text, or nothing where it is not clear which one that is."""
    for found in NUMBER.findall(text):
        digits = "".join(character for character in found if character.isdigit())
        if len(digits) >= FEWEST_DIGITS:
            sign = "+" if found.startswith("+") else ""
            return f"tel:{sign}{digits}" if len(digits) <= MOST_DIGITS else ""
    return ""


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True

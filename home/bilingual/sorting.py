"""Names in the order of a language: in Danish æ, ø and å come after z, and aa is å.

A collation of the database would do the same, but neither PostgreSQL's ICU nor the system's Danish locale is on every
server. The characters after z in ASCII stand for the letters instead, and letters with accents count as without.
"""

from typing import Any

from django.db import models
from django.db.models import Case, F, Func, TextField, Value, When
from django.db.models.functions import Coalesce, Collate, Lower, NullIf, Replace

from home.bilingual.languages import DEFAULT_LANGUAGE, active_language, column, translated_fields
from home.bilingual.normal_text import normal
from home.bilingual.page import Base

ACCENTED, PLAIN = "éèêëáàâãíìîïóòôõúùûñçý", "eeeeaaaaiiiioooouuuncy"
LETTERS = {"da": ("æäøöåü", "{{||}y"), "en": ("æäøöåü", "aaooau")}


def in_order(name: Any, language: str | None = None) -> Collate:
    """Order by a field or an expression as a language (default: the active one) has it, in `order_by` or `Meta.ordering`."""
    language = language or active_language()
    text = Lower(F(name) if isinstance(name, str) else name)
    if language == "da":
        text = Replace(text, Value("aa"), Value("å"))
    letters, places = LETTERS[language]
    key = Func(text, Value(letters + ACCENTED), Value(places + PLAIN), function="translate", output_field=TextField())
    return Collate(key, "C")


def sort_key(text: str, language: str | None = None) -> str:
    """Return the same for a text that is already read."""
    language = language or active_language()
    text = normal(text).lower()
    letters, places = LETTERS[language]
    return (text.replace("aa", "å") if language == "da" else text).translate(str.maketrans(ACCENTED + letters, PLAIN + places))


def clicked_order(model: type[models.Model], ordering: str) -> Any:
    """Put what somebody sorts a list by, as `-title`, in the order of its language where it is a field of words."""
    name = ordering.removeprefix("-")
    field = next((field for field in model._meta.get_fields() if field.name == name), None)
    if not isinstance(field, models.CharField | models.TextField) or field.choices:
        return ordering
    words: Any = name
    if name in translated_fields(model):
        # What a list shows where the reader's own language has nothing.
        words = Coalesce(NullIf(column(name, active_language()), Value("")), column(name, DEFAULT_LANGUAGE))
    key = in_order(words, getattr(field, "language", None))
    return key.desc() if ordering.startswith("-") else key.asc()


def tree_in_order(rows: models.QuerySet) -> models.QuerySet:
    """Order a tree so that each branch has its names in order; its paths have them in that of the database."""
    names = dict(rows.order_by().values_list("path", "name"))
    step = rows.model.steplen

    def place(path: str) -> list[tuple[str, str]]:
        branch = (path[:end] for end in range(step, len(path) + 1, step))
        return [(sort_key(names.get(part, "")), part) for part in branch]

    if not names:
        return rows
    ordered = enumerate(sorted(names, key=place))
    return rows.order_by(Case(*(When(path=path, then=number) for number, path in ordered)))


class NamesInOrderMixin(Base):
    """A list of the admin that has its names in the order of their language, whichever column is clicked."""

    def words_in_order(self, model: type[models.Model]) -> list[Any]:
        """Return the order of the language; nothing where the list is not sorted by words."""
        ordering = self.ordering if isinstance(self.ordering, str) else None
        if isinstance(self.ordering, list | tuple) and len(self.ordering) == 1:
            ordering = self.ordering[0]
        order = clicked_order(model, ordering) if ordering else None
        return [] if order == ordering else [order]

    def order_queryset(self, queryset: Any) -> Any:
        if not (order := self.words_in_order(queryset.model)):
            return super().order_queryset(queryset)
        # A search cannot sort what it finds by an expression.
        return queryset.order_by() if self.is_searching else queryset.order_by(*order, "pk")

    def search_queryset(self, queryset: Any) -> Any:
        found = super().search_queryset(queryset)
        order = self.words_in_order(queryset.model) if self.is_searching else []
        if not order or not (self.is_explicitly_ordered or isinstance(found, models.QuerySet)):
            return found
        return queryset.filter(pk__in=[item.pk for item in found]).order_by(*order, "pk")

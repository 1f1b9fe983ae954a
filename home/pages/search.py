from typing import Any

from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import DEFERRED, F, Func, Value
from wagtail.models.pages import PageManager

from home.bilingual.languages import LANGUAGES, column
from home.bilingual.search_query import CONFIGURATIONS, SIGNS, SUBSTITUTES

SEARCH_COLUMNS = [column(name, language) for name in ("search_lead", "search_body", "search_vector") for language in LANGUAGES]


def search_text() -> models.TextField:
    """A column that is filled on save; it is no part of what editors write, so no revision holds it."""
    return models.TextField(default="", editable=False, serialize=False)


def indexed_text(text: F) -> Func:
    """Part the words of a text as a reader's are: an accent, a hyphen, or `ST36` for `ST-36` makes no difference."""
    plain = Func(text, Value(SIGNS), Value(SUBSTITUTES), function="translate", output_field=models.TextField())
    for pattern in (r"([0-9])([[:alpha:]])", r"([[:alpha:]])([0-9])"):
        parts = (plain, Value(pattern), Value(r"\1 \2"), Value("g"))
        plain = Func(*parts, function="regexp_replace", output_field=models.TextField())
    return plain


def search_vector(language: str) -> models.GeneratedField:
    """The stems of a language's words, which the database keeps up to date; the title weighs most, then the lead."""
    title, lead, body = (
        SearchVector(
            indexed_text(F(column(name, language))),
            config=CONFIGURATIONS[language],
            weight=weight,
        )
        for name, weight in (("title", "A"), ("search_lead", "B"), ("search_body", "C"))
    )
    return models.GeneratedField(
        expression=title + lead + body, output_field=SearchVectorField(), db_persist=True, serialize=False
    )


class SearchableMixin(models.Model):
    """What readers search: plain text of what is stored, and thus of what is live, and its index, in each language."""

    search_lead_da = search_text()
    search_lead_en = search_text()
    search_body_da = search_text()
    search_body_en = search_text()
    search_vector_da = search_vector("da")
    search_vector_en = search_vector("en")

    # The fields whose words these are, for a page type to name.
    search_lead_fields: tuple[str, ...] = ()
    search_body_fields: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def get_specific(self, deferred: bool = False, **options: Any) -> Any:
        """Leave the deferred columns deferred; core would read them from the database, one by one."""
        unread = dict.fromkeys(self.get_deferred_fields(), DEFERRED)
        self.__dict__.update(unread)
        try:
            return super().get_specific(deferred=deferred, **options)
        finally:
            for name in unread:
                del self.__dict__[name]


class BilingualPageManager(PageManager):
    """Leaves the search columns in the database: they are as long as the whole text, and nothing but the search reads them."""

    def get_queryset(self) -> Any:
        return super().get_queryset().defer(*SEARCH_COLUMNS)

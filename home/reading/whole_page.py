"""A page with the rows that its template shows of other tables."""

from functools import cache
from typing import Any

from django.db.models import IntegerField, QuerySet

from home.bilingual.columns import read_fields
from home.reading.compiled import Given
from home.reading.joined_rows import WithRows


@cache
def page_for_readers(page_type: Any) -> WithRows:
    """Return the query for the page of a key with what its template shows of other tables, as its type says."""

    def make() -> QuerySet:
        pages: QuerySet = page_type.objects.filter(pk=Given("pk", IntegerField())).only(*read_fields(page_type))
        return pages.select_related(*page_type.joined_for_readers or [None])

    return WithRows(make, *page_type.rows_for_readers)

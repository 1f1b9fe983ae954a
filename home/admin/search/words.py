"""What PostgreSQL is asked for the words that an editor types: all of them, inflected, the beginnings of longer ones too."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from home.bilingual.languages import LANGUAGES, column
from home.bilingual.normal_text import normal
from home.bilingual.search_query import ACCENTS, CONFIGURATIONS, MOST_TERMS, SIGNS, SUBSTITUTES, WORD, spellings
from home.pages.draft_words import DraftWords
from home.pages.search import indexed_text

# The words found stand between signs for private use until the text is escaped.
MARK_BEGINS, MARK_ENDS = "\ue000", "\ue001"
SAID = """
SELECT number, ts_headline(%(config)s::regconfig, text, query, %(options)s)
FROM unnest(%(texts)s::text[]) WITH ORDINALITY AS given (text, number), to_tsquery(%(config)s::regconfig, %(query)s) AS query
WHERE to_tsvector(%(config)s::regconfig, regexp_replace(regexp_replace(
    translate(text, %(signs)s, %(substitutes)s), '([0-9])([[:alpha:]])', '\\1 \\2', 'g'), '([[:alpha:]])([0-9])', '\\1 \\2', 'g'
)) @@ query
"""
OPTIONS = f"StartSel={MARK_BEGINS}, StopSel={MARK_ENDS}, MaxWords=18, MinWords=8, MaxFragments=1"


def asked(text: str, language: str) -> str:
    """Write what asks for every word of a text in a language; empty where there is none."""
    # A word holds letters or digits only, so nothing in it can end the quotation.
    words = WORD.findall(normal(text).translate(ACCENTS).lower())[:MOST_TERMS]
    ways = (" | ".join(f"'{way}':*" for way in spellings(word, language)) for word in words)
    return " & ".join(f"({way})" for way in ways)


def queries(text: str) -> Iterator[tuple[str, SearchQuery]]:
    """Go through the languages with what is asked in each; nothing where no word was typed."""
    for language in LANGUAGES:
        if query := asked(text, language):
            yield language, SearchQuery(query, config=CONFIGURATIONS[language], search_type="raw")


def matching_pages(pages: QuerySet, text: str) -> QuerySet:
    """Keep the pages that say the words, live or in their draft, and those whose title has all of them; the best first."""
    # Words that say nothing, as in “Om os”, are found in titles only.
    titled = pages.order_by().autocomplete(text, order_by_relevance=False).get_queryset()
    found, ranks = Q(pk__in=titled.values("pk")), []
    for language, query in queries(text):
        drafts = DraftWords.objects.filter(**{column("vector", language): query})
        live = pages.model._base_manager.filter(**{column("search_vector", language): query})
        found |= Q(pk__in=drafts.values("pk")) | Q(pk__in=live.order_by().values("pk"))
        vectors = (F(f"draft_words__{column('vector', language)}"), F(column("search_vector", language)))
        ranks += [Coalesce(SearchRank(vector, query), 0.0) for vector in vectors]
    return pages.filter(found).annotate(rank=Greatest(*ranks)).order_by("-rank", "path") if ranks else pages.none()


def matching_rows(rows: QuerySet, text: str, field_name: str) -> QuerySet:
    """Keep the rows whose translated field says the words in either language; for tables so small that they need no index."""
    found, vectors = Q(), {}
    for language, query in queries(text):
        name = column("said", language)
        vectors[name] = SearchVector(indexed_text(F(column(field_name, language))), config=CONFIGURATIONS[language])
        found |= Q(**{name: query})
    return rows.annotate(**vectors).filter(found) if vectors else rows.none()


def excerpts(texts: list[str], text: str, language: str) -> dict[int, str]:
    """Return, by their place, an excerpt of the texts that say the words in a language; one query."""
    query = asked(text, language)
    if not query:
        return {}
    values: dict[str, Any] = {"texts": texts, "query": query, "options": OPTIONS, "config": CONFIGURATIONS[language]}
    with connection.cursor() as cursor:
        cursor.execute(SAID, {**values, "signs": SIGNS, "substitutes": SUBSTITUTES})
        return {number - 1: excerpt for number, excerpt in cursor.fetchall()}

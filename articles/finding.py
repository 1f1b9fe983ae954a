"""What the readers' search knows of its language, and in which order it shows what it found."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from operator import add
from typing import Any

from django.contrib.postgres.search import SearchRank, SearchVector
from django.db.models import Case, Exists, F, Func, OuterRef, Q, TextField, Value, When

from articles.models import Synonyms
from home.bilingual.languages import column
from home.bilingual.search_lexicon import Lexicon
from home.bilingual.search_query import CONFIGURATIONS, Term, exact_query, one_query, words_to_learn
from home.bilingual.visibility import BilingualPageQuerySet
from home.models import BasePage, InfoPage
from home.pages.search import indexed_text

# The words of more pages say little more, and would be read at every search.
PAGES_OF_THE_VOCABULARY = 500
# Of the pages below the front page.
SECTION_DEPTH = 3
# The front page repeats what others say.
FRONT_DEPTH = 2
# How much more the reader's own words weigh than those that mean the same.
OWN_WORDS = 3


def lexicon_for(terms: list[Term], language: str) -> Lexicon:
    """Read the words of the public pages, the editors' synonyms, and the stems of what a reader typed; three queries."""
    newest = BasePage.objects.public_in(language).order_by("-pk")[:PAGES_OF_THE_VOCABULARY]
    words = Func(F(column("search_vector", language)), function="tsvector_to_array", output_field=TextField())
    each = Func(words, function="unnest", output_field=TextField(), set_returning=True)
    stems = BasePage.objects.filter(pk__in=newest.values("pk")).order_by().annotate(stem=each).values_list("stem", flat=True)
    lexicon = Lexicon(language, frozenset(stems.distinct()), Synonyms.groups(language))
    lexicon.learn(words_to_learn(terms, language))
    return lexicon


def ranked(pages: BilingualPageQuerySet, typed: list[Term], terms: list[Term], lexicon: Lexicon) -> BilingualPageQuerySet:
    """Order pages by how many of the terms they have, then by where and how often, above all as they were typed.

    The pages at the foot of every page, such as privacy, come last, unless their title says what is looked for.
    """
    language = lexicon.language
    vector = column("search_vector", language)
    queries = [query for term in terms if (query := one_query([term], lexicon))]
    any_of_them = one_query(terms, lexicon, all_of_them=False)
    own = one_query([replace(term, synonyms=[]) for term in terms], lexicon, all_of_them=False)
    exact = exact_query(typed, lexicon)
    ranks = [SearchRank(F(vector), query) for query in (*queries, *[own] * OWN_WORDS, *[exact] * OWN_WORDS) if query]
    small_print = InfoPage._base_manager.filter(pk=OuterRef("pk"), show_in_menus=False, depth=SECTION_DEPTH)
    return pages.annotate(
        matched=_sum(Case(When(**{vector: query}, then=Value(1)), default=Value(0)) for query in queries),
        rank=_sum(ranks) * Case(When(depth=FRONT_DEPTH, then=Value(0.75)), default=Value(1.0)),
        title_words=SearchVector(indexed_text(F(column("title", language))), config=CONFIGURATIONS[language]),
        comes_last=Case(When(Exists(small_print) & ~Q(title_words=any_of_them), then=Value(1)), default=Value(0)),
    ).order_by("comes_last", "-matched", "-rank", "path")


def _sum(parts: Iterable[Any]) -> Any:
    return reduce(add, parts)

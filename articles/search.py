"""The readers' search: every page that is public in their language, the best match first."""

from dataclasses import replace
from functools import cached_property
from urllib.parse import urlencode

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.core.paginator import Page, Paginator
from django.db.models import F, TextField, Value
from django.db.models.functions import Concat, Replace
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from articles.corrections import corrections, replaced
from articles.facts import facts_of
from articles.finding import lexicon_for, ranked
from home.bilingual.languages import active_language, column, other_language
from home.bilingual.normal_text import normal
from home.bilingual.search_lexicon import Lexicon
from home.bilingual.search_query import CONFIGURATIONS, Term, meaning, one_query, read_terms
from home.bilingual.visibility import BilingualPageQuerySet
from home.models import BasePage
from home.reading.page_cache.recording import reads
from home.reading.site_address import site_address
from home.reading.views import from_one_snapshot

RESULTS_PER_PAGE = 10
LONGEST_TEXT = 100
# Where so few pages have all words, those that have some of them are shown as well.
FEW_RESULTS = 3
QUERY_NAMES = ("q", "page")
# Signs for private use, which stand around what matches until the text is escaped.
MARK_BEGINS, MARK_ENDS = "\ue000", "\ue001"


class Search:
    """What a reader typed, and what there is to find for it in a language."""

    def __init__(self, text: str, language: str) -> None:
        # What cannot be seen cannot be meant, and PostgreSQL refuses some of it.
        self.text = " ".join("".join(sign if sign.isprintable() else " " for sign in normal(text)).split())
        self.language = language

    @property
    def is_too_long(self) -> bool:
        return len(self.text) > LONGEST_TEXT

    @cached_property
    def typed(self) -> list[Term]:
        return [] if self.is_too_long else read_terms(self.text)

    @cached_property
    def lexicon(self) -> Lexicon:
        return lexicon_for(self.typed, self.language)

    @cached_property
    def terms(self) -> list[Term]:
        """What the words mean, without those that only make a sentence of them."""
        return meaning(self.typed, self.lexicon) if self.typed else []

    @cached_property
    def query(self) -> SearchQuery | None:
        return one_query(self.terms, self.lexicon) if self.terms else None

    @property
    def pages(self) -> BilingualPageQuerySet:
        """The public pages that have all the words."""
        return self._matching(self.query)

    @cached_property
    def first_pages(self) -> int:
        """Count the pages that have all the words, as far as it matters how few they are."""
        return len(self.pages.order_by().values_list("pk")[:FEW_RESULTS])

    @cached_property
    def correction(self) -> "Search | None":
        """The same search with words that the pages have, for those that nobody knows; None where each is known."""
        words = corrections(self.terms, self.lexicon) if self.terms else {}
        return Search(replaced(self.text, words), self.language) if words else None

    @cached_property
    def facts(self) -> list[str]:
        """Name the cards of the clinic's facts that answer the words."""
        return facts_of(self.terms, self.lexicon) if self.terms else []

    def results(self, number: str | None) -> Page:
        """Return one page of the results: titles and excerpts in which the words that match are marked."""
        some = one_query(self.terms, self.lexicon, all_of_them=False) if self.terms else None
        is_loose = self.first_pages < FEW_RESULTS and not any(term.is_quoted for term in self.terms)
        found = self._matching(some if is_loose else self.query)
        if some:
            # Words that stand apart would be marked of a phrase that means the same.
            marked = [replace(term, synonyms=[words for words in term.synonyms if len(words) == 1]) for term in self.terms]
            shown = one_query(marked, self.lexicon, all_of_them=False)
            text = Concat(
                column("search_lead", self.language), Value(" "), column("search_body", self.language), output_field=TextField()
            )
            found = ranked(found, self.typed, self.terms, self.lexicon).annotate(
                marked_title=self._marked(F(column("title", self.language)), shown, highlight_all=True),
                excerpt=self._marked(text, shown, max_words=24, min_words=10, max_fragments=2, fragment_delimiter=" … "),
            )
        return Paginator(found, RESULTS_PER_PAGE).get_page(number)

    def answered(self, number: str | None) -> tuple[Page, "Search"]:
        """Return the results, and the search that has them: this one, or the one with the words that were meant."""
        if not self.first_pages and self.correction:
            results = self.correction.results(number)
            if results or self.correction.facts:
                return results, self.correction
        return self.results(number), self

    def problem(self) -> str:
        """Say why nothing could be searched for; empty where the reader's words are words that pages might have."""
        if self.is_too_long:
            return gettext("That is too long to search for. Write a few words.")
        if self.text and not self.typed:
            return gettext("There is no word to search for. Write one, for example “sciatica”.")
        if self.typed and not self.query:
            return gettext("Those words are on nearly every page. Write one that says more, for example “sciatica”.")
        return ""

    def address(self) -> str:
        """Return where this search is answered."""
        with translation.override(self.language):
            return f"{reverse('search')}?{urlencode({'q': self.text})}" if self.text else reverse("search")

    def _matching(self, query: SearchQuery | None) -> BilingualPageQuerySet:
        pages = BasePage.objects.public_in(self.language)
        return pages.matching(query, self.language) if query else pages.none()

    def _marked(self, text: F | Concat, query: SearchQuery, **options: object) -> SearchHeadline:
        # PostgreSQL reads -36 out of ST-36, and nothing out of a hyphen that does not break.
        unbroken = Replace(text, Value("-"), Value("\u2011"))
        return SearchHeadline(
            unbroken, query, config=CONFIGURATIONS[self.language], start_sel=MARK_BEGINS, stop_sel=MARK_ENDS, **options
        )


@require_safe
@from_one_snapshot
def search(request: HttpRequest) -> TemplateResponse:
    """Answer a reader's search, and say whether there is more to find in the other language."""
    reads(request, *QUERY_NAMES)
    here = Search(request.GET.get("q", ""), active_language())
    there = Search(here.text, other_language(here.language))
    results, answering = here.answered(request.GET.get("page"))
    return TemplateResponse(
        request,
        "articles/search.html",
        {
            "search": here,
            "results": results,
            "answering": answering,
            "is_partial": not answering.first_pages,
            "correction": answering if answering is not here else None,
            "facts": answering.facts,
            "problem": "" if results or answering.facts else here.problem(),
            "elsewhere": there,
            "searches": [here, there],
            "site_address": site_address(request),
            "elsewhere_count": there.pages.count(),
            "same_in_other_language": there.address(),
        },
    )

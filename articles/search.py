"""The readers' search: every page that is public in their language, the best match first."""

from functools import cached_property
from urllib.parse import urlencode

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.core.paginator import Page, Paginator
from django.db.models import F, Func, IntegerField, TextField, Value
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from home.bilingual.languages import active_language, column, other_language
from home.bilingual.publication import BilingualPageQuerySet
from home.bilingual.search_query import CONFIGURATIONS, search_query
from home.models import BasePage
from home.page_cache.recording import reads
from home.views import from_one_snapshot

RESULTS_PER_PAGE = 10
LONGEST_TEXT = 100
QUERY_NAMES = ("q", "page")
# Signs for private use, which stand around what matches until the text is escaped.
MARK_BEGINS, MARK_ENDS = "\ue000", "\ue001"


class Search:
    """What a reader typed, and what there is to find for it in a language."""

    def __init__(self, text: str, language: str) -> None:
        # What cannot be seen cannot be meant, and PostgreSQL refuses some of it.
        self.text = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
        self.language = language

    @property
    def is_too_long(self) -> bool:
        return len(self.text) > LONGEST_TEXT

    @cached_property
    def query(self) -> SearchQuery | None:
        return None if self.is_too_long else search_query(self.text, self.language)

    @property
    def pages(self) -> BilingualPageQuerySet:
        """The public pages that match."""
        pages = BasePage.objects.public_in(self.language)
        return pages.matching(self.query, self.language) if self.query else pages.none()

    def results(self, number: str | None) -> Page:
        """Return one page of the results: titles and excerpts in which the words that match are marked."""
        ranked = self.pages
        if self.query:
            text = Concat(
                column("search_lead", self.language), Value(" "), column("search_body", self.language), output_field=TextField()
            )
            ranked = ranked.annotate(
                rank=SearchRank(F(column("search_vector", self.language)), self.query),
                marked_title=self._marked(F(column("title", self.language)), highlight_all=True),
                excerpt=self._marked(text, max_words=24, min_words=10, max_fragments=2, fragment_delimiter=" … "),
            ).order_by("-rank", "path")
        return Paginator(ranked, RESULTS_PER_PAGE).get_page(number)

    def problem(self) -> str:
        """Say why nothing could be searched for; empty where the reader's words are words that pages might have."""
        if self.is_too_long:
            return gettext("That is too long to search for. Write a few words.")
        if self.text and not self.query:
            return gettext("There is no word to search for. Write one, for example “sciatica”.")
        if self.query and self._has_common_words_only():
            return gettext("Those words are on nearly every page. Write one that says more, for example “sciatica”.")
        return ""

    def address(self) -> str:
        """Return where this search is answered."""
        with translation.override(self.language):
            return f"{reverse('search')}?{urlencode({'q': self.text})}" if self.text else reverse("search")

    def _has_common_words_only(self) -> bool:
        size = Func(self.query, function="numnode", output_field=IntegerField())
        return BasePage.objects.filter(depth=1).annotate(size=size).values_list("size", flat=True).first() == 0

    def _marked(self, text: F | Concat, **options: object) -> SearchHeadline:
        return SearchHeadline(
            text, self.query, config=CONFIGURATIONS[self.language], start_sel=MARK_BEGINS, stop_sel=MARK_ENDS, **options
        )


@require_safe
@from_one_snapshot
def search(request: HttpRequest) -> TemplateResponse:
    """Answer a reader's search, and say whether there is more to find in the other language."""
    reads(request, *QUERY_NAMES)
    here = Search(request.GET.get("q", ""), active_language())
    there = Search(here.text, other_language(here.language))
    results = here.results(request.GET.get("page"))
    return TemplateResponse(
        request,
        "articles/search.html",
        {
            "search": here,
            "results": results,
            "problem": "" if results else here.problem(),
            "elsewhere": there,
            "searches": [here, there],
            "site_address": request.build_absolute_uri("/").rstrip("/"),
            "elsewhere_count": there.pages.count(),
            "same_in_other_language": there.address(),
        },
    )

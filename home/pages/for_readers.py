"""How readers get a page: at its address, where nothing stands in the way, with all that it shows."""

from collections.abc import Iterator
from typing import Any, Self

from django.db.models import Model, Q
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageViewRestriction
from wagtail.url_routing import RouteResult

from home.bilingual import visibility
from home.bilingual.languages import active_language, translated_fields
from home.bilingual.page import Base
from home.reading import routing
from home.reading.page_cache.recording import reads
from home.reading.references import Reference, fetched_for, references_in
from home.reading.whole_page import page_for_readers
from home.security.headers import PUBLIC_WITH_FILMS


class ForReadersMixin(Base):
    """Answers readers with what is public in their language."""

    # What the templates of a type show of other tables: single rows, lists of rows, and the pages that name the page.
    joined_for_readers: tuple[str, ...] = ()
    rows_for_readers: tuple[str, ...] = ()
    shown_by: tuple[str, ...] = ()
    # What a type reads of an address's query: nothing else reaches it.
    query_names: tuple[str, ...] = ()
    # Set when the page is found at its address, so that nobody asks again.
    is_unrestricted = False
    # A password would need a cookie and tell that the page exists; a page is for everybody, or for people who log in.
    private_page_options = ["login", "groups"]

    @classmethod
    def withheld_in(cls, language: str) -> Any:
        """Find, among all pages, those of this type that readers of a language must not have, whatever has been published."""
        return None

    def unfinished(self) -> visibility.Errors:
        """Say, by field, what a draft may well be and a published page may not."""
        return {}

    def withheld_reason(self, language: str) -> Any:
        """Say why readers of a language must not have this page; empty where they may."""
        return ""

    @staticmethod
    def route_for_request(request: HttpRequest, path: str) -> RouteResult | None:
        return routing.route(request, path)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reads(request, *self.query_names)
        response = super().serve(request, *args, **kwargs)
        with fetched_for(self):
            response = response.render()
        if self.shows_films():
            response.headers["Content-Security-Policy"] = PUBLIC_WITH_FILMS
        return response

    def shows_films(self) -> bool:
        """Tell whether a film may be played on the page, for which browsers need to be told."""
        return False

    def references(self) -> Iterator[Reference]:
        """Find the pages and pictures that the page's own texts name in the active language."""
        for field in self._meta.concrete_fields:
            if isinstance(field, StreamField | RichTextField) and field.name in translated_fields(type(self)):
                yield from references_in(getattr(self, field.name))

    def card_types(self) -> tuple[type[Model], ...]:
        """Name the page types of which the page shows more than a link."""
        return ()

    def shown_beside(self) -> list[Model]:
        """List the objects whose pictures the page shows besides its own."""
        return []

    @classmethod
    def for_readers(cls, pk: int) -> Self | None:
        """Return a page with what its template shows of other tables, as its type says; one query."""
        page_type: Any = cls
        return next(iter(page_for_readers(page_type)(pk=pk)), None)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if not (self.live and self.shown) or (not self.is_unrestricted and self.withheld_reason(active_language())):
            raise Http404
        result = super().route(request, path_components)
        if not path_components and not self._accepts(request):
            raise Http404
        return result

    def get_view_restrictions(self) -> Any:
        """Return the restrictions that `public_in` obeys; core forgets those of an alias itself."""
        if self.is_unrestricted:
            return PageViewRestriction.objects.none()
        lineage = self.get_ancestors(inclusive=True).order_by()
        return PageViewRestriction.objects.filter(Q(page__in=lineage) | Q(page__aliases__in=lineage)).distinct()

    def _accepts(self, request: HttpRequest) -> bool:
        """Tell whether every view restriction lets the request through; a page closed to a reader does not exist for them."""
        if self.is_unrestricted:
            return True
        restrictions: list[PageViewRestriction] = list(self.get_view_restrictions())
        return all(restriction.accept_request(request) for restriction in restrictions)

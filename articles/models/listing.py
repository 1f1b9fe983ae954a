from typing import Any

from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from wagtail.url_routing import RouteResult

from articles.models.topics import TOPIC_SEGMENTS, Topic
from articles.pagination import OpenEndedPaginator
from home.bilingual.languages import active_language, column
from home.bilingual.sorting import in_order
from home.bilingual.visibility import BilingualPageQuerySet
from home.models import BasePage, LeadMixin

PAGES_PER_LIST = 12


class ListingPage(LeadMixin, BasePage):
    """A list of the pages below it, newest first; each topic of theirs has a list at an address of its own."""

    parent_page_types = ["home.HomePage"]
    # How a page below leads to its topics.
    topics_lookup = "topics"
    query_names = ("page",)
    topic: Topic | None = None

    content_panels = [*BasePage.content_panels, *LeadMixin.lead_panels]

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer below the list's own address for every topic of a public page, and for no other."""
        if len(path_components) != 2 or path_components[0] != TOPIC_SEGMENTS[active_language()]:
            return super().route(request, path_components)
        result = super().route(request, [])
        self.topic = next((topic for topic in self.topics if topic.slug == path_components[1]), None)
        if self.topic is None:
            raise Http404
        return result

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Return the address of the topic's list while a topic is read; None in a language that has no page on it."""
        parts = super().get_url_parts(request)
        if self.topic is None or parts is None:
            return parts
        if self.topic not in self.topics:
            return None
        site, root, path = parts
        return site, root, f"{path}{self.topic.path}"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        address = self.get_url(request) or ""
        return {
            **super().get_context(request, *args, **kwargs),
            "topic": self.topic,
            "listing": OpenEndedPaginator(self.listed_pages, PAGES_PER_LIST).get_page(request.GET.get("page")),
            "list_address": address.removesuffix(self.topic.path) if self.topic else address,
        }

    @property
    def listed_pages(self) -> BilingualPageQuerySet:
        """The entries, of the topic being read where there is one."""
        return self.entries().filter(**{self.topics_lookup: self.topic}) if self.topic else self.entries()

    @property
    def topics(self) -> list[Topic]:
        """The topics that have a name, an address and a public page in the active language."""
        language = active_language()
        if language not in self._topics_by_language:
            on_public_pages = self.entries().order_by().values(self.topics_lookup)
            offered = Topic.objects.filter(name__gt="", slug__gt="", pk__in=on_public_pages)
            self._topics_by_language[language] = list(offered.order_by(in_order(column("name", language), language)))
        return self._topics_by_language[language]

    @cached_property
    def _topics_by_language(self) -> dict[str, list[Topic]]:
        return {}

    def entries(self) -> BilingualPageQuerySet:
        """The public pages below in the active language, newest first."""
        raise NotImplementedError

"""The newest articles and case stories of a language, in full, for feed readers."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext
from django.views.decorators.http import conditional_page
from wagtail.models import Site

from articles.absolute_links import with_absolute_links
from articles.models import ArticlePage, CaseStoryPage
from home.bilingual.languages import active_language
from home.machines.structured_data import Facts
from home.models import BasePage, ClinicSettings
from home.reading.page_cache.recording import reads
from home.reading.references import fetched_for
from home.reading.views import from_one_snapshot

LENGTH = 20
# XML has no way to write these, and one of them would cost readers the whole feed.
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Channel:
    """The feed of one language, as a reader asks for it."""

    request: HttpRequest
    site: Site
    front_page: BasePage
    clinic: ClinicSettings

    @property
    def name(self) -> str:
        return self.clinic.public_name


@dataclass(frozen=True)
class Entry:
    """An article or a case story in the feed."""

    page: ArticlePage | CaseStoryPage
    channel: Channel
    published: datetime.datetime
    author: str | None

    @property
    def url(self) -> str:
        return self.page.full_url_in(active_language(), self.channel.request) or ""

    @property
    def content(self) -> str:
        """The whole text as HTML, with links that work outside the site."""
        template = f"articles/feed/{'article' if isinstance(self.page, ArticlePage) else 'case_story'}.html"
        html = render_to_string(template, {"page": self.page, "clinic": self.channel.clinic}, self.channel.request)
        return _xml_text(with_absolute_links(html, self.url))


class FullTextFeed(Atom1Feed):
    """An Atom feed whose entries have their whole content besides the summary."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class NewestPages(Feed):
    """The articles and case stories that are public in the active language, newest first."""

    feed_type = FullTextFeed

    def get_object(self, request: HttpRequest) -> Channel:
        reads(request)
        site = Site.find_for_request(request)
        front_page = BasePage.objects.public_in().filter(pk=site.root_page_id).first() if site else None
        if front_page is None:
            raise Http404
        return Channel(request, site, front_page, ClinicSettings.for_readers())

    def title(self, channel: Channel) -> str:
        return gettext("%(clinic_name)s: articles and case stories") % {"clinic_name": channel.name}

    def link(self, channel: Channel) -> str:
        return channel.front_page.full_url_in(active_language(), channel.request) or ""

    def feed_url(self, channel: Channel) -> str:
        return f"{channel.site.root_url}{channel.request.path}"

    def feed_guid(self, channel: Channel) -> str:
        return _tag(channel.front_page, channel.site)

    def author_name(self, channel: Channel) -> str:
        return channel.name

    def items(self, channel: Channel) -> Iterator[Entry]:
        newest = self._newest(channel)
        # Each is rendered before the next one is asked for.
        with fetched_for(*(entry.page for entry in newest)):
            yield from newest

    def _newest(self, channel: Channel) -> list[Entry]:
        facts = Facts(channel.clinic.examples)
        articles = ArticlePage.objects.public_in().for_readers().newest_first()
        articles = articles.select_related("author", "warning_signs").prefetch_related("sources", "related_pages")[:LENGTH]
        stories = CaseStoryPage.objects.public_in().for_readers().filter(first_published_at__isnull=False)
        stories = stories.order_by("-first_published_at", "-pk")[:LENGTH]
        entries = [Entry(page, channel, _morning(page.publication_date), facts.value(page.author, "name")) for page in articles]
        entries += [Entry(page, channel, page.first_published_at, None) for page in stories]
        return sorted(entries, key=lambda entry: (entry.published, entry.page.pk), reverse=True)[:LENGTH]

    def item_title(self, entry: Entry) -> str:
        return _xml_text(entry.page.title)

    def item_link(self, entry: Entry) -> str:
        return entry.url

    def item_guid(self, entry: Entry) -> str:
        return _tag(entry.page, entry.channel.site)

    def item_description(self, entry: Entry) -> str:
        return escape(_xml_text(entry.page.lead or ""))

    def item_author_name(self, entry: Entry) -> str | None:
        return entry.author

    def item_pubdate(self, entry: Entry) -> datetime.datetime:
        return entry.published

    def item_updateddate(self, entry: Entry) -> datetime.datetime:
        return entry.page.last_published_at or entry.published

    def item_extra_kwargs(self, entry: Entry) -> dict[str, Any]:
        return {"content": entry.content}


def _tag(page: BasePage, site: Site) -> str:
    """Name a language version for good, whatever becomes of its title and address."""
    day = timezone.localdate(page.first_published_at) if page.first_published_at else datetime.date(2026, 1, 1)
    return f"tag:{site.hostname},{day}:{page.pk}/{active_language()}"


def _morning(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def _xml_text(text: str) -> str:
    return NOT_IN_XML.sub("", text)


# An unchanged feed is not sent again.
feed = conditional_page(from_one_snapshot(NewestPages()))

"""The articles and case stories that other pages show; only what is public in the active language."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django import template
from django.template.context import Context
from django.utils import timezone
from django.utils.translation import gettext

from articles.body_map import Place, places
from articles.models import ArticlePage, CaseStoryPage, ConditionPage
from home.bilingual.sorting import sort_key
from home.models import BasePage, HomePage
from home.reading.references import referred_pages
from home.templatetags.clinic_tags import public_neighbours

register = template.Library()
# Of each kind; a page leads on to a few others, and the lists have all.
MOST_SHOWN = 6


@dataclass(frozen=True)
class TopicLink:
    """A topic, and where its articles are listed."""

    name: str
    url: str


@register.simple_tag
def newest_article() -> ArticlePage | None:
    """Return the article with the latest publication date."""
    return ArticlePage.objects.public_in().newest_first().with_pictures().first()


@register.simple_tag
def latest_case_story() -> CaseStoryPage | None:
    """Return the case story that was published last."""
    return CaseStoryPage.objects.public_in().for_cards().order_by("-first_published_at", "-pk").first()


@register.simple_tag
def first_conditions() -> list[ConditionPage]:
    """List what people come with, in the editor’s order, for the front page."""
    return list(ConditionPage.objects.public_in().with_pictures().order_by("path")[:MOST_SHOWN])


@register.simple_tag
def page_with_signs(conditions: list[ConditionPage], page: HomePage) -> ConditionPage | None:
    """Return the first of some pages that shows in full the warning signs that the front page shows in short."""
    return next((condition for condition in conditions if condition.warning_signs_id == page.warning_signs_id), None)


@register.simple_tag
def body_map(conditions: list[ConditionPage]) -> list[Place]:
    """List the places of the body map that some pages are about."""
    return places(conditions)


@register.simple_tag
def reading_on(condition: ConditionPage) -> list[BasePage]:
    """List the articles on a condition's topics, the newest first, and then the case stories of such articles."""
    topics = list(condition.topics.all())
    if not topics:
        return []
    named = ArticlePage.topics.through.objects.filter(topic__in=topics).values("articlepage")
    articles = ArticlePage.objects.public_in().filter(pk__in=named).newest_first().with_pictures()
    stories = CaseStoryPage.objects.public_in().filter(article__in=named).for_cards().order_by("-first_published_at", "-pk")
    return [*articles[:MOST_SHOWN], *stories[:MOST_SHOWN]]


@register.simple_tag
def related_reading(article: ArticlePage) -> list[BasePage]:
    """List what the editor chose, in that order, the conditions on its topics, and case stories that its text leaves out."""
    chosen = [related.target_id for related in article.related_pages.all()]
    told = {block.value.pk for block in article.body or [] if block.block_type == "case_story" and block.value}
    pages = [page for page in _shown_with(article) if page.pk in chosen or page.pk not in told]
    place = {pk: position for position, pk in enumerate(chosen)}
    topics = list(article.topics.all())
    conditions = ConditionPage.objects.public_in().on(topics).with_pictures().order_by("path")[:MOST_SHOWN] if topics else []
    first = sorted((page for page in pages if page.pk in place), key=lambda page: place[page.pk])
    return [*first, *conditions, *(page for page in pages if page.pk not in place)]


def _shown_with(article: ArticlePage) -> list[BasePage]:
    """The article's own public case stories, the newest first, and the public pages that the editor chose."""
    chosen = {related.target_id for related in article.related_pages.all()}
    pages = referred_pages(article).values()
    stories = [
        page for page in pages if isinstance(page, CaseStoryPage) and (page.pk in chosen or page.article_id == article.pk)
    ]
    newest = sorted(stories, key=lambda story: (story.first_published_at or timezone.now(), story.pk), reverse=True)
    return [*newest, *(page for page in pages if isinstance(page, ArticlePage) and page.pk in chosen - {article.pk})]


@register.simple_tag
def article_of(story: CaseStoryPage) -> ArticlePage | None:
    """Return the article that a case story belongs to, where it is public."""
    return ArticlePage.objects.public_in().filter(pk=story.article_id).with_pictures().first() if story.article_id else None


@register.simple_tag(takes_context=True)
def mail_link(context: Context, page: BasePage) -> str:
    """Open a letter in the reader's own mail program, with the page's title and address."""
    text = gettext("I thought of you when I read this:")
    url = page.get_full_url(context.get("request")) or ""
    return "mailto:?" + urlencode({"subject": page.title, "body": f"{text}\r\n\r\n{url}"}, quote_via=quote)


@register.simple_tag(takes_context=True)
def topic_links(context: Context, article: ArticlePage) -> list[TopicLink]:
    """List the article's topics in the active language, each with its list; none where the list of articles is not public."""
    index = next((page for page in public_neighbours(context) if article.is_child_of(page)), None)
    address = index.get_url(context.get("request")) if index else None
    named = sorted(
        (topic for topic in article.topics.all() if topic.name and topic.slug), key=lambda topic: sort_key(topic.name)
    )
    return [TopicLink(topic.name, f"{address}{topic.path}") for topic in named] if address else []

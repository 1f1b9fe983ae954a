"""The articles and case stories that other pages show; only what is public in the active language."""

from django import template
from django.db.models import Q

from articles.models import ArticlePage, CaseStoryPage, Topic
from home.models import BasePage

register = template.Library()


@register.simple_tag
def newest_article() -> ArticlePage | None:
    """Return the article with the latest publication date."""
    return ArticlePage.objects.public_in().newest_first().select_related("hero_image").first()


@register.simple_tag
def latest_case_story() -> CaseStoryPage | None:
    """Return the case story that was published last."""
    return CaseStoryPage.objects.public_in().order_by("-first_published_at", "-pk").first()


@register.simple_tag
def related_reading(article: ArticlePage) -> list[BasePage]:
    """List the pages that the editor chose, in that order, and then the article's case stories that its text does not show."""
    chosen = [related.target_id for related in article.related_pages.all()]
    told = {block.value.pk for block in article.body or [] if block.block_type == "case_story" and block.value}
    stories = CaseStoryPage.objects.public_in().filter(Q(pk__in=chosen) | Q(article=article.pk) & ~Q(pk__in=told))
    pages: list[BasePage] = list(stories.order_by("-first_published_at", "-pk"))
    if chosen:
        pages += ArticlePage.objects.public_in().filter(pk__in=chosen).exclude(pk=article.pk)
    place = {pk: position for position, pk in enumerate(chosen)}
    return sorted(pages, key=lambda page: place.get(page.pk, len(chosen)))


@register.simple_tag
def article_of(story: CaseStoryPage) -> ArticlePage | None:
    """Return the article that a case story belongs to, where it is public."""
    return ArticlePage.objects.public_in().filter(pk=story.article_id).first() if story.article_id else None


@register.simple_tag
def named_topics(article: ArticlePage) -> list[Topic]:
    """List the article's topics that have a name in the active language."""
    return [topic for topic in article.topics.all() if topic.name]

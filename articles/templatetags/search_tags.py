"""How the results of a search are shown."""

import re

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from articles.facts import FACTS
from articles.models import ArticlePage
from articles.search import MARK_BEGINS, MARK_ENDS
from home.bilingual.languages import active_language
from home.models import BasePage
from home.templatetags.clinic_tags import sections

MARKED = re.compile(f"{MARK_BEGINS}([^{MARK_ENDS}]*){MARK_ENDS}")
# The newest pages whose titles are offered while a reader types.
OFFERED = 60
MARKS = str.maketrans("", "", MARK_BEGINS + MARK_ENDS)

register = template.Library()


@register.filter
def marked(text: str) -> SafeString:
    """Escape a text, and mark in it the words that match."""
    # The words that match stand at the odd places.
    parts = enumerate(MARKED.split(text))
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>" if place % 2 else "{}", part.translate(MARKS)),) for place, part in parts)
    )


@register.filter
def excerpted(text: str) -> SafeString:
    """Do the same with a piece of a text, and show where it begins or ends within a sentence."""
    words = text.translate(MARKS).strip()
    begins = "" if words[:1].isupper() or not words else "… "
    ends = "" if words.endswith((".", "!", "?")) or not words else " …"
    return format_html("{}{}{}", begins, marked(text.strip()), ends)


@register.simple_tag(takes_context=True)
def section_of(context: Context, page: BasePage) -> BasePage | None:
    """Return the section that a page stands in; none for a section itself."""
    return next((section for section in sections(context) if page.is_descendant_of(section)), None)


@register.simple_tag
def newest_articles() -> list[ArticlePage]:
    """List a few articles for a reader who found nothing."""
    return list(ArticlePage.objects.public_in().for_cards().newest_first()[:3])


@register.simple_tag
def words_offered() -> list[str]:
    """List what the browser offers while a reader types: the clinic's facts, and the titles of pages."""
    titles = BasePage.objects.public_in().order_by("-pk").values_list("title", flat=True)[:OFFERED]
    return [*(capfirst(words[active_language()]) for words in FACTS.values()), *titles]

"""Articles and case stories, as programs are told of them."""

from articles.models import (
    ArticleIndexPage,
    ArticlePage,
    ArticleSource,
    CaseStoryIndexPage,
    CaseStoryPage,
    ConditionIndexPage,
    ConditionPage,
    Topic,
)
from home.machines.structured_data import Description, Node, describe, node, reference
from home.machines.structured_data.pages import page_node
from home.machines.structured_data.people import person


@describe.register
def describe_article(page: ArticlePage, description: Description) -> Node:
    """A medical page that is an article too, since only the first has a reviewer and only the second a headline."""
    version, facts = description.version, description.facts
    return page_node(
        ["MedicalWebPage", "Article"],
        version,
        facts,
        headline=facts.value(page, "title"),
        datePublished=facts.value(page, "publication_date"),
        lastReviewed=facts.value(page, "last_reviewed"),
        author=person(facts.value(page, "author"), version, facts) or reference(description.publisher),
        reviewedBy=person(facts.value(page, "reviewer"), version, facts),
        publisher=reference(description.publisher),
        about=[condition(topic) for topic in page.topics.all() if topic.icd10 and topic.name],
        citation=[citation(source) for source in facts.value(page, "sources") or []],
    )


@describe.register
def describe_case_story(page: CaseStoryPage, description: Description) -> Node:
    """An article, and no medical page: one person's experience is no medical knowledge."""
    version, facts = description.version, description.facts
    return page_node(
        "Article",
        version,
        facts,
        headline=facts.value(page, "title"),
        author=person(facts.value(version.clinic, "practitioner"), version, facts) or reference(description.publisher),
        publisher=reference(description.publisher),
    )


@describe.register
def describe_condition(page: ConditionPage, description: Description) -> Node:
    """A medical page on a complaint; of a treatment nothing is said, since none is proved."""
    known = [condition(topic) for topic in page.topics.all() if topic.icd10 and topic.name]
    return page_node(
        "MedicalWebPage",
        description.version,
        description.facts,
        publisher=reference(description.publisher),
        about=known or [node("MedicalCondition", name=page.title)],
    )


@describe.register(ArticleIndexPage)
@describe.register(CaseStoryIndexPage)
@describe.register(ConditionIndexPage)
def describe_index(page: ArticleIndexPage | CaseStoryIndexPage | ConditionIndexPage, description: Description) -> Node:
    return page_node("CollectionPage", description.version, description.facts)


def condition(topic: Topic) -> Node:
    """Describe the illness or complaint that a topic is."""
    code = node("MedicalCode", codeValue=topic.icd10, codingSystem="ICD-10")
    return node("MedicalCondition", name=topic.name, code=code)


def citation(source: ArticleSource) -> Node:
    """Describe a publication that an article rests on."""
    return node(
        "CreativeWork",
        name=source.title,
        publisher=node("Organization", name=source.publisher),
        datePublished=str(source.year or ""),
        url=source.link,
        inLanguage=source.language,
    )

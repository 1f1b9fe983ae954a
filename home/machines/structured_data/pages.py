"""A page as a part of the site: itself, its other language, and the way down to it."""

from typing import Any

from home.bilingual.languages import DEFAULT_LANGUAGE
from home.machines.language_version import LanguageVersion
from home.machines.structured_data.facts import Facts
from home.machines.structured_data.nodes import Node, node, reference


def page_node(kind: str | list[str], version: LanguageVersion, facts: Facts, **properties: Any) -> Node:
    """Describe a page, with what its type adds to what all pages have."""
    page = version.page
    common = {
        "name": facts.value(page, "title"),
        "description": version.description,
        "url": version.url,
        "inLanguage": version.language,
        "image": node("ImageObject", url=version.image_url, width=version.share_card.width, height=version.share_card.height),
        "datePublished": page.first_published_at,
        "dateModified": page.last_published_at,
        **translation(kind, version),
    }
    return node(kind, id=version.url, **{**common, **properties})


def translation(kind: str | list[str], version: LanguageVersion) -> Node:
    """Name the page's other language, where it is public: the Danish page is the work, and the English one its translation."""
    if not version.other_url:
        return {}
    relation = "workTranslation" if version.language == DEFAULT_LANGUAGE else "translationOfWork"
    return {relation: node(kind, id=version.other_url, inLanguage=version.other_language)}


def website(version: LanguageVersion, publisher: Node) -> Node:
    """Describe the site in one language."""
    return node(
        "WebSite",
        id=f"{version.front_page_url}#website",
        name=version.clinic_name,
        url=version.front_page_url,
        inLanguage=version.language,
        publisher=reference(publisher),
    )


def breadcrumbs(version: LanguageVersion) -> Node:
    """List the pages from the front page down to this one; empty on the front page."""
    if not version.above:
        return {}
    steps = [*((place.name, place.url) for place in version.above), (version.title, version.url)]
    items = [node("ListItem", position=number, name=name, item=url) for number, (name, url) in enumerate(steps, 1)]
    return node("BreadcrumbList", itemListElement=items)

"""All that programs are told of a page, as one graph."""

import json
from dataclasses import dataclass
from functools import singledispatch

from django.core.serializers.json import DjangoJSONEncoder

from home.contact.models import ContactPage
from home.machines.language_version import LanguageVersion
from home.machines.structured_data.clinic import business, organization
from home.machines.structured_data.facts import Facts
from home.machines.structured_data.nodes import Node, reference
from home.machines.structured_data.pages import breadcrumbs, page_node, website
from home.pages.base import BasePage
from home.pages.pages import HomePage

# Within a script element only these can end it or begin another; JSON reads the escapes as the characters themselves.
ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


@dataclass(frozen=True)
class Description:
    """What a page type needs to describe itself."""

    version: LanguageVersion
    facts: Facts
    publisher: Node


@singledispatch
def describe(page: BasePage, description: Description) -> Node:
    """Describe a page itself; page types that are more than a page register their own function."""
    return page_node("WebPage", description.version, description.facts)


@describe.register
def describe_contact_page(page: ContactPage, description: Description) -> Node:
    return page_node("ContactPage", description.version, description.facts, mainEntity=reference(description.publisher))


def graph(version: LanguageVersion) -> Node:
    """Describe a page, the site, who publishes it, and the way down to the page; the business where readers look for it."""
    facts = Facts(version.clinic.examples)
    is_about_clinic = isinstance(version.page, HomePage | ContactPage)
    clinic = (business(version, facts) if is_about_clinic else {}) or organization(version, facts)
    site, crumbs = website(version, clinic), breadcrumbs(version)
    page = describe(version.page, Description(version, facts, clinic))
    page["isPartOf"] = reference(site)
    return {"@context": "https://schema.org", "@graph": [part for part in (page, crumbs, site, clinic) if part]}


def as_json(data: Node) -> str:
    """Write a graph as JSON that is safe within a script element."""
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False).translate(ESCAPES)

"""Compares a site with the plain model of its page tree: as a reader does, address by address, and in the database."""

import re

from django.db import connection
from django.test import Client

from home.models import BasePage
from tests.home.page_tree_model import Answer, PageTree
from tests.home.page_tree_node import LANGUAGES, Node

# The least that tells one page, language and version from another.
TEMPLATE = """{% load i18n %}{% get_current_language as language %}<html lang="{{ language }}">
<title>{{ page.title }}</title><p>{{ page.lead }}</p>{% for block in page.body %}{{ block.value.source }}{% endfor %}</html>"""
LOADER = "django.template.loaders.locmem.Loader"
PAGES = {"home/home_page.html": TEMPLATE, "home/info_page.html": TEMPLATE}
TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": [(LOADER, PAGES)]}},
]
WORDS = re.compile(r"(?:da|en)word\d+")
STORED_BODIES = [("home_infopage", "body_da"), ("home_homepage", "body_da"), ("wagtailcore_revision", "content")]
COLUMNS = """
    SELECT id, title, title_da, title_en, slug, slug_da, slug_en, draft_title, draft_title_da, draft_title_en,
        url_path, url_path_da, url_path_en, live, has_unpublished_changes
    FROM home_basepage WHERE depth > 1
"""


def check_answers(client: Client, answers: dict[str, Answer]) -> None:
    """Visit addresses without logging in."""
    for address, expected in answers.items():
        response = client.get(address)
        html = response.content.decode() if response.status_code == 200 else ""
        found = Answer(
            response.status_code,
            response.headers.get("Location", ""),
            "".join(re.findall('<html lang="(..)">', html)),
            frozenset(WORDS.findall(html)),
        )
        assert found == expected, (address, found, expected)


def check_database(tree: PageTree) -> None:
    """Compare columns, the original ones included, and who is public; the promises about foreign keys are called in, too."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        found = {pk: tuple(value or "" for value in values) for pk, *values in cursor.fetchall()}
    for node in tree.nodes:
        assert found[node.pk] == _expected_columns(node), (node.pk, found[node.pk], _expected_columns(node))
    for language in LANGUAGES:
        public = set(BasePage.objects.public_in(language).values_list("pk", flat=True))
        assert public == tree.public(language), (language, public, tree.public(language))


def check_no_story_is_shown() -> None:
    """Look for the blocks of case stories in every page and in every version of it."""
    with connection.cursor() as cursor:
        for table, column in STORED_BODIES:
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {column}::text LIKE '%case_story%'")
            assert cursor.fetchone() == (0,), table


def _expected_columns(node: Node) -> tuple[object, ...]:
    pairs = [
        (node.row.da.title, node.row.en.title),
        (node.row.da.slug, node.row.en.slug),
        node.draft_titles,
        tuple(node.url_path(language) or "" for language in LANGUAGES),
    ]
    # The original column is the Danish one.
    return (*(value for danish, english in pairs for value in (danish, danish, english)), node.live or "", node.has_draft or "")

"""Addresses in two languages: one statement derives the paths of a whole subtree from its slugs."""

from typing import TYPE_CHECKING

from django.db import connection

from home.bilingual.languages import DEFAULT_LANGUAGE, LANGUAGES, column

if TYPE_CHECKING:
    from home.models import BasePage

ASSIGNMENTS = ", ".join(f"{column('url_path', language)} = computed.{language}" for language in LANGUAGES)
CHANGES = " OR ".join(f"page.{column('url_path', language)} IS DISTINCT FROM computed.{language}" for language in LANGUAGES)
# A page has a path in a language where it and every ancestor below the root have a slug in it.
COMPUTED = ", ".join(
    f"CASE WHEN bool_and(coalesce(ancestor.{column('slug', language)}, '') <> '') "
    f"THEN '/' || string_agg(ancestor.{column('slug', language)}, '/' ORDER BY ancestor.path) || '/' END AS {language}"
    for language in LANGUAGES
)


def refresh_descendants(page: "BasePage") -> None:
    """Derive the paths of all pages below this one from their slugs, in both languages and in one query."""
    table = connection.ops.quote_name(page.base_page_model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            UPDATE {table} AS page
            SET {ASSIGNMENTS}, url_path = coalesce(computed.{DEFAULT_LANGUAGE}, '')
            FROM (
                SELECT descendant.id, {COMPUTED}
                FROM {table} AS descendant
                JOIN {table} AS ancestor ON ancestor.depth > 1 AND ancestor.path = ANY(
                    ARRAY(SELECT left(descendant.path, step) FROM generate_series(4, length(descendant.path), 4) AS step)
                )
                WHERE descendant.path LIKE %s AND descendant.path <> %s
                GROUP BY descendant.id
            ) AS computed
            WHERE page.id = computed.id AND ({CHANGES})
            """,  # noqa: S608 - table and column names come from the model, values are parameters
            [f"{page.path}%", page.path],
        )

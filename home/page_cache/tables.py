"""Which tables are watched, and which rows of them belong to a page."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import connection, models

TRIGGERS = Path(__file__).with_name("triggers.sql")
APPS = ("home", "articles")
OTHER_TABLES = ("wagtailcore_site",)
# What no page shows; a model whose rows change too often to be shown at once says so itself, as `page_cache_ignore`.
UNWATCHED = frozenset(
    {
        "home_user",
        "home_user_groups",
        "home_user_user_permissions",
        "home_publicaddress",
        "home_draftlink",
        "home_contactsubmission",
        "home_mail",
        "home_retentionrun",
        "home_scheduledrun",
        "home_loginattempt",
        # Written with every draft.
        "home_declaration",
        "home_languagesummary",
    }
)


def watched_models() -> Iterator[type[models.Model]]:
    """List the models whose rows readers may see."""
    for label in APPS:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            is_ignored = model._meta.db_table in UNWATCHED or getattr(model, "page_cache_ignore", False)
            if model._meta.managed and not model._meta.proxy and not is_ignored:
                yield model


def columns_of_pages(model: type[models.Model]) -> list[str]:
    """Name the columns by which a row belongs to a page."""
    base = apps.get_model("home", "BasePage")
    keys = [field for field in model._meta.local_concrete_fields if field.related_model]
    own = [field for field in keys if issubclass(field.related_model, base)]
    return [field.column for field in own if field.primary_key or field.remote_field.on_delete is models.CASCADE]


@cache
def tables_of_pages() -> frozenset[str]:
    """Name the tables whose rows all belong to pages."""
    base = apps.get_model("home", "BasePage")._meta.db_table
    with_pages = {model._meta.db_table for model in watched_models() if columns_of_pages(model)}
    return frozenset({base, "wagtailcore_pageviewrestriction", *with_pages})


def watch(**kwargs: object) -> None:
    """Put the triggers on every watched table; run after each migration, so that new tables are watched at once."""
    base = apps.get_model("home", "BasePage")._meta.db_table
    functions = {model._meta.db_table: ("page_cache.note", columns_of_pages(model)) for model in watched_models()}
    functions |= {table: ("page_cache.note", []) for table in OTHER_TABLES}
    functions |= {base: ("page_cache.note_page", []), "wagtailcore_pageviewrestriction": ("page_cache.note_restriction", [])}
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS.read_text())
        present = set(connection.introspection.table_names(cursor))
        for table in UNWATCHED & present:
            cursor.execute(
                f'DROP TRIGGER IF EXISTS page_cache ON "{table}"; DROP TRIGGER IF EXISTS page_cache_all ON "{table}"'
            )
        for table, (function, columns) in functions.items():
            if table in present:
                arguments = ", ".join(f"'{column}'" for column in columns)
                cursor.execute(
                    f'CREATE OR REPLACE TRIGGER page_cache AFTER INSERT OR UPDATE OR DELETE ON "{table}" '
                    f"FOR EACH ROW EXECUTE FUNCTION {function}({arguments})"
                )
                cursor.execute(
                    f'CREATE OR REPLACE TRIGGER page_cache_all AFTER TRUNCATE ON "{table}" '
                    f"FOR EACH STATEMENT EXECUTE FUNCTION page_cache.note_all()"
                )

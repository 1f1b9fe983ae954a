"""Which tables are watched: any change of a row that readers may see makes every kept page stale."""

from collections.abc import Iterator
from pathlib import Path

from django.db import connection, models, transaction

from home.bilingual.languages import LANGUAGES, column
from home.bilingual.own_apps import own_apps
from home.bilingual.page import page_model

TRIGGERS = Path(__file__).with_name("triggers.sql")
OTHER_TABLES = ("wagtailcore_site", "wagtailcore_pageviewrestriction")
# What no page shows; a model says so itself, as `page_cache_ignore`, where it can.
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
# What Wagtail writes on a page's row with every draft, which readers do not see.
OF_DRAFTS = frozenset(
    {"latest_revision", "latest_revision_created_at", "has_unpublished_changes", "draft_title", "has_text"}
    | {column(name, language) for name in ("draft_title", "has_text") for language in LANGUAGES}
)


def watched_models() -> Iterator[type[models.Model]]:
    """List the models whose rows readers may see."""
    for app in own_apps():
        for model in app.get_models(include_auto_created=True):
            is_ignored = model._meta.db_table in UNWATCHED or getattr(model, "page_cache_ignore", False)
            if model._meta.managed and not model._meta.proxy and not is_ignored:
                yield model


def watch(**kwargs: object) -> None:
    """Put one trigger on every watched table; run after each migration, so that new tables are watched at once."""
    base = page_model()
    shown = [field.column for field in base._meta.local_concrete_fields if field.name not in OF_DRAFTS]
    events = {model._meta.db_table: "UPDATE" for model in watched_models()} | dict.fromkeys(OTHER_TABLES, "UPDATE")
    events[base._meta.db_table] = "UPDATE OF " + ", ".join(f'"{name}"' for name in shown)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TRIGGERS.read_text())
        present = set(connection.introspection.table_names(cursor))
        for table in present - events.keys():
            cursor.execute(f'DROP TRIGGER IF EXISTS page_cache ON "{table}"')
        for table in present & events.keys():
            cursor.execute(
                f'CREATE OR REPLACE TRIGGER page_cache AFTER INSERT OR {events[table]} OR DELETE OR TRUNCATE ON "{table}" '
                "FOR EACH STATEMENT EXECUTE FUNCTION page_cache.note()"
            )

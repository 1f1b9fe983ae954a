from django.db import migrations, models

# Unfinished pages whose Danish title is the English one, and their latest drafts, as far as readers do not have it already.
MARK_DRAFTS = """
    UPDATE wagtailcore_revision AS revision
    SET content = revision.content || jsonb_build_object('borrowed_title', revision.content->'title_en')
    FROM home_basepage AS page
    WHERE revision.id = page.latest_revision_id AND NOT (page.live AND coalesce(page.shown_da, false))
        AND NOT coalesce(page.has_text_da, false) AND revision.content->>'title_da' = revision.content->>'title_en';
"""
MARK_PAGES = """
    UPDATE home_basepage SET borrowed_title = title_en
    WHERE depth > 1 AND title_da = title_en AND NOT (live AND coalesce(shown_da, false)) AND NOT coalesce(has_text_da, false);
"""


class Migration(migrations.Migration):
    dependencies = [("home", "0024_page_cache_without_tags")]

    operations = [
        migrations.AddField(
            "basepage",
            "borrowed_title",
            models.CharField("borrowed title", max_length=255, blank=True, default="", editable=False),
        ),
        migrations.RunSQL([MARK_DRAFTS, MARK_PAGES], migrations.RunSQL.noop),
    ]
